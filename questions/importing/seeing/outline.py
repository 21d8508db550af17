"""The document as a flat row of leaves: each heading, paragraph, table row or code, with where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count

from markdown_it.token import Token

from questions.importing.seeing.labels import read_label
from questions.importing.seeing.tagged import tagged
from questions.importing.wording import ASKS, MAY_ASK, asking, ends_asking

KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "table_open": "table",
    "hr": "rule",
    "math_block": "maths",
}
# What begins in one block of HTML and ends behind a blank line, in another; a second one shows that it never ends.
OPENED = re.compile(r"<summary\b[^>]*>((?:(?!</?summary\b|<details\b).)*)\Z", re.I | re.S)
CLOSED = re.compile(r"(.*?)</summary\s*>", re.I)
LONGEST = 60
FRAME = re.compile(r"</?(?:details|p|br|div|blockquote|hr)\b[^>]*>", re.I)
MARKER = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class ListItem:
    """`nest` counts from 1; `number` is None in a bullet list; `indent` is the column of the item's text.

    Items of one list share their `group`; `ones` are those whose list was written with 1. throughout.
    """

    start: int
    end: int
    nest: int
    number: int | None
    indent: int
    group: int = 0
    ones: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """`item` is set on the first leaf of a list item; `nest` counts the list items around any leaf.

    `info` is what a fence says of its language, or what stands behind a summary on its line.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    depth: int = 0
    nest: int = 0
    quoted: bool = False
    item: ListItem | None = None
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    info: str = ""


@lru_cache(maxsize=8)
def lines_of(text: str) -> Sequence[str]:
    """Kept, since one paragraph may hold thousands of questions, and each asks for its own few lines."""
    return text.split("\n")


@dataclass(slots=True)
class _Walk:
    items: list[ListItem] = field(default_factory=list)
    fresh: ListItem | None = None
    quotes: int = 0
    lists: int = 0
    groups: list[int] = field(default_factory=list)


def read_leaves(tokens: Sequence[Token], lines: Sequence[str]) -> list[Leaf]:
    walk = _Walk()
    leaves: list[Leaf] = []
    for index, token in enumerate(tokens):
        _step(walk, token, lines)
        if token.type in KINDS and token.map:
            leaves += _leaves(tokens, index, walk)
            walk.fresh = None
    return _with_long_summaries(_counted(leaves), lines)


