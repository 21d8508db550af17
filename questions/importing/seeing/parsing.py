"""Markdown to block tokens with source lines; the text inside a block stays as it was written."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from core.markdown import parser

# Old documents write "##Title"; one hash alone is a hashtag, unless a number or a whole question follows.
TIGHT_HEADING = re.compile(r"(#{2,6})(?![#\s!])(.+)")
TIGHT_QUESTION = re.compile(r"(#)(\d{1,3}[.)].+|[^\W\d_]+ .+[?？])")


NESTING = 100


def _tight_heading(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    source = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    found = TIGHT_HEADING.fullmatch(source.strip()) or TIGHT_QUESTION.fullmatch(source.strip())
    if not found:
        return False
    if not silent:
        _push_heading(state, line, found[1], found[2])
    return True


def _push_heading(state: StateBlock, line: int, marks: str, text: str) -> None:
    state.line = line + 1
    opening = state.push("heading_open", f"h{len(marks)}", 1)
    opening.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = text.strip(" #")
    inline.map = [line, line + 1]
    inline.children = []
    state.push("heading_close", f"h{len(marks)}", -1)


def _block_parser() -> MarkdownIt:
    """The house's own parser, but HTML is seen as HTML, and the inside of a block is left alone: faster by half."""
    md = parser()
    md.options["html"] = True
    md.options["maxNesting"] = NESTING
    md.core.ruler.disable(["inline", "text_join"])
    md.block.ruler.after("heading", "tight_heading", _tight_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    return md


_parser = _block_parser()


def parse(text: str) -> list[Token]:
    return _parser.parse(text)
