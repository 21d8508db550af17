"""Figures of questions: the formulas, and honest silence where the data are too few."""

import pytest

from reports.question_figures import Answer, Exposure, Figures, advice, correlation, exposure, figures
from reports.question_list import separates


def answers(*pairs):
    return [Answer(value, rest, None) for value, rest in pairs]


def test_nineteen_answers_are_too_few_for_any_figure():
    found = figures(answers(*[(4.0, 3.0)] * 19))
    assert found == Figures(19, None, None, None, None)
    assert separates(found.interviews, found.discrimination) == "too few"


def test_twenty_answers_give_ease_spread_and_discrimination():
    found = figures(answers(*[(1.0, 2.0), (5.0, 4.0)] * 10))
    assert (found.ease, found.spread, found.discrimination) == (0.5, 2.0, pytest.approx(1.0))


def test_values_that_do_not_vary_separate_nobody_and_are_not_called_perfect():
    found = figures(answers(*[(3.0, 2.0), (3.0, 4.0)] * 10))
    assert found.discrimination is None
    assert separates(20, None) == "no variation"


def test_an_answer_nobody_observed_is_no_value():
    assert figures(answers((None, 3.0), (4.0, 3.0))).interviews == 1


def test_the_correlation_is_pearsons():
    assert correlation([(1, 2), (2, 1), (3, 4), (4, 3), (5, 5)]) == pytest.approx(0.8)


def test_the_minutes_are_a_median_from_five_on():
    times = [Answer(None, None, float(each)) for each in (3, 4, 5, 6, 60)]
    assert (figures(times[:4]).minutes, figures(times).minutes) == (None, 5)


def test_exposure_takes_the_position_that_wears_it_most_and_no_small_one():
    assert exposure(9, [(3, 10), (5, 20), (1, 1)]) == Exposure(9, 0.3, 10)
    assert exposure(1, [(1, 7)]) == Exposure(1, None, 0)


def test_a_quarter_is_allowed_and_more_is_not():
    assert [exposure(3, [(3, held)]).is_over for held in (12, 11)] == [False, True]


def test_advice_says_why():
    worn = Figures(30, 0.95, 0.2, 0.02, None)
    assert advice(worn, Exposure(6, 0.5, 12), leaked=True) == (
        "Retire it: it was seen outside.",
        "Rest it: 50 % of one position's 12 interviews in a year put it.",
        "Rework it: it does not tell those apart who did well from those who did not.",
        "Rework it: nearly everybody answers it well.",
    )
    assert advice(Figures(3, None, None, None, None), Exposure(1, None, 0), leaked=False) == ()
