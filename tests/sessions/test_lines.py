import pytest

from core.markdown import BODY_LIMIT
from sessions.lines import spelled_out
from sessions.templatetags.notes import note


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("q: measured it", "**Quote** measured it  "),
        ("[3:07] b: asks first", "**Behaviour 3:07** asks first  "),
        ("j: careful\nplain", "**Judgement** careful  \nplain  "),
        ("queue: no typed line", "queue: no typed line  "),
        ("```\nq: code\n```", "```\nq: code\n```"),
        ("", "  "),
    ],
)
def test_a_typed_line_says_its_kind_and_time(typed: str, read: str) -> None:
    assert spelled_out(typed) == read


def test_each_line_of_a_note_stays_a_line() -> None:
    assert note("one\n**two**") == "<p>one<br>\n<strong>two</strong></p>\n"


def test_a_note_that_is_too_long_for_markdown_is_shown_as_typed() -> None:
    shown = note("*a* <b>" + "x" * BODY_LIMIT)
    assert shown.startswith('<p class="note-typed">*a* &lt;b&gt;xxx')
