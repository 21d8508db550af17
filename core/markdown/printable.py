"""Markdown as plain data for a printed page, set by printed.typ: what reaches the page is text, never markup."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown_it.tree import SyntaxTreeNode

from core.markdown.plain_formula import plain_formula
from core.markdown.rendering import BODY_LIMIT, mathml_of, parser

Node = dict[str, Any]

_parser = parser()
_SAME = {"bullet_list", "blockquote", "list_item", "strong", "em", "s", "heading", "paragraph", "hr"}
_LINES = {"softbreak": " ", "hardbreak": "\n"}


def printable(text: str) -> list[Node]:
    """Nodes with a `kind`, and by it `parts`, `text`, `rows` or a `formula`. A text over 50 kB is one paragraph."""
    if len(text.encode(errors="replace")) > BODY_LIMIT:
        return [{"kind": "paragraph", "parts": [_text(text)]}]
    return _nodes(SyntaxTreeNode(_parser.parse(text)).children)


def _nodes(children: Sequence[SyntaxTreeNode]) -> list[Node]:
    return [node for child in children for node in _node(child)]


def _node(child: SyntaxTreeNode) -> list[Node]:
    if child.type == "inline":
        return _nodes(child.children)
    if child.type in _SAME:
        return [{"kind": child.type, "parts": _nodes(child.children)}]
    if child.type in _LINES:
        return [_text(_LINES[child.type])]
    return [_OTHERS.get(child.type, _as_text)(child)]


def _text(text: str) -> Node:
    return {"kind": "text", "text": text}


def _as_text(child: SyntaxTreeNode) -> Node:
    return _text(child.content)


def _ordered(child: SyntaxTreeNode) -> Node:
    return {"kind": "ordered_list", "start": int(child.attrs.get("start", 1)), "parts": _nodes(child.children)}


def _code(child: SyntaxTreeNode) -> Node:
    language = child.info.split()[0] if child.type == "fence" and child.info.split() else ""
    return {"kind": "code", "text": child.content.rstrip("\n"), "language": language}


def _link(child: SyntaxTreeNode) -> Node:
    return {"kind": "link", "href": str(child.attrs.get("href", "")), "parts": _nodes(child.children)}


def _table(child: SyntaxTreeNode) -> Node:
    rows = [row.children for part in child.children for row in part.children]
    aligned = [re.search(r"text-align:(\w+)", str(cell.attrs.get("style", ""))) for cell in rows[0]]
    return {
        "kind": "table",
        "align": [found[1] if found else "left" for found in aligned],
        "rows": [[_nodes(cell.children) for cell in row] for row in rows],
    }


def _formula(child: SyntaxTreeNode) -> Node:
    """`spoken` is what a screen reader says of it."""
    block = child.type != "math_inline"
    written = mathml_of(child.content, block=block)
    if written is None:
        return {"kind": "code_inline", "text": child.content}
    spoken = plain_formula(child.content) or "formula"
    return {"kind": "formula", "block": block, "spoken": spoken, "formula": _math(written)}


def _math(element: Element) -> Node:
    """MathML as data; `width` of a space in em."""
    width = re.match(r"[\d.]+(?=em)", element.get("width", ""))
    return {
        "kind": element.tag.rpartition("}")[2],
        "text": (element.text or "").strip("\n"),
        "upright": element.get("mathvariant") == "normal",
        "stretchy": element.get("stretchy") == "true",
        "width": float(width[0]) if width else 0.0,
        "lineless": element.get("linethickness") == "0",
        "parts": [_math(each) for each in element],
    }


_OTHERS: dict[str, Callable[[SyntaxTreeNode], Node]] = {
    "ordered_list": _ordered,
    "fence": _code,
    "code_block": _code,
    "code_inline": lambda child: {"kind": "code_inline", "text": child.content},
    "link": _link,
    "table": _table,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_block": _formula,
    "math_block_label": _formula,
}
