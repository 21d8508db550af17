import pytest

from questions.content import Content
from questions.search.excerpts import excerpt, mark
from questions.search.typos import distance
from questions.search.words import read_wording


def marked(pieces: object) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Naïve Bayes?", "naive", "[Naïve] Bayes?"),
        ("C, C++ and c#", "c++", "C, [C++] and c#"),
        ("Overfit or overfitting", "overfitting", "[Overfit] or [overfitting]"),
        ("In .NET and Node.js", "dotnet nodejs", "In [.NET] and [Node.js]"),
        ("Nothing here", "else", "Nothing here"),
        ("梯度下降", "梯度", "[梯度下降]"),
    ],
)
def test_the_words_looked_for_are_marked_in_the_text_as_it_was_written(text: str, typed: str, shown: str) -> None:
    assert marked(mark(text, read_wording(typed))) == shown


def test_an_excerpt_stands_around_the_most_hits() -> None:
    text = "alpha " + "word " * 200 + "alpha beta " + "word " * 200
    shown = marked(excerpt(text, read_wording("alpha beta")))
    assert "[alpha] [beta]" in shown
    assert shown.startswith("… word")
    assert shown.endswith("word …")


def test_an_excerpt_loses_the_rule_below_the_head_of_a_table() -> None:
    table = "| model | memory |\n|:---|---:|\n| attention | cached |"
    assert marked(excerpt(table, read_wording("attention"))) == "model memory [attention] cached"


def test_an_excerpt_loses_its_markup() -> None:
    assert (
        marked(excerpt("- **Dropout** is `p`\n- ```python\nx = 1\n```", read_wording("dropout")))
        == "[Dropout] is p x = 1"
    )


def test_without_a_hit_there_is_no_excerpt() -> None:
    assert excerpt("Something else", read_wording("dropout")) == []


@pytest.mark.parametrize("length", [10, 170, 179, 180, 181, 400, 9000])
def test_an_excerpt_is_about_as_long_as_promised(length: int) -> None:
    shown = "".join(piece.text for piece in excerpt("hit " + "x" * length + " end", read_wording("hit")))
    assert len(shown) <= max(190, 4)


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("dropout", "dropout", 0),
        ("droput", "dropout", 1),
        ("dorpout", "dropout", 1),
        ("adam", "sgd", 3),
        ("abc", "xyzw", 3),
    ],
)
def test_the_distance_of_two_words_counts_slips(first: str, second: str, steps: int) -> None:
    assert distance(first, second, 2) == steps


def test_a_formula_is_read_in_an_excerpt() -> None:
    text = r"The step of Adam is $\eta \frac{\hat{m}_t}{\sqrt{v_t}}$, **always**."
    assert marked(excerpt(text, read_wording("adam"))) == "The step of [Adam] is η (m̂_t)/(√v_t), always."


def test_a_formula_is_read_in_a_title() -> None:
    assert Content(r"## Why is $O(n^2)$ **slow** for n > 5?").title == "Why is O(n²) slow for n > 5?"


def test_a_title_that_is_too_long_ends_between_words_and_says_so() -> None:
    title = Content("word " * 100).title
    assert (len(title) <= 300, title[-6:]) == (True, " word…")
