"""How words, formulas and phrases of an answer are read."""

import pytest

from practice.feedback.lexicon import phrases_in
from practice.feedback.stemming import stem
from practice.feedback.text import WORD_LIMIT, read_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("queues", "queuing"),
        ("caresses", "caress"),
        ("hopping", "hop"),
        ("relational", "relate"),
        ("labelled", "labeled"),
        ("behaviour", "behavior"),
        ("initialisation", "initialize"),
        ("centre", "center"),
        ("vertices", "vertex"),
        ("halved", "half"),
        ("recursion", "recursive"),
        ("calling", "call"),
        ("analysed", "analyzing"),
    ],
)
def test_forms_of_one_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("word", "root"), [("sky", "sky"), ("agreed", "agre"), ("is", "is"), ("c++", "c++"), ("n2", "n2")]
)
def test_a_stem(word, root):
    assert stem(word) == root


@pytest.mark.parametrize(
    "written", ["O(n log n)", "Θ(N log N)", "O( n·lg n )", r"$O(n \log_2 n)$", r"O(n \log{n})", "o(n*log(n))"]
)
def test_an_order_of_growth_has_one_spelling(written):
    assert [token.word for token in read_text(written).tokens] == ["o(nlogn)"]


@pytest.mark.parametrize("written", ["O(n^2)", "O(n²)", "O(n*n)", "O(n^{2})"])
def test_a_square_has_one_spelling(written):
    assert read_text(written).words == ["o(n^2)"]


def test_a_sum_of_orders_is_sorted():
    assert read_text("O(V + E)").words == ["o(e+v)"]


def test_identifiers_are_split_into_words():
    assert read_text("maxDepth of next_node").words == ["max", "depth", "of", "next", "node"]


def test_hyphens_separate_words():
    assert read_text("last-in-first-out").words == ["last", "in", "first", "out"]


def test_number_words_are_digits():
    assert read_text("Two or 3 nodes").words == ["2", "or", "3", "nodes"]


def test_sentences_and_list_items_are_segments():
    tokens = read_text("One here. Then this:\n- first\n- second; third").tokens
    assert [(token.word, token.segment) for token in tokens if token.word not in ("one", "here", "then")] == [
        ("this", 1),
        ("first", 2),
        ("second", 3),
        ("third", 4),
    ]


def test_a_decimal_point_ends_no_sentence():
    assert {token.segment for token in read_text("It is 0.25 at most").tokens} == {0}


def test_a_comma_opens_a_clause():
    assert [token.word for token in read_text("fast, but lossy").tokens if token.breaks] == ["but"]


def test_offsets_point_into_the_text():
    text = "  Größe: O(n) — naïve"
    assert [text[token.start : token.end] for token in read_text(text).tokens] == ["Größe", "O(n)", "naïve"]


def test_a_text_of_the_limit_is_read_whole():
    assert read_text("word " * WORD_LIMIT).truncated is False


def test_a_longer_text_is_cut():
    read = read_text("word " * (WORD_LIMIT + 1))
    assert (len(read.tokens), read.truncated) == (WORD_LIMIT, True)


def test_one_endless_word_is_cut_too():
    assert read_text("x" * 100_000).truncated is True


def test_the_longest_phrase_of_the_lexicon_wins():
    assert phrases_in(read_text("the last in first out rule").tokens) == [(1, ("last", "in", "first", "out"))]


def test_what_follows_a_colon_belongs_to_the_sentence():
    tokens = read_text("Checkpointing: keep the inputs").tokens
    assert [(token.word, token.segment, token.breaks) for token in tokens[:2]] == [
        ("checkpointing", 0, False),
        ("keep", 0, True),
    ]
