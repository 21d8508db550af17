"""The document's top-level blocks out of the parser's tokens: `#` in a fence is never a heading."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from questions.importing.seeing.parsing import parse


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a top-level list: the Markdown of its own first line, without nested items."""

    text: str
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """`start` and `end` are line indexes (end excluded); `depth` is a heading's level, otherwise 0."""

    kind: str
    start: int
    end: int
    depth: int = 0
    text: str = ""
    items: tuple[Item, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(text: str) -> list[Block]:
    if not text:
        return []
    return blocks_of(parse(text))


def blocks_of(tokens: Sequence[Token]) -> list[Block]:
    blocks = []
    for index, token in enumerate(tokens):
        if token.level == 0 and token.map and token.nesting >= 0:
            blocks.append(_block(tokens, index))
    return blocks


def _block(tokens: Sequence[Token], index: int) -> Block:
    token = tokens[index]
    start, end = token.map or (0, 0)
    kind = token.type.removesuffix("_open")
    if kind in ("heading", "paragraph"):
        depth = int(token.tag[1]) if kind == "heading" else 0
        return Block(kind, start, end, depth, tokens[index + 1].content.strip(" #"))
    inner = _inside(tokens, index)
    if kind in ("bullet_list", "ordered_list"):
        return Block("list", start, end, items=_items(inner))
    if kind == "table":
        header, *rows = _rows(inner)
        return Block(kind, start, end, header=header, rows=tuple(rows))
    return Block(kind, start, end)


def _inside(tokens: Sequence[Token], index: int) -> list[Token]:
    """The tokens between an opening token and its closing one."""
    if tokens[index].nesting == 0:
        return []
    end = index + 1
    while end < len(tokens) and tokens[end].level > 0:
        end += 1
    return list(tokens[index + 1 : end])


def _items(inner: Sequence[Token]) -> tuple[Item, ...]:
    items: list[tuple[list[str], list[str]]] = []
    for token in inner:
        if token.type == "list_item_open" and token.level == 1:
            items.append(([], []))
        elif token.type == "inline" and items:
            items[-1][0 if token.level == 3 else 1].append(token.content)
    return tuple(Item("\n".join(own), tuple(nested)) for own, nested in items)


def _rows(inner: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    rows: list[list[str]] = []
    for token in inner:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(token.content)
    return tuple(tuple(row) for row in rows)
