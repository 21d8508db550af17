"""The published JSON Schema names exactly the fields the export writes."""

import json
from dataclasses import fields, is_dataclass

import pytest
from jsonschema import Draft202012Validator

from bench.twenty import CASES, made
from reports import debrief, sentences
from reports.audience import seen_as, summary_seen_as
from reports.debrief import ChangeLine, CorrectionLine, DecisionLine
from reports.exporting.json_export import SCHEMA_FILE, export_json
from reports.summaries import write_summary
from tests.reports.debriefs import START, a_debrief

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


@pytest.mark.parametrize("show", ["full", "anonymous", "totals"])
@pytest.mark.parametrize("case", range(0, 20, 3))
def test_generated_reports_follow_the_schema_however_much_they_show(case, show):
    whole = made(CASES[case], case)
    text = summary_seen_as(write_summary(whole), whole, show)
    written = json.loads(export_json(seen_as(whole, show), text))
    assert [each.message for each in Draft202012Validator(SCHEMA).iter_errors(written)] == []


def test_a_decided_and_corrected_report_follows_the_schema():
    decided = DecisionLine("Hire", "The team needs this.", "Ada Okafor", START, "no", "Two of us saw more.")
    corrected = CorrectionLine("Ben", "Misread my note", START, (ChangeLine("Models data", "3", "3.5"),))
    written = json.loads(export_json(a_debrief(decision=decided, corrections=(corrected,)), None))
    assert [each.message for each in Draft202012Validator(SCHEMA).iter_errors(written)] == []


def test_the_export_has_the_keys_of_the_schema():
    written = json.loads(export_json(a_debrief(), write_summary(a_debrief())))
    assert set(written) == set(SCHEMA["required"]) == set(SCHEMA["properties"])
