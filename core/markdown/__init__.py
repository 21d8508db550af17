"""Markdown to safe HTML, on the server: CommonMark, tables, maths as MathML, highlighted code."""

from core.markdown.printable import printable
from core.markdown.rendering import BODY_LIMIT, parser, render, render_inline

__all__ = ["BODY_LIMIT", "parser", "printable", "render", "render_inline"]
