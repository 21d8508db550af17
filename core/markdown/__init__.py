"""Markdown to safe HTML, on the server: CommonMark, tables, maths as MathML, highlighted code."""

from core.markdown.rendering import parser, render, render_inline

__all__ = ["parser", "render", "render_inline"]
