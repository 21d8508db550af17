from dataclasses import replace
from decimal import Decimal as D

from rubric.checks import check, usual_weight
from rubric.content import CriterionContent, RubricContent
from rubric.levels import Thresholds

ANCHORS = {value: f"Does {value} steps" for value in (1, 2, 3, 4, 5)}
GOOD = CriterionContent("mid", "Designs storage", anchors=ANCHORS, key="a")
OTHER = replace(GOOD, title="Reads plans", key="b")


def found(*criteria, **about):
    content = RubricContent(**({"title": "Rubric", "criteria": criteria} | about))
    return [(finding.blocks, finding.target, finding.sentence) for finding in check(content)]


def test_a_finished_draft_has_nothing_to_mend():
    assert found(GOOD, OTHER) == []


def test_a_rubric_needs_a_title_and_a_criterion():
    assert [sentence for _, _, sentence in found(title=" ")] == [
        "Give the rubric a title.",
        "A rubric needs at least one criterion.",
    ]


def test_a_criterion_needs_a_title():
    assert found(replace(GOOD, title="")) == [(True, "a", "A mid criterion has no title: say what is judged.")]


def test_every_value_needs_words():
    bare = replace(GOOD, anchors={1: "Nothing", 3: "Some", 5: " "})
    sentence = "“Designs storage”: say in words what a 2, a 4 and a 5 looks like."
    assert found(bare) == [(True, "a", sentence)]


def test_an_unequal_weight_needs_a_reason():
    heavy = replace(GOOD, weight=D(2))
    third = replace(OTHER, key="c", title="Tests")
    assert found(heavy, OTHER, third) == [
        (True, "a", "“Designs storage” weighs more or less than the others: write down why.")
    ]
    assert found(replace(heavy, weight_reason="It is the job"), OTHER, third) == []


def test_of_two_weights_the_lower_one_is_usual():
    assert usual_weight([D(3), D(1)]) == D(1)


def test_limits_outside_the_scale_block():
    limits = Thresholds(mean=D(6))
    assert found(GOOD, thresholds=limits)[0][:2] == (True, "about")


def test_the_same_title_twice_at_a_level_is_asked_about():
    twice = found(GOOD, replace(GOOD, key="b"))
    assert [(blocks, target) for blocks, target, _ in twice] == [(False, "a"), (False, "b")]


def test_two_values_with_the_same_words_are_asked_about():
    assert "nobody can tell them apart" in found(replace(GOOD, anchors=ANCHORS | {4: "does 3 steps"}))[0][2]


def test_a_protected_topic_is_asked_about():
    (finding,) = found(replace(GOOD, anchors=ANCHORS | {5: "Is a native speaker"}))
    assert finding[:2] == (False, "a")
    assert "origin" in finding[2]


def test_a_criterion_that_was_published_without_words_may_stay_so_but_not_half():
    bare, half = replace(GOOD, anchors={}), replace(GOOD, anchors={1: "Nothing"})
    blocks = [check(RubricContent("Rubric", (each,)), {"a"})[0].blocks for each in (bare, half)]
    assert blocks == [False, True]
    assert check(RubricContent("Rubric", (bare,)))[0].blocks
