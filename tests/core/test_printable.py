"""Markdown as data for a printed page."""

import pytest

from core.markdown import BODY_LIMIT, printable


def words(nodes) -> str:
    return "".join(node.get("text", "") + words(node.get("parts", [])) for node in nodes)


def kinds(text: str) -> list[str]:
    return [node["kind"] for node in printable(text)]


def test_blocks_keep_their_order() -> None:
    text = "# Head\n\nText\n\n- one\n\n3. three\n\n> said\n\n---\n\n```python\nx\n```"
    assert kinds(text) == ["heading", "paragraph", "bullet_list", "ordered_list", "blockquote", "hr", "code"]


def test_a_table_has_its_rows_and_sides() -> None:
    (table,) = printable("| a | b |\n|---|--:|\n| 1 | **2** |")
    assert table["align"] == ["left", "right"]
    assert [[words(cell) for cell in row] for row in table["rows"]] == [["a", "b"], ["1", "2"]]


def test_a_list_begins_where_it_was_told() -> None:
    assert printable("3. three\n4. four")[0]["start"] == 3


def test_code_keeps_its_language_and_its_lines() -> None:
    assert printable("```python\nx = 1\n\ny\n```") == [{"kind": "code", "text": "x = 1\n\ny", "language": "python"}]


def test_a_formula_is_data_and_can_be_spoken() -> None:
    formula = printable(r"Then $\frac{a}{b}$.")[0]["parts"][1]
    assert (formula["block"], formula["spoken"], formula["formula"]["parts"][0]["parts"][0]["kind"]) == (
        False,
        "a/b",
        "mfrac",
    )


def test_a_formula_on_lines_of_its_own_is_a_block() -> None:
    assert printable("$$x^2$$")[0]["block"] is True


def test_what_is_no_formula_is_shown_as_it_was_written() -> None:
    assert printable("$" + "{" * 40 + "}" * 40 + "$")[0]["parts"] == [
        {"kind": "code_inline", "text": "{" * 40 + "}" * 40}
    ]


def test_a_link_keeps_its_words_and_its_address() -> None:
    (link,) = printable("[here](https://a.example/x)")[0]["parts"]
    assert (words(link["parts"]), link["href"]) == ("here", "https://a.example/x")


@pytest.mark.parametrize(("written", "read"), [("one\ntwo", "one two"), ("one  \ntwo", "one\ntwo")])
def test_lines_of_a_paragraph_are_joined_unless_they_were_broken(written: str, read: str) -> None:
    assert words(printable(written)) == read


def test_markup_of_other_languages_is_text() -> None:
    assert words(printable("#eval(1) <b>bold</b>")) == "#eval(1) <b>bold</b>"


def test_a_text_too_long_to_read_is_one_paragraph() -> None:
    assert kinds("# a\n" * BODY_LIMIT) == ["paragraph"]


@pytest.mark.parametrize(
    "formula", [r"a & b", r"\text{a < b & c}", r"\begin{aligned}a&=b\\c&=d\end{aligned}", "a\x01b"]
)
def test_a_formula_with_signs_of_markup_is_printed(formula: str) -> None:
    assert printable(f"${formula}$")[0]["parts"][0]["kind"] == "formula"
