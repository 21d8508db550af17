from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.scoring import (
    Scored,
    Total,
    disagrees,
    exact,
    half_up,
    panel_value,
    spread,
    to_decimal,
    total,
    weighted_mean,
)

values = st.integers(2, 10).map(lambda steps: D(steps) / 2)
ratings = st.lists(st.none() | values, max_size=7)
weights = st.integers(1, 500).map(lambda hundredths: D(hundredths) / 100)
scored = st.lists(st.builds(Scored, st.none() | values, weights), min_size=1, max_size=8)


def test_the_panel_value_is_the_mean_of_the_observed_values():
    assert panel_value([D(3), None, D("4.5")]) == D("3.75")


def test_the_median_of_an_odd_panel_is_its_middle():
    assert panel_value([D(5), D(1), D(2)], median=True) == D(2)


def test_the_median_of_an_even_panel_is_between_the_middles():
    assert panel_value([D(5), D(1), D(2), D(3)], median=True) == D("2.5")


@pytest.mark.parametrize("nobody", [[], [None, None]])
def test_a_criterion_nobody_observed_has_no_value(nobody):
    assert panel_value(nobody) is None


def test_a_mean_keeps_its_digits():
    assert panel_value([D(3), D(3), D(4)]) == D("3.333333333333333333333333333")


def test_a_third_is_recovered_from_its_digits():
    assert exact(to_decimal(Fraction(10, 3))) == Fraction(10, 3)


def test_a_decimal_that_is_no_small_fraction_stays_itself():
    assert exact(D("3.1234567890123")) == Fraction("3.1234567890123")


def test_weights_pull_the_mean():
    assert weighted_mean([(D(5), D(3)), (D(1), D(1))]) == D(4)


def test_an_unobserved_pair_carries_no_weight():
    assert weighted_mean([(D(5), D(1)), (None, D(9))]) == D(5)


@pytest.mark.parametrize("pairs", [[], [(None, D(1))], [(D(3), D(0))]])
def test_no_observed_weight_has_no_mean(pairs):
    assert weighted_mean(pairs) is None


def test_the_total_runs_from_0_to_100():
    ends = [total([Scored(D(value), D(1))]).value for value in (1, 3, 5)]
    assert ends == [D(0), D(50), D(100)]


def test_the_total_uses_the_weights_of_observed_criteria():
    assert total([Scored(D(4), D(2)), Scored(D(2), D(1)), Scored(None, D(1))]) == Total(
        to_decimal(Fraction(175, 3)), D("0.75")
    )


def test_coverage_of_exactly_seven_tenths_is_enough():
    assert total([Scored(D(3), D(7)), Scored(None, D(3))]) == Total(D(50), D("0.7"))


def test_less_coverage_gives_no_total():
    assert total([Scored(D(3), D("6.9")), Scored(None, D("3.1"))]) == Total(None, D("0.69"))


def test_nothing_to_score_gives_no_total():
    assert total([]) == Total(None, D(0))


def test_a_spread_is_highest_minus_lowest():
    assert spread([D(2), None, D("4.5"), D(3)]) == D("2.5")


def test_nobody_has_no_spread():
    assert spread([None]) is None


@pytest.mark.parametrize(
    ("given_values", "flag"),
    [
        ([D(2), D(4)], True),
        ([D(2), D(3)], False),
        ([D(2), D("3.5")], True),
        ([D(2), D(2), D("3.5"), D("3.5")], False),
        ([D(1), None], False),
        ([], False),
        ([D(4), D(4), D(4)], False),
    ],
)
def test_two_points_apart_or_a_deviation_of_one_is_disagreement(given_values, flag):
    assert disagrees(given_values) is flag


@pytest.mark.parametrize(
    ("value", "digits", "shown"), [("2.25", 1, "2.3"), ("2.245", 1, "2.2"), ("2.5", 0, "3"), ("3", 2, "3.00")]
)
def test_display_rounds_half_up(value, digits, shown):
    assert str(half_up(D(value), digits)) == shown


@given(ratings, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_raters_does_not_matter(panel, median, random):
    shuffled = random.sample(panel, len(panel))
    assert panel_value(shuffled, median=median) == panel_value(panel, median=median)
    assert (spread(shuffled), disagrees(shuffled)) == (spread(panel), disagrees(panel))


@given(ratings, st.integers(0, 4), st.booleans())
def test_not_observed_changes_nothing(panel, absent, median):
    assert panel_value([*panel, *[None] * absent], median=median) == panel_value(panel, median=median)
    assert disagrees([*panel, *[None] * absent]) == disagrees(panel)


@given(ratings.filter(any))
def test_a_panel_value_lies_within_the_values(panel):
    seen = [value for value in panel if value is not None]
    assert min(seen) <= panel_value(panel) <= max(seen)


@given(scored, st.data())
def test_a_higher_value_never_lowers_the_total(criteria, data):
    raised = [
        Scored(
            None if each.mean is None else data.draw(values.filter(lambda v, m=each.mean: v >= m)),
            each.weight,
        )
        for each in criteria
    ]
    before, after = total(criteria), total(raised)
    assert before.coverage == after.coverage
    assert (after.value or 0) >= (before.value or 0)


@given(scored, st.integers(1, 50))
def test_weights_have_no_scale(criteria, factor):
    assert total([Scored(each.mean, each.weight * factor) for each in criteria]) == total(criteria)


@given(scored, st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(criteria, random):
    assert total(random.sample(criteria, len(criteria))) == total(criteria)


@given(scored)
def test_an_unobserved_criterion_lowers_coverage_but_never_the_mean(criteria):
    more = [*criteria, Scored(None, D(1))]
    assert total(more).coverage <= total(criteria).coverage
    assert total(more, enough=D(0)).value == total(criteria, enough=D(0)).value
