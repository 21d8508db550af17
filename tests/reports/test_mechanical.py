"""What the arithmetic says beside a decision: never rounded over the cut, silent where too little was observed."""

from decimal import Decimal

import pytest

from reports.mechanical import differs, mechanical
from tests.reports.debriefs import a_debrief


@pytest.mark.parametrize(("total", "answer"), [("65", "yes"), ("64.999", "no"), ("80", "yes"), (None, "")])
def test_a_cut_is_held_against_the_unrounded_total(total: str | None, answer: str) -> None:
    debrief = a_debrief(total=None if total is None else Decimal(total))
    assert mechanical(debrief, 65).answer == answer


def test_a_total_just_under_the_cut_is_never_shown_as_the_cut() -> None:
    sentence = mechanical(a_debrief(total=Decimal("64.96")), 65).sentence
    assert sentence == "The total of 64.96 does not reach the cut of 65."


@pytest.mark.parametrize(
    ("target", "met", "answer"),
    [("mid", "mid", "yes"), ("mid", "senior", "yes"), ("senior", "mid", "no"), ("junior", "below junior", "no")],
)
def test_without_a_cut_the_level_asked_for_decides(target: str, met: str, answer: str) -> None:
    assert mechanical(a_debrief(target_level=target, verdict=met), None).answer == answer


def test_a_level_that_cannot_be_told_says_nothing() -> None:
    assert mechanical(a_debrief(target_level="mid", verdict=None), None).answer == ""


@pytest.mark.parametrize(
    ("answer", "outcome", "expected"),
    [
        ("yes", "reject", True),
        ("no", "hire", True),
        ("no", "reject", False),
        ("no", "next_round", False),
        ("", "hire", False),
    ],
)
def test_another_round_and_a_silent_arithmetic_are_no_departure(answer: str, outcome: str, expected: bool) -> None:
    assert differs(answer, outcome) is expected
