"""Which blocks begin a question: the shape that recurs in the document itself decides."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from questions.importing.blocks import Block

LABELLED = re.compile(r"(?:question|q)\s*\.?\s*(\d+)?\s*(?:[:.)。：]|[-–—]\s|$)\s*(.*)", re.I | re.S)
NUMBERED = re.compile(r"(\d+)\s*[.)、。]\s*(\S.*)", re.S)
Shape = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Marker:
    index: int
    number: int | None
    text: str
    depth: int


def _face(block: Block) -> str:
    return block.text if block.kind == "heading" else block.bold


def _labelled(block: Block) -> re.Match[str] | None:
    found = LABELLED.fullmatch(_face(block))
    return found if found and (found[1] or found[2]) else None


def find_markers(blocks: Sequence[Block]) -> list[Marker]:
    """Blocks labelled Q or Question; else numbered headings that recur; else headings that ask."""
    labelled = {i: m for i, b in enumerate(blocks) if (m := _labelled(b))}
    if labelled:
        return [_marker(blocks, i, m[1], m[2]) for i, m in labelled.items()]
    numbered = {i: m for i, b in enumerate(blocks) if (m := NUMBERED.fullmatch(_face(b)))}
    kept = _of_main_shape(blocks, list(numbered), at_least=2)
    if len(kept) >= 2 and _mostly_asking([numbered[i][2] for i in kept]):
        return [_marker(blocks, i, numbered[i][1], numbered[i][2]) for i in kept]
    asking = [i for i, b in enumerate(blocks) if _face(b).rstrip().endswith(("?", "？"))]
    return [_marker(blocks, i, None, _face(blocks[i])) for i in _of_main_shape(blocks, asking, at_least=2)]


def _marker(blocks: Sequence[Block], index: int, number: str | None, text: str) -> Marker:
    return Marker(index, int(number) if number else None, text.strip(), blocks[index].depth)


def _of_main_shape(blocks: Sequence[Block], indexes: list[int], *, at_least: int) -> list[int]:
    shapes: Counter[Shape] = Counter((blocks[i].kind, blocks[i].depth) for i in indexes)
    if not shapes:
        return []
    shape, count = shapes.most_common(1)[0]
    return [i for i in indexes if (blocks[i].kind, blocks[i].depth) == shape] if count >= at_least else []


def _mostly_asking(texts: list[str]) -> bool:
    """Numbered chapters are not questions: half of the headings must ask something."""
    return sum(text.rstrip().endswith(("?", "？")) for text in texts) * 2 >= len(texts)
