"""The published JSON Schema names exactly the fields the export writes."""

import json
from dataclasses import fields, is_dataclass

import pytest

from reports import debrief, sentences
from reports.exporting.json_export import SCHEMA_FILE, export_json
from reports.summaries import write_summary
from tests.reports.debriefs import a_debrief

SCHEMA = json.loads(SCHEMA_FILE.read_text())
WRITTEN = {
    name: kind
    for module in (debrief, sentences)
    for name, kind in vars(module).items()
    if is_dataclass(kind) and isinstance(kind, type)
}


def test_every_written_kind_is_described_and_no_other():
    assert set(SCHEMA["$defs"]) == {*WRITTEN, "Decimal"}


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_a_kind_has_the_fields_of_its_dataclass(name):
    described = SCHEMA["$defs"][name]
    names = [each.name for each in fields(WRITTEN[name])]
    assert sorted(described["properties"]) == sorted(described["required"]) == sorted(names)


def test_the_export_has_the_keys_of_the_schema():
    written = json.loads(export_json(a_debrief(), write_summary(a_debrief())))
    assert set(written) == set(SCHEMA["required"]) == set(SCHEMA["properties"])
