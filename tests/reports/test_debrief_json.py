import json
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal

import pytest

from reports.debrief_json import debrief_from_dict, debrief_hash, debrief_to_dict
from tests.reports.debriefs import START, a_criterion, a_debrief, a_value


def test_a_debrief_survives_json_exactly():
    debrief = a_debrief()
    assert debrief_from_dict(json.loads(json.dumps(debrief_to_dict(debrief)))) == debrief


def test_a_decimal_keeps_its_digits():
    debrief = a_debrief(total=Decimal("62.50"))
    assert str(debrief_from_dict(debrief_to_dict(debrief)).total) == "62.50"


def test_an_unknown_total_stays_unknown():
    assert debrief_from_dict(debrief_to_dict(a_debrief(total=None))).total is None


def test_anchors_are_keyed_by_number_again():
    assert set(debrief_from_dict(debrief_to_dict(a_debrief())).criteria[0].anchors) == {1, 3, 5}


@pytest.mark.parametrize("data", [{}, {**debrief_to_dict(a_debrief()), "coverage": "much"}])
def test_what_is_no_debrief_is_refused(data):
    with pytest.raises(ValueError, match="not a debrief"):
        debrief_from_dict(data)


def test_equal_debriefs_have_one_hash_however_they_are_written():
    plain, padded = a_debrief(total=Decimal(60)), a_debrief(total=Decimal("60.00"))
    elsewhere = replace(padded, started_at=START.astimezone(timezone(timedelta(hours=5))))
    assert debrief_hash(plain) == debrief_hash(padded) == debrief_hash(elsewhere)


def test_one_changed_value_changes_the_hash():
    other = a_criterion("c1", "junior", "Reads and explains code", a_value("Ada Okafor", 4))
    assert debrief_hash(a_debrief(criteria=(other,))) != debrief_hash(a_debrief())
