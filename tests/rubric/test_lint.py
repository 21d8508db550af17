from dataclasses import replace
from decimal import Decimal as D

import pytest

from rubric.lint import DraftCard, Finding, JudgedCriterion, blocking, lint


def judged(value: str | None, n: int = 1, **changes: object) -> JudgedCriterion:
    plain = JudgedCriterion(f"c{n}", f"Thing {n}", D(1), False, D(value) if value else None, False, evidence=1)
    return replace(plain, **changes)


def card(*values: str | None, recommendation: str = "yes", **changes: object) -> DraftCard:
    criteria = tuple(judged(value, n) for n, value in enumerate(values, start=1))
    return replace(DraftCard(criteria, recommendation, "medium"), **changes)


def test_a_card_without_a_flaw_has_no_finding() -> None:
    assert lint(card("3", "4", "3.5", "2.5")) == ()


def test_a_criterion_left_out_blocks() -> None:
    assert lint(card("3", None)) == (Finding(True, "“Thing 2” has neither a value nor “not observed”.", "c2"),)


def test_not_observed_is_an_answer() -> None:
    assert lint(replace(card("3"), criteria=(judged("3"), judged(None, 2, not_observed=True)))) == ()


def test_a_missing_recommendation_blocks_and_a_missing_confidence_does_not() -> None:
    found = lint(card("3", recommendation="", confidence=""))
    assert [(each.blocks, each.target) for each in found] == [(True, "recommendation"), (False, "confidence")]


def test_what_blocks_comes_first() -> None:
    assert [each.blocks for each in lint(card("1", None, recommendation="strong_yes"))] == [True, False]


@pytest.mark.parametrize(
    ("value", "recommendation"), [("2.5", "strong_yes"), ("1.5", "yes"), ("4", "no"), ("3.5", "strong_no")]
)
def test_values_against_the_recommendation_are_asked_about(value: str, recommendation: str) -> None:
    (found,) = lint(card(value, recommendation=recommendation))
    said = recommendation.replace("_", " ")
    assert found.sentence == f"Your values average {D(value):.1f}, and you recommend “{said}”. Is that what you mean?"


@pytest.mark.parametrize(
    ("value", "recommendation"), [("3", "strong_yes"), ("2", "no"), ("4", "yes"), ("3.5", "no"), ("3", "strong_no")]
)
def test_values_that_fit_the_recommendation_are_not(value: str, recommendation: str) -> None:
    assert lint(card(value, recommendation=recommendation)) == ()


def test_a_strong_yes_over_a_weak_must_have_is_asked_about() -> None:
    weak = (judged("2.5", must_have=True), judged("4", 2))
    assert lint(replace(card("3", recommendation="strong_yes"), criteria=weak)) == (
        Finding(False, "A strong yes, with a must-have below 3: “Thing 1”.", "c1"),
    )


def test_four_equal_values_are_asked_about_and_three_are_not() -> None:
    assert [each.target for each in lint(card("3", "3", "3", "3"))] == ["c1"]
    assert lint(card("3", "3", "3")) == ()


def test_a_recommendation_out_of_nothing_is_asked_about() -> None:
    nothing = (judged(None, not_observed=True),)
    assert [each.sentence for each in lint(replace(card("3"), criteria=nothing))] == [
        "You recommend, and have observed no criterion."
    ]


def test_much_confidence_out_of_little_is_asked_about() -> None:
    little = (judged("3"), judged(None, 2, not_observed=True), judged(None, 3, not_observed=True))
    assert [each.target for each in lint(replace(card("3", confidence="high"), criteria=little))] == ["confidence"]


def test_an_extreme_value_without_evidence_is_asked_about() -> None:
    bare = (judged("5", evidence=0), judged("3", 2, evidence=0))
    assert [each.target for each in lint(replace(card("3"), criteria=bare))] == ["c1"]


def test_a_protected_topic_in_the_words_is_named() -> None:
    (found,) = lint(card("3", texts=("Strong, but her husband is abroad.",)))
    assert found.sentence.startswith("“husband” sounds like family, which must not count.")


def test_only_blocking_findings_stop_a_submission() -> None:
    assert [each.target for each in blocking(lint(card("1", None, recommendation="strong_yes")))] == ["c2"]
