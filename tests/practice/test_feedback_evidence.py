"""How likely a key point was said, by what speaks for it, for the others, and by the expected answer."""

import pytest

from practice.feedback import State, cover
from practice.feedback.evidence import chances, less_by_chance
from practice.feedback.text import read_text
from practice.feedback.wording import more_than_usual, wordings_of

POINTS = ("Restores the random state of dropout", "Accumulates gradients over smaller batches")
QUESTION = "A network does not fit into memory. What do you do?"
EXPECTED = (
    "Micro-batches come first: sum the gradients of several before a step. "
    "Dropout must draw the same masks again in the second pass, so keep its seed. The weather is fine."
)


def wordings(points=POINTS, expected=EXPECTED, question=QUESTION):
    return wordings_of(*[[read_text(each).tokens for each in points], *map(tokens, (expected, question))])


def tokens(text):
    return read_text(text).tokens


def test_the_chance_grows_with_the_evidence():
    low, high = chances([0.2, 0.3])
    assert low < high


def test_the_same_evidence_counts_more_beside_much_than_beside_nothing():
    assert chances([0.2, 0.6, 0.6, 0.6])[0] > chances([0.2])[0] > chances([0.2, 0.0, 0.0, 0.0])[0]


def test_a_point_alone_has_even_chances_at_the_same_odds():
    assert chances([0.255]) == [0.5]


def test_no_key_points_have_no_chances():
    assert chances([]) == []


@pytest.mark.parametrize(("evidence", "chance"), [(0.0, 0.002), (1.5, 1.0)])
def test_hundreds_of_key_points_stay_within_range(evidence, chance):
    assert set(chances([evidence] * 500)) == {chance}


def test_evidence_is_worth_the_same_in_a_few_sentences_and_less_in_many():
    assert (less_by_chance(0), less_by_chance(6)) == (1.0, 1.0)
    assert less_by_chance(24) < less_by_chance(12) < 1.0


def test_a_sentence_of_the_expected_answer_goes_to_the_point_that_it_is_most_like():
    state, gradients = wordings()
    assert ("seed" in state, "seed" in gradients) == (True, False)


def test_a_sentence_that_is_like_no_point_goes_to_none():
    assert not any("weather" in wording for wording in wordings())


def test_a_wording_holds_no_word_of_its_point_nor_of_the_question():
    expected = "Dropout keeps its random state in memory by a seed."
    assert set(wordings(expected=expected)[0]) == {"keep", "seed"}


def test_without_an_expected_answer_there_is_no_wording():
    assert wordings(expected="") == [{}, {}]


def test_without_a_wording_nothing_is_added():
    assert more_than_usual({}, [{"seed"}]) == 0.0


def test_a_wording_that_is_not_there_speaks_a_little_against_its_point():
    wording = {"seed": 1.0, "mask": 1.0}
    assert more_than_usual(wording, [set()]) < 0 < more_than_usual(wording, [{"seed", "mask"}])


def test_the_words_of_the_expected_answer_help_to_find_a_point():
    answer = "And dropout: the second pass needs the same masks, so I keep the seed."
    without, knowing = (cover(answer, POINTS, QUESTION, expected).points[0] for expected in ("", EXPECTED))
    assert knowing.confidence > without.confidence


def test_the_expected_answer_of_nothing_said_finds_nothing():
    assert {point.state for point in cover("", POINTS, QUESTION, EXPECTED).points} == {State.NOT_FOUND}


def test_words_that_compare_and_order_tell_something_and_other_small_words_nothing():
    point = "Compression before encryption"
    before, of = (cover(f"Compression {word} it.", [point]).points[0].confidence for word in ("before", "of"))
    assert before > of
