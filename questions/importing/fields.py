"""The labelled parts of a question's body: answer, key points, follow-ups and the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.importing.blocks import Block, read_blocks

LABEL = re.compile(r"\*\*\s*([^*:]{2,40}?)\s*:?\s*\*\*\s*:?\s*(.*)")
NAMES: tuple[tuple[str, str], ...] = (
    (r"(?:expected|model|sample|ideal|suggested)? ?(?:answer|solution|response)s?", "answer"),
    (r"expected [\w -]+", "answer"),
    (r"key points?", "key_points"),
    (r"follow[- ]?ups?(?: questions?)?", "follow_ups"),
    (r"red flags?", "red_flags"),
    (r"(junior|mid|senior|principal)(?:[- ]level)? answer", "level_answer"),
    (r"minutes|time", "minutes"),
    (r"kind|type", "kind"),
)
PLACEHOLDER = re.compile(
    r"(?:[_*\[\]<>/b\s-]*)(?:to be (?:filled|completed|added)|answer here|todo|tbd|coming soon|read the answer on\b.*)"
    r"[\s._*\[\]<>/b-]*",
    re.I | re.S,
)


@dataclass(slots=True)
class Part:
    """One labelled part; `lines` are the document's, from behind its label to the next part."""

    name: str
    label: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return trimmed(self.lines)


def trimmed(lines: Sequence[str]) -> str:
    """Without blank lines and rules at either end, and without the lines' own indentation touched."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or re.fullmatch(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*", kept[-1])):
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return "\n".join(kept)


def name_of(label: str) -> tuple[str, str] | None:
    """(part, what the label's own words say more) or None for a bold word that is no label."""
    for pattern, name in NAMES:
        if found := re.fullmatch(pattern, label.strip(), re.I):
            return name, (found[1].lower() if found.groups() and found[1] else "")
    return None


def split_parts(blocks: Sequence[Block], lines: Sequence[str], start: int, end: int) -> list[Part]:
    """The body from line `start` to `end`; the first part is "body": what stands before any label."""
    labels = {n: part for block in blocks if block.kind == "paragraph" for n, part in _labels(block)}
    parts = [Part("body", "")]
    for number in range(start, end):
        if number not in labels:
            parts[-1].lines.append(lines[number])
            continue
        name, label, rest = labels[number]
        if name == "answer" and any(part.name == "answer" for part in parts):
            parts[-1].lines.append(lines[number])
            continue
        parts.append(Part(name, label, [rest] if rest else []))
    return parts


def _labels(block: Block) -> list[tuple[int, tuple[str, str, str]]]:
    found = []
    for offset, line in enumerate(block.text.split("\n")):
        match = LABEL.match(line.strip())
        named = name_of(match[1]) if match else None
        if match and named:
            name = f"level:{named[1]}" if named[0] == "level_answer" else named[0]
            found.append((block.start + offset, (name, match[1].strip(), match[2].strip())))
    return found


def list_of(text: str) -> tuple[str, ...]:
    """The top-level items of a list, without nested ones; a lone paragraph is one item."""
    blocks = read_blocks(text)
    items = [item.text for block in blocks for item in block.items if item.text]
    return tuple(items) if items else tuple(b.text for b in blocks if b.kind == "paragraph")


def key_points_of(answer: str) -> tuple[str, ...]:
    """Out of an answer without a list of its own: list items, or else the rows of its tables."""
    blocks = read_blocks(answer)
    items = tuple(item.text for block in blocks for item in block.items if item.text)
    if items:
        return items
    return tuple(": ".join(row[:2]) for block in blocks for row in block.rows if row)


def is_placeholder(text: str) -> bool:
    return PLACEHOLDER.fullmatch(text.strip()) is not None
