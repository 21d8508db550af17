"""Marks spans of a Markdown text in the HTML it is rendered to."""

import re
from collections.abc import Iterable

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.markdown import render

# Two syllables of Linear B: plain letters to the parser, so that emphasis stays emphasis, and taken out again below.
START, END = "\U00010000", "\U00010001"
_PIECES = re.compile(f"(<[^>]*>)|([{START}{END}])|([^<{START}{END}]+)")


def highlighted(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Safe HTML in which each span stands in <mark>; overlapping spans become one.

    A text that itself holds these two letters is rendered without marks.
    """
    if START in text or END in text:
        return render(text)
    marked = _with_marks(render(_stamped(text, _merged(spans))))
    return mark_safe(marked)  # noqa: S308 - clean HTML plus <mark> # nosec B308 B703


def highlighted_line(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """The text as one plain line, without Markdown's marks of items, emphasis and code, each span in <mark>."""
    pieces, at = [], 0
    for start, end in _merged(spans):
        pieces += [escape(_plain(text[at:start])), format_html("<mark>{}</mark>", _plain(text[start:end]))]
        at = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, escape(_plain(text[at:]))]))


def _plain(text: str) -> str:
    without_items = re.sub(r"\n\s*(?:[-+*]|\d+[.)])\s", "\n", text)
    return re.sub(r"\s+", " ", without_items.replace("*", "").replace("`", ""))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stamped(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in reversed(list(spans)):
        text = text[:start] + START + text[start:end] + END + text[end:]
    return text


def _with_marks(html: str) -> str:
    """Wraps each run of text on its own, so that a mark never crosses a tag."""
    inside, formula, written = False, False, []
    for tag, letter, words in _PIECES.findall(html):
        if letter:
            inside = letter == START
        elif tag:
            formula = tag.startswith("<math") or (formula and not tag.startswith("</math"))
            written.append(re.sub(f"[{START}{END}]", "", tag))
        else:
            written.append(f"<mark>{words}</mark>" if inside and not formula and words.strip() else words)
    return "".join(written)
