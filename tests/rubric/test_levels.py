from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.levels import (
    LEVELS,
    ScoredCriterion,
    Thresholds,
    Verdict,
    level_results,
    plain,
    shown_below,
    verdict,
)
from rubric.scoring import panel_value

LIMITS = Thresholds()


def criterion(level, mean, *, title="Testing", weight=1, must_have=False):
    value = None if mean is None else D(mean)
    return ScoredCriterion(f"{level}-{title}", level, title, D(weight), must_have, value)


def result(*criteria):
    (only,) = level_results(criteria, LIMITS)
    return only


def verdict_of(*criteria):
    return verdict(level_results(criteria, LIMITS))


def test_a_mean_of_exactly_the_threshold_meets_the_level():
    assert result(criterion("mid", "3.25")).met is True


def test_thirds_that_add_up_to_the_threshold_meet_the_level():
    thirds = [panel_value([D(3), D(3), D(4)]), panel_value([D(v) / 2 for v in (6, 6, 6, 6, 7, 7)])]
    assert result(*(criterion("mid", mean, title=str(mean)) for mean in thirds)).met is True


def test_a_mean_below_the_threshold_misses_the_level_and_says_so():
    missed = result(criterion("mid", 3))
    assert (missed.met, missed.gaps) == (False, ("The mean of the mid criteria is 3; it needs 3.25.",))


def test_a_weak_must_have_misses_the_level_whatever_the_mean():
    missed = result(criterion("mid", "2.5", must_have=True), criterion("mid", 5, title="Design"))
    assert (missed.met, missed.mean) == (False, D("3.75"))
    assert missed.gaps == ("“Testing” is a must-have at 2.5; it needs 3.",)


def test_a_must_have_nobody_observed_leaves_the_level_open():
    open_level = result(criterion("mid", None, must_have=True), criterion("mid", 4, title="Design", weight=9))
    assert (open_level.met, open_level.gaps) == (None, ("“Testing” is a must-have that nobody observed.",))


def test_a_miss_counts_even_beside_an_unobserved_must_have():
    assert result(criterion("mid", None, must_have=True), criterion("mid", 2, weight=9)).met is False


def test_too_little_observed_leaves_the_level_open_and_names_what_is_missing():
    thin = result(criterion("mid", 1), criterion("mid", None, title="Design"))
    assert (thin.met, thin.mean, thin.coverage) == (None, D(1), D("0.5"))
    assert thin.gaps[-1] == (
        "Only 50 % of the weight of the mid criteria was observed; 70 % is needed. Not observed: “Design”."
    )


def test_an_unobserved_must_have_is_not_named_twice():
    thin = result(criterion("mid", None, must_have=True))
    assert thin.gaps == (
        "“Testing” is a must-have that nobody observed.",
        "Only 0 % of the weight of the mid criteria was observed; 70 % is needed.",
    )


def test_levels_come_lowest_first_and_only_where_judged():
    results = level_results([criterion("senior", 4), criterion("junior", 4)], LIMITS)
    assert [each.level for each in results] == ["junior", "senior"]


def test_thresholds_of_the_rubric_version_decide():
    (strict,) = level_results([criterion("mid", 4)], Thresholds(mean=D("4.5")))
    assert strict.met is False


def test_the_verdict_is_the_highest_level_met_with_the_gaps_of_the_next():
    assert verdict_of(criterion("junior", 4), criterion("mid", 4), criterion("senior", 2)) == Verdict(
        "mid", "senior", ("The mean of the senior criteria is 2; it needs 3.25.",)
    )


def test_a_higher_level_does_not_count_over_a_missed_one():
    assert verdict_of(criterion("junior", 4), criterion("mid", 2), criterion("senior", 5)).level == "junior"


def test_an_open_level_stops_the_climb():
    climbed = verdict_of(criterion("junior", 4), criterion("mid", None), criterion("senior", 5))
    assert (climbed.level, climbed.next_level) == ("junior", "mid")


def test_a_missed_junior_level_is_below_junior():
    assert verdict_of(criterion("junior", 2)).level == "below junior"


def test_an_open_junior_level_gives_no_verdict():
    assert verdict_of(criterion("junior", None), criterion("mid", 5)).level is None


def test_a_rubric_without_junior_never_says_below_junior():
    assert verdict_of(criterion("mid", 2)).level is None


def test_meeting_every_judged_level_leaves_no_next_one():
    assert verdict_of(criterion("junior", 4), criterion("mid", 4)) == Verdict("mid", None, ())


def test_no_criteria_give_no_verdict():
    assert verdict_of() == Verdict(None, None, ())


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [("3.249", "3.25", "3.249"), ("3.2", "3.25", "3.2"), ("2.996", "3", "2.996"), ("3", "3", "3")],
)
def test_a_value_below_its_limit_is_never_shown_as_the_limit(value, limit, shown):
    assert shown_below(D(value), D(limit)) == shown


@pytest.mark.parametrize(("value", "shown"), [("70.0", "70"), ("70", "70"), ("3.250", "3.25")])
def test_a_number_is_written_without_idle_zeros(value, shown):
    assert plain(D(value)) == shown


values = st.integers(2, 10).map(lambda steps: D(steps) / 2)
criteria_lists = st.lists(
    st.builds(
        ScoredCriterion,
        id=st.just("c"),
        level=st.sampled_from(LEVELS),
        title=st.just("Testing"),
        weight=st.integers(1, 300).map(lambda hundredths: D(hundredths) / 100),
        must_have=st.booleans(),
        mean=st.none() | values,
    ),
    max_size=12,
)
MET_RANK = {False: 0, None: 1, True: 2}


def height(criteria):
    level = verdict_of(*criteria).level
    return LEVELS.index(level) if level in LEVELS else -1


@given(criteria_lists, st.data())
def test_a_higher_value_never_lowers_a_level_or_the_verdict(criteria, data):
    raised = [
        each if each.mean is None else replace(each, mean=data.draw(st.sampled_from([each.mean, D(5)])))
        for each in criteria
    ]
    before, after = level_results(criteria, LIMITS), level_results(raised, LIMITS)
    assert all(MET_RANK[new.met] >= MET_RANK[old.met] for old, new in zip(before, after, strict=True))
    assert height(raised) >= height(criteria)


@given(criteria_lists, st.integers(1, 40))
def test_weights_have_no_scale(criteria, factor):
    scaled = [replace(each, weight=each.weight * factor) for each in criteria]
    assert level_results(scaled, LIMITS) == level_results(criteria, LIMITS)


@given(criteria_lists, st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_change_the_verdict(criteria, random):
    shuffled = verdict_of(*random.sample(criteria, len(criteria)))
    assert (shuffled.level, shuffled.next_level) == (
        verdict_of(*criteria).level,
        verdict_of(*criteria).next_level,
    )


@given(criteria_lists)
def test_a_criterion_nobody_observed_never_turns_a_level_into_a_miss(criteria):
    before = {each.level: each.met for each in level_results(criteria, LIMITS)}
    more = level_results([*criteria, criterion("mid", None)], LIMITS)
    assert all(each.met is not False or before[each.level] is False for each in more)
