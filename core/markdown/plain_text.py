"""One line of Markdown as people read it where nothing renders: a cell, a mail, a sentence."""

from markdown_it.token import Token

from core.markdown.plain_formula import plain_formula
from core.markdown.rendering import parser

_parser = parser()


def plain_text(markdown: str) -> str:
    """Without the marks of emphasis and code; a formula as a line of its own signs."""
    tokens = [child for token in _parser.parseInline(markdown) for child in token.children or ()]
    return "".join(map(_shown, tokens)).strip()


def _shown(token: Token) -> str:
    if token.type.startswith("math"):
        return plain_formula(token.content)
    return " " if token.type in ("softbreak", "hardbreak") else token.content
