from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from rubric.explanations import explain, mean_sentence
from rubric.levels import ScoredCriterion, Thresholds

values = st.integers(2, 10).map(lambda steps: D(steps) / 2)
weights = st.integers(1, 500).map(lambda hundredths: D(hundredths) / 100)
criteria = st.lists(
    st.builds(
        ScoredCriterion, st.just("c"), st.sampled_from(["junior", "mid"]), st.just("T"), weights, st.booleans(), values
    ),
    min_size=1,
    max_size=8,
)


def criterion(mean: str | None, level: str = "junior", weight: str = "1", must_have: bool = False) -> ScoredCriterion:
    return ScoredCriterion("c", level, "Tests", D(weight), must_have, D(mean) if mean else None)


def test_a_total_is_said_in_a_sentence_that_can_be_checked() -> None:
    made = explain([criterion("4"), criterion("3", weight="3"), criterion(None)], Thresholds())
    assert made.total_sentence == (
        "The 2 observed criteria of 3 average 3.25 by weight; on a scale where 1 is 0 and 5 is 100 that is 56. "
        "What was not observed (20 % of the weight) is left out, not counted as zero."
    )


def test_too_little_coverage_says_so_instead_of_a_number() -> None:
    made = explain([criterion("4"), criterion(None)], Thresholds())
    assert made.total_sentence == (
        "Not enough evidence for a total: 1 of 2 criteria, 50 % of the weight, were observed, and 70 % is needed."
    )
    assert [step.points for step in made.steps] == [None, None]


def test_the_verdict_says_what_the_rule_is_and_how_much_is_missing() -> None:
    made = explain([criterion("4"), criterion("3", "mid")], Thresholds())
    assert made.verdict_sentence == (
        "Junior is met. For mid, 1 thing is missing. A level is met when each of its must-haves reaches 3, its "
        "criteria average 3.25, and 70 % of their weight was observed; and all levels below it are met."
    )


def test_every_outcome_of_a_verdict_has_its_sentence() -> None:
    cases = {
        "Junior is not met.": [criterion("2")],
        "The junior level cannot be told.": [criterion(None)],
        "Junior is met.": [criterion("4")],
        "Junior is met. For mid, 2 things are missing.": [criterion("4"), criterion("2", "mid", must_have=True)],
        "No level is judged.": [],
    }
    said = {text: explain(given_, Thresholds()).verdict_sentence for text, given_ in cases.items()}
    assert [text for text, sentence in said.items() if not sentence.startswith(f"{text} A level is met")] == []


@given(criteria)
def test_the_points_of_the_steps_add_up_to_the_total(given_: list[ScoredCriterion]) -> None:
    made = explain(given_, Thresholds())
    points = sum((step.points for step in made.steps if step.points is not None), D(0))
    assert made.total.value is not None
    assert abs(points - made.total.value) < D("1e-20")


def test_a_panel_value_names_who_gave_what() -> None:
    assert mean_sentence([("A", D(3)), ("B", D("4.5")), ("C", None)]) == "(3 + 4.5) / 2 = 3.75. Not observed by C."
    assert mean_sentence([("A", D(3))]) == "3, from one person."
    assert mean_sentence([("A", None)]) == "Nobody observed this criterion, so it counts neither for nor against."
