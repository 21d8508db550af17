"""One line of Markdown as people read it where nothing renders: a cell, a mail, a sentence."""

import re

from markdown_it.token import Token

from core.markdown.plain_formula import plain_formula
from core.markdown.rendering import parser

_parser = parser()
# Most lines hold nothing that could be a mark, and a report has hundreds.
_WITHOUT_MARKS = re.compile(r"[^*_`$~\\\[\]<&\n]*")


def plain_text(markdown: str) -> str:
    """Without the marks of emphasis and code; a formula as a line of its own signs."""
    if _WITHOUT_MARKS.fullmatch(markdown):
        return markdown.strip()
    tokens = [child for token in _parser.parseInline(markdown) for child in token.children or ()]
    return "".join(map(_shown, tokens)).strip()


def _shown(token: Token) -> str:
    if token.type.startswith("math"):
        return plain_formula(token.content)
    return " " if token.type in ("softbreak", "hardbreak") else token.content
