"""The agenda of a debrief: furthest apart first, junior voices first, and values after it beside the first ones."""

from dataclasses import replace
from decimal import Decimal

from reports.debrief import PanelValue
from reports.discussion import (
    Speaker,
    agenda,
    arithmetic,
    discussion_sentence,
    near_anchors,
    speaking_order,
    weight_sentences,
)
from rubric.levels import Thresholds
from tests.reports.debriefs import a_criterion, a_debrief, a_value

ORDER = ("Ben", "Ada")


def pair(id_: str, first: float | None, second: float | None, **changes: object):
    values = (a_value("Ada", first), a_value("Ben", second))
    spread = None if None in (first, second) else abs(Decimal(str(first)) - Decimal(str(second)))
    line = a_criterion(id_, "junior", id_, *values)
    return replace(line, spread=spread, disagreement=spread is not None and spread >= 2, **changes)


def test_the_furthest_apart_comes_first_and_a_must_have_before_its_equals() -> None:
    lines = (pair("near", 3, 3), pair("far", 5, 2), pair("must", 4, 2, must_have=True), pair("also", 4, 2))
    found = agenda(a_debrief(criteria=lines), ORDER)
    assert [talk.line.id for talk in found.differ] == ["far", "must", "also"]
    assert [talk.line.id for talk in found.agree] == ["near"]


def test_what_one_person_or_nobody_saw_stands_apart() -> None:
    found = agenda(a_debrief(criteria=(pair("one", 4, None), pair("none", None, None))), ORDER)
    assert ([t.line.id for t in found.alone], [t.line.id for t in found.unseen]) == (["one"], ["none"])


def test_voices_stand_in_speaking_order() -> None:
    (talk,) = agenda(a_debrief(criteria=(pair("near", 3, 3),)), ORDER).agree
    assert [voice.given.member for voice in talk.voices] == ["Ben", "Ada"]


def test_fewest_interviews_speak_first_and_the_lead_last() -> None:
    speakers = [Speaker("Lead", True, 0), Speaker("Old", False, 40), Speaker("New", False, 1)]
    assert speaking_order(speakers) == ("New", "Old", "Lead")


def test_a_half_step_stands_between_two_anchors() -> None:
    anchors = {1: "a", 3: "c", 4: "d"}
    assert near_anchors(Decimal("3.5"), anchors) == ((3, "c"), (4, "d"))
    assert near_anchors(Decimal(3), anchors) == ((3, "c"),)
    assert near_anchors(None, anchors) == ()


def moved(line):
    first, *rest = line.values
    return replace(line, values=(replace(first, discussed=Decimal(4)), *rest))


def test_a_value_after_the_discussion_moves_the_mean_beside_and_not_the_mean() -> None:
    (talk,) = agenda(a_debrief(criteria=(moved(pair("c", 1, 4)),)), ORDER).differ
    assert (talk.line.mean, talk.after, talk.moved) == (Decimal("2.5"), Decimal(4), True)


def test_the_sentence_says_what_the_discussion_would_move() -> None:
    debrief = a_debrief(criteria=(moved(pair("c", 1, 4)),))
    before, after = (arithmetic(debrief, Thresholds(), after=late) for late in (False, True))
    assert discussion_sentence(before, after) == (
        "With the values after the discussion the total would be 75 instead of 38 and "
        "the level met would be junior instead of below junior."
    )
    assert "stay as they are" in discussion_sentence(before, before)


def test_without_a_discussion_the_value_stands() -> None:
    assert [PanelValue("Ada", value).after for value in (Decimal(3), None)] == [Decimal(3), None]


def test_weights_are_named_only_where_they_differ() -> None:
    lines = (pair("a", 3, 3, weight=Decimal(2)), pair("b", 3, 3), pair("c", 3, 3))
    assert weight_sentences(a_debrief(criteria=lines)) == ("2: a", "1: b, c")
    assert weight_sentences(a_debrief(criteria=lines[1:])) == ()
