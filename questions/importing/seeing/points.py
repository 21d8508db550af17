"""What a text lists: the key points of an answer, the items below a label."""

import re
from collections.abc import Sequence

from questions.importing.seeing.blocks import Item, read_blocks

LISTED = re.compile(r"^[\s>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)|\|", re.M)


def list_of(text: str) -> tuple[str, ...]:
    """The top-level items of a list, without nested ones; a lone paragraph is one item."""
    blocks = read_blocks(text)
    items = [item.text for block in blocks for item in block.items if item.text]
    return tuple(items) if items else tuple(b.text for b in blocks if b.kind == "paragraph")


def key_points_of(answer: str) -> tuple[str, ...]:
    """Out of an answer without a list of its own: list items, or else the rows of its tables."""
    if not LISTED.search(answer):
        return ()  # most answers are a paragraph, and parsing each of thousands takes its time
    blocks = read_blocks(answer)
    items = [item for block in blocks for item in block.items if item.text]
    if items:
        said = tuple(filter(None, map(_point, items)))
        return said or tuple(item.text for item in items)
    return tuple(_row(block.header, row) for block in blocks for row in block.rows if row)


def _point(item: Item) -> str:
    """A bare label ("Solutions:") says nothing by itself: it goes with what stands under it, or not at all."""
    if not item.text.rstrip("*_ ").endswith((":", "：")):
        return item.text
    return f"{item.text} {'; '.join(item.children)}" if item.children else ""


def _row(header: Sequence[str], row: Sequence[str]) -> str:
    """ "Range: ReLU: [0, ∞); Sigmoid: (0, 1)": beside a third column the second one is only half of it."""
    if len(row) < 3:
        return ": ".join(row)
    cells = [f"{head}: {cell}" if head else cell for head, cell in zip(header[1:], row[1:], strict=False) if cell]
    return f"{row[0]}: {'; '.join(cells)}"
