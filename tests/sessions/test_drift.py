"""Drift: a question that some candidates of one plan got and others did not."""

from sessions.drift import Held, drift_so_far, drift_to_come

TITLES = {1: "One", 2: "Two", 3: "Three"}


def held(name: str, put: set[int], *, plan: str = "p", over: bool = True, planned: set[int] | None = None) -> Held:
    return Held(name, plan, over, frozenset(put), frozenset(put if planned is None else planned))


def test_equal_questions_are_no_drift() -> None:
    assert drift_so_far([held("Ana", {1, 2}), held("Ben", {1, 2})], TITLES) == ()


def test_a_question_that_one_did_not_get_is_named_with_both_sides() -> None:
    (found,) = drift_so_far([held("Ana", {1, 2}), held("Ben", {1}), held("Cem", {1, 2})], TITLES)
    assert found.sentence == "“Two” was put to Ana and Cem, and not to Ben."


def test_of_many_names_the_first_are_told_and_the_others_counted() -> None:
    many = [held(f"C{n}", {1, 2}) for n in range(12)]
    (found,) = drift_so_far([*many, held("Ben", {1})], TITLES)
    assert found.sentence == "“Two” was put to C0, C1, C2, C3, C4, C5, C6, C7 and 4 more, and not to Ben."


def test_rounds_of_different_plans_are_not_compared() -> None:
    assert drift_so_far([held("Ana", {1}), held("Ana", {2}, plan="q"), held("Ben", {1})], TITLES) == ()


def test_an_interview_under_way_is_compared_only_by_what_is_planned() -> None:
    interviews = [held("Ana", {1, 2}), held("Ben", set(), over=False, planned={1, 3})]
    assert drift_so_far(interviews, TITLES) == ()
    assert [each.warning for each in drift_to_come(interviews, TITLES)] == [
        "“Two” is planned for Ana, and not for Ben.",
        "“Three” is planned for Ben, and not for Ana.",
    ]


def test_with_nothing_to_come_nothing_is_warned_of() -> None:
    assert drift_to_come([held("Ana", {1}), held("Ben", {2})], TITLES) == ()
