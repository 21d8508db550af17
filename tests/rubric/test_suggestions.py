from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.suggestions import AnswerValue, Suggestion, suggest

values = st.integers(2, 10).map(lambda steps: D(steps) / 2)
answers = st.lists(st.builds(AnswerValue, st.text(max_size=4), st.none() | values), max_size=8)


def test_a_suggestion_shows_the_answers_it_comes_from():
    told, silent = (AnswerValue("Explain a deadlock", D(4)), AnswerValue("Name a lock", None))
    assert suggest([told, silent]) == Suggestion(D(4), D(4), (told,))


@pytest.mark.parametrize(
    ("given_values", "step"),
    [([3, 4, 4], "3.5"), ([3, "3.5"], "3.5"), ([4, "4.5"], "4.5"), ([2, 2, 3], "2.5"), ([1, 1, 1, 2], "1.5")],
)
def test_a_mean_goes_to_the_nearest_half_step_and_a_tie_goes_up(given_values, step):
    assert suggest([AnswerValue("q", D(value)) for value in given_values]).value == D(step)


@pytest.mark.parametrize("nothing", [[], [AnswerValue("q", None)]])
def test_without_an_observed_answer_nothing_is_suggested(nothing):
    assert suggest(nothing) == Suggestion(None, None, ())


@given(answers)
def test_a_suggestion_is_a_half_step_within_a_quarter_of_the_mean(given_answers):
    suggestion = suggest(given_answers)
    if suggestion.value is not None:
        assert suggestion.value * 2 % 1 == 0
        assert abs(suggestion.value - suggestion.mean) <= D("0.25")


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(given_answers, random):
    shuffled = suggest(random.sample(given_answers, len(given_answers)))
    assert (shuffled.value, shuffled.mean) == (suggest(given_answers).value, suggest(given_answers).mean)
