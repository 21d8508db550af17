from dataclasses import replace
from decimal import Decimal as D

import pytest

from rubric.content import CriterionContent, RubricContent
from rubric.differences import (
    HAND,
    MACHINE,
    NOTHING,
    WORDING,
    FieldChange,
    Piece,
    alike,
    classify,
    compare,
    likely_new_meaning,
    pieces,
)
from rubric.levels import Thresholds

ANCHORS = {value: f"Does {value} of the five steps without help" for value in (1, 2, 3, 4, 5)}


def criterion(key, **changes):
    return replace(CriterionContent("mid", f"Criterion {key}", anchors=ANCHORS, key=key), **changes)


OLD = RubricContent("Rubric", (criterion("a"), criterion("b")))


def change_of(*criteria, **about):
    return compare(OLD, replace(OLD, criteria=criteria or OLD.criteria, **about))


def test_equal_versions_have_no_difference():
    assert not change_of()
    assert classify(change_of()) == NOTHING


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"weight_reason": "It is the job"}, NOTHING),
        ({"topics": ("Storage",)}, NOTHING),
        ({"title": "Criterion A"}, WORDING),
        ({"description": "Says more"}, WORDING),
        ({"anchors": ANCHORS | {3: "Does three of the five steps without help"}}, WORDING),
        ({"weight": D(2)}, MACHINE),
        ({"must_have": True}, MACHINE),
        ({"level": "senior"}, MACHINE),
    ],
)
def test_what_a_changed_field_asks_of_scores(changes, asked):
    assert classify(change_of(criterion("a", **changes), criterion("b"))) == asked


def test_another_order_asks_nothing():
    moved = change_of(criterion("b"), criterion("a"))
    assert (moved.moved, moved.criteria, classify(moved)) == (True, (), NOTHING)


def test_a_removed_criterion_is_computed_away():
    gone = change_of(criterion("a"))
    assert ([(c.key, c.kind) for c in gone.criteria], classify(gone)) == ([("b", "removed")], MACHINE)


def test_an_added_criterion_has_to_be_scored_by_people():
    assert classify(change_of(*OLD.criteria, criterion("c"))) == HAND


def test_other_thresholds_are_computed():
    changed = change_of(thresholds=Thresholds(mean=D("3.5")))
    assert [(f.name, f.before, f.after) for f in changed.about] == [("The weighted mean reaches", "3.25", "3.5")]
    assert classify(changed) == MACHINE


def test_another_title_of_the_rubric_asks_nothing():
    assert classify(change_of(title="Other")) == NOTHING


def test_a_new_meaning_has_to_be_scored_by_people():
    reworded = change_of(criterion("a", title="Criterion A"), criterion("b"))
    assert classify(reworded, new_meaning={"a"}) == HAND


def test_the_strongest_part_decides():
    both = change_of(criterion("a", weight=D(2)), criterion("b", title="Bee"))
    assert classify(both) == MACHINE


def test_a_rewritten_anchor_is_proposed_as_a_new_meaning():
    rewritten = criterion("a", anchors=ANCHORS | {3: "Leads a team through an incident and writes it up"})
    assert likely_new_meaning(change_of(rewritten, criterion("b"))) == {"a"}


def test_a_mended_word_is_not():
    mended = criterion("a", anchors=ANCHORS | {3: "Does 3 of the five steps without any help"})
    assert likely_new_meaning(change_of(mended, criterion("b"))) == frozenset()


def test_words_where_none_stood_before_change_no_meaning():
    assert alike("", "Anything at all")


def test_two_texts_are_shown_as_one():
    assert pieces("Names two kinds", "Names three kinds") == (
        Piece("same", "Names "),
        Piece("gone", "two"),
        Piece("new", "three"),
        Piece("same", " kinds"),
    )


def field(name, before, after, effect):
    return FieldChange(name, before, after, effect).pieces


def test_a_number_is_shown_before_and_after():
    assert field("Weight", "1", "3", MACHINE) == (Piece("gone", "1"), Piece("same", " → "), Piece("new", "3"))


def test_a_text_written_anew_stands_below_the_old_one():
    shown = field("Value 3", "Names two kinds", "Leads a team", WORDING)
    assert shown == (Piece("gone", "Names two kinds"), Piece("same", "\n"), Piece("new", "Leads a team"))