def _counted(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Items that were written with 1. throughout get the numbers that Markdown shows, or the ones that were meant."""
    lists: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if leaf.item:
            lists[leaf.item.group].append(leaf)
    ones = [each for each in lists.values() if all(leaf.item and leaf.item.number == 1 for leaf in each)]
    alone = sum(len(each) == 1 and asking(each[0].text) >= ASKS for each in ones)
    numbers = _meant(ones) if alone > 1 else {leaf.start: at for each in ones for at, leaf in enumerate(each, 1)}
    return [_numbered(leaf, numbers) for leaf in leaves]


def _meant(ones: Sequence[Sequence[Leaf]]) -> dict[int, int]:
    """Where questions are items alone, over answers that are not set in, they count on; so does what asks behind the
    steps of an answer, though both are one list to Markdown.
    """
    numbers: dict[int, int] = {}
    last = 0
    for each in ones:
        steps = count(1)
        for leaf in each:
            asked = leaf.nest == 1 and (len(each) == 1 or asking(leaf.text) >= ASKS)
            last += asked
            numbers[leaf.start] = last if asked else next(steps)
    return numbers


def _numbered(leaf: Leaf, numbers: Mapping[int, int]) -> Leaf:
    if leaf.item is None or leaf.start not in numbers:
        return leaf
    return replace(leaf, item=replace(leaf.item, number=numbers[leaf.start], ones=True))


def _with_long_summaries(leaves: Sequence[Leaf], lines: Sequence[str]) -> list[Leaf]:
    """A summary that holds lists or code ends behind them: all that it holds is its text."""
    kept: list[Leaf] = []
    inside = -1
    for leaf in leaves:
        kept.append(leaf if leaf.start >= inside else replace(leaf, kind="html", item=None))
        long = _long_summary(leaf, lines) if leaf.kind == "html" and leaf.start >= inside else None
        if long:
            kept.append(long)
            inside = long.end
    return kept


def _long_summary(leaf: Leaf, lines: Sequence[str]) -> Leaf | None:
    opened = OPENED.search(leaf.text)
    if opened is None:
        return None
    start = leaf.start + leaf.text.count("\n", 0, opened.start(1))
    below = range(leaf.end, min(len(lines), leaf.end + LONGEST))
    end = next((line for line in below if re.search(r"</?summary\b|</details\b", lines[line], re.I)), None)
    closed = CLOSED.match(lines[end]) if end is not None else None
    if end is None or closed is None:
        return None
    text = "\n".join([opened[1].rstrip("\n"), *lines[leaf.end : end], closed[1]]).strip()
    return Leaf("summary", start, end + 1, text, nest=leaf.nest, quoted=leaf.quoted, info=_behind(lines[end]))


def _behind(line: str) -> str:
    """What a summary's last line goes on with: the answer, or the tags around it."""
    _, *behind = re.split(r"</summary\s*>", line, flags=re.I)
    rest = FRAME.sub("", behind[-1]) if behind else ""
    return rest.strip() if re.search(r"\w", re.sub("<[^>]*>", "", rest)) else ""


def _step(walk: _Walk, token: Token, lines: Sequence[str]) -> None:
    if token.type == "list_item_open":
        _open_item(walk, token, lines)
    elif token.type == "list_item_close":
        walk.items.pop()
        walk.fresh = None  # an item of nothing but its number
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        walk.lists += 1
        walk.groups.append(walk.lists)
    elif token.type in ("bullet_list_close", "ordered_list_close"):
        walk.groups.pop()
    elif token.tag == "blockquote":
        walk.quotes += token.nesting


def _open_item(walk: _Walk, token: Token, lines: Sequence[str]) -> None:
    start, end = token.map or (0, 0)
    marker = MARKER.match(lines[start]) if start < len(lines) else None
    number = int(token.info) if token.info.isdigit() else None
    walk.fresh = ListItem(start, end, len(walk.items) + 1, number, marker.end() if marker else 0, walk.groups[-1])
    walk.items.append(walk.fresh)


def _leaves(tokens: Sequence[Token], index: int, walk: _Walk) -> Iterator[Leaf]:
    token = tokens[index]
    start, end = token.map or (0, 0)
    kind = KINDS[token.type]
    nest, quoted, item = len(walk.items), walk.quotes > 0, walk.fresh
    if kind == "html":
        yield from _html(token.content, start, end, nest, quoted, item)
    elif kind == "heading":
        yield _heading(token, tokens[index + 1].content, Leaf(kind, start, end, "", 0, nest, quoted, item))
    else:
        text = tokens[index + 1].content if kind == "paragraph" else token.content
        if kind == "code" and (item or _is_set_in(text)):
            # A marker with five spaces or tabs behind it: the author wrote a text, the parser sees code.
            kind, text = "paragraph", "\n".join(line.strip() for line in text.strip("\n").rstrip().split("\n"))
        rows = _rows(tokens, index) if kind == "table" else ()
        yield Leaf(kind, start, end, text, 0, nest, quoted, item, rows, token.info)


def _is_set_in(text: str) -> bool:
    """Questions that were set in by four blanks, and so look like code."""
    lines = [label.text if (label := read_label(line.strip())) else line for line in text.split("\n") if line.strip()]
    asking_lines = sum(asking(line) >= ASKS for line in lines)
    numbered = all(read_label(line.strip()) for line in text.split("\n") if line.strip())
    return asking_lines * 2 >= len(lines) and (numbered or any(ends_asking(line) for line in lines))


def _heading(token: Token, text: str, at: Leaf) -> Leaf:
    """A paragraph with "---" or "===" right below it was meant as one, unless it is short enough for a title."""
    label = read_label(text)
    asks = asking(label.text) >= MAY_ASK if label else asking(text) >= ASKS
    told = text.rstrip().endswith((".", ":", ";", ",", "。")) and not asks
    several = sum(re.search(r"\w", line) is not None for line in text.split("\n")) > 1
    dashed = token.markup == "-" and ("\n" in text or len(text) > 90 or told)
    underlined = dashed or (token.markup == "=" and several)
    if underlined:
        return Leaf("paragraph", at.start, at.end - 1, text, 0, at.nest, at.quoted, at.item)
    return Leaf("heading", at.start, at.end, text.strip(" #"), int(token.tag[1]), at.nest, at.quoted, at.item)


def _rows(tokens: Sequence[Token], index: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """(line, cells) of each row, the header first."""
    rows: list[tuple[int, list[str]]] = []
    for token in tokens[index + 1 :]:
        if token.type == "table_close" and token.level == tokens[index].level:
            break
        if token.type == "tr_open":
            rows.append((token.map[0] if token.map else 0, []))
        elif token.type == "inline" and rows:
            rows[-1][1].append(token.content)
    return tuple((line, tuple(cells)) for line, cells in rows)


def _html(content: str, start: int, end: int, nest: int, quoted: bool, item: ListItem | None) -> Iterator[Leaf]:
    yield Leaf("html", start, end, content, 0, nest, quoted, item)
    for found in tagged(content):
        first, last = start + found.first, start + max(found.last, found.first + 1)
        if found.tag == "li":
            listed = ListItem(first, last, nest + found.nest, found.number, 0, -start - found.group)
            yield Leaf("paragraph", first, last, found.text, 0, listed.nest, quoted, listed)
        else:
            kind, depth = ("heading", int(found.tag[1])) if found.tag[0] == "h" else ("summary", 0)
            info = _behind(content.split("\n")[found.last - 1]) if kind == "summary" else ""
            yield Leaf(kind, first, last, found.text, depth, nest, quoted, item, info=info)
