import pytest

from questions.search.words import fold, fts5_query, read_wording, stem, ts_query


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("What is **overfitting**?", "what is overfitting"),
        ("Naïve Bayes", "naive bayes"),
        ("C++ and C# on .NET, with Node.js", "cplusplus and csharp on dotnet with nodejs"),
        ("Normalization of the optimizer's behavior", "normalisation of the optimiser s behaviour"),
        ("the size of a prize", "the size of a prize"),
        ("梯度下降 explained", "梯 度 下 降 explained"),
        ("snake_case `O(n log n)` $\\alpha$", "snake case o n log n alpha"),
        ("don't \"; DROP TABLE--", "don t drop table"),
    ],
)
def test_folding_leaves_words_alone(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "beginning"),
    [
        ("overfitting", "overfit"),
        ("layers", "layer"),
        ("normalisation", "normalis"),
        ("caching", "cach"),
        ("classes", "class"),
        ("bias", "bias"),
        ("loss", "loss"),
        ("string", "string"),
        ("overfitt", "overfitt"),
    ],
)
def test_a_stem_is_a_beginning_that_the_forms_of_a_word_share(word: str, beginning: str) -> None:
    assert stem(word) == beginning


def test_small_words_are_left_out_where_there_are_others() -> None:
    assert read_wording("what is dropout").wanted == (("dropout",),)


def test_small_words_alone_are_looked_for() -> None:
    assert read_wording("what is").wanted == (("what",), ("is",))


def test_a_phrase_and_an_exclusion_are_understood() -> None:
    wording = read_wording('"gradient descent" adam -sgd')
    assert (wording.wanted, wording.unwanted) == ((("gradient", "descent"), ("adam",)), (("sgd",),))


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert read_wording("trade-off").wanted == (("trade",), ("off",))


def test_an_unclosed_quotation_reaches_to_the_end() -> None:
    assert read_wording('"gradient desc').wanted == (("gradient", "desc"),)


@pytest.mark.parametrize("text", ["", "  ", "???", '""', "-", "* OR NOT"[:1]])
def test_without_a_word_there_is_nothing_to_look_for(text: str) -> None:
    assert not read_wording(text)


def test_the_query_for_each_database_says_the_same() -> None:
    wording = read_wording('layers "batch norm" -relu r')
    assert fts5_query(wording) == '("layers" OR "layer"*) AND "batch norm" AND "r" NOT "relu"'
    assert ts_query(wording) == "(layers | layer:*) & (batch <-> norm) & (r) & !(relu)"


def test_of_words_left_out_alone_the_query_finds_what_holds_one() -> None:
    wording = read_wording('-relu -"batch norm"')
    assert (fts5_query(wording), ts_query(wording)) == ('"relu" OR "batch norm"', "(relu) | (batch <-> norm)")


def test_only_the_first_ten_words_count() -> None:
    assert len(read_wording(" ".join(f"word{n}" for n in range(40))).wanted) == 10
