"""Marks in a text that is rendered."""

import pytest

from practice.highlighting import START, highlighted, highlighted_line


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("one two three", [(4, 7)], "<p>one <mark>two</mark> three</p>"),
        ("one two three", [(0, 5), (4, 7)], "<p><mark>one two</mark> three</p>"),
        ("one *two* three", [(0, 15)], "<p><mark>one </mark><em><mark>two</mark></em><mark> three</mark></p>"),
        ("a < b", [(0, 5)], "<p><mark>a &lt; b</mark></p>"),
    ],
)
def test_each_span_is_marked_and_no_mark_crosses_a_tag(text: str, spans: list[tuple[int, int]], html: str) -> None:
    assert highlighted(text, spans).strip() == html


def test_a_text_with_the_letters_of_the_marks_is_shown_unmarked() -> None:
    assert "<mark>" not in highlighted(f"one {START} two", [(0, 3)])


def test_a_line_is_escaped_and_free_of_emphasis() -> None:
    line = highlighted_line("*a* < `b`\nand c", [(4, 5), (10, 13)])
    assert line == "a <mark>&lt;</mark> b <mark>and</mark> c"


def test_a_line_has_no_marks_of_list_items() -> None:
    assert (
        highlighted_line("Then:\n\n- diff it\n2. restore - all", [(9, 13)])
        == "Then: <mark>diff</mark> it restore - all"
    )
