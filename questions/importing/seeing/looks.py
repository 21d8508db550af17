"""How each line of a document is set: lines of one look begin questions together, or none of them does."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from questions.importing.document import Look
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.marks import PLAIN, Mark, Shape
from questions.importing.seeing.outline import Leaf
from questions.importing.wording import ASKS, asking

CARRIERS = {
    "item": "Items of lists",
    "ordered": "Numbered items",
    "summary": "Titles that fold a text away",
    "row": "Rows of tables",
    "frame": "Tables of a single row",
    "line": "Lines of their own",
    "code": "Lines in code blocks that ask",
    "lines": "Lines of paragraphs",
    "paragraph": "Paragraphs of one line",
}
STYLES = {"bold": "in bold", "italic": "in italics", "lead": "that begin in bold", "dot": "with a dot before them"}
LABELS = {"number": "with a number", "question": "called a question", "task": "called a task"}
PART = "of a level or an answer"


def looks_of(leaves: Sequence[Leaf], marks: Sequence[Mark]) -> list[Look]:
    """In the order of the document; each line stands in one of them at most."""
    known = {mark.line: (mark.shape, mark.asks) for mark in reversed(marks)}
    for leaf in leaves:
        if leaf.start not in known or leaf.end > leaf.start + 1:
            for line, shape, asks in _unmarked(leaf):
                known.setdefault(line, (shape, asks))
    groups: dict[Shape, dict[int, float]] = defaultdict(dict)
    for line in sorted(known):
        shape, asks = known[line]
        groups[shape][line] = asks
    return [_look(shape, asks_by_line) for shape, asks_by_line in groups.items()]


def _look(shape: Shape, asks_by_line: Mapping[int, float]) -> Look:
    asking_lines = (line + 1 for line, asks in asks_by_line.items() if asks >= ASKS)
    return Look(name_of(shape), tuple(line + 1 for line in asks_by_line), tuple(asking_lines))


def name_of(shape: Shape) -> str:
    """As a person would say it: "Headings of level 3 with a number"."""
    carrier, depth, style, label = shape
    if shape == PLAIN:
        return "Lines that ask"
    if style.startswith("h") and style[1:].isdigit():
        return f"Headings of level {style[1:]} inside of lists"
    name = f"Headings of level {depth}" if carrier == "heading" else CARRIERS[carrier]
    inside = "inside of others" if carrier in ("item", "ordered") and depth > 1 else ""
    said = "" if carrier == "ordered" and label == "number" else LABELS.get(label, label)
    return " ".join(filter(None, (name, inside, STYLES.get(style, ""), said)))


def _unmarked(leaf: Leaf) -> Iterator[tuple[int, Shape, float]]:
    """The lines of a leaf as they look, for those where the reader sees no mark."""
    if leaf.kind == "heading":
        yield leaf.start, ("heading", leaf.depth, "", PART), 0.0
    elif leaf.kind == "paragraph":
        yield from _of_paragraph(leaf)
    elif leaf.kind in ("fence", "code"):
        yield from _of_code(leaf)


def _of_paragraph(leaf: Leaf) -> Iterator[tuple[int, Shape, float]]:
    lines = leaf.text.split("\n")
    plain: Shape = ("paragraph" if len(lines) == 1 else "lines", 0, "", "")
    for line, text in enumerate(lines, leaf.start):
        if not re.search(r"\w", text):
            continue
        asks = asking(face_of(text).text)
        yield line, PLAIN if asks >= ASKS else plain, asks


def _of_code(leaf: Leaf) -> Iterator[tuple[int, Shape, float]]:
    for line, text in enumerate(leaf.text.split("\n"), leaf.start + (leaf.kind == "fence")):
        asks = asking(text.strip())
        if asks >= ASKS:
            yield line, ("code", 0, "", ""), asks
