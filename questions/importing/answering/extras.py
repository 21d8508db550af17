"""Sections that are not questions: the rubric, tips for candidates, further reading."""

import re
from collections.abc import Sequence
from decimal import Decimal

from questions.importing.document import ParsedCriterion, ParsedRubric
from questions.importing.levels import level_of
from questions.importing.seeing.blocks import Block, Item

KINDS: tuple[tuple[str, str], ...] = (
    (r"rubric|evaluation criteria|scoring", "rubric"),
    (r"\btips\b", "tips"),
    (r"resources|further reading|references", "resources"),
)


def kind_of(heading: str) -> str | None:
    return next((kind for pattern, kind in KINDS if re.search(pattern, heading, re.I)), None)


def items_of(blocks: Sequence[Block]) -> list[str]:
    return [item.text for block in blocks for item in block.items]


def read_rubric(title: str, line: int, blocks: Sequence[Block]) -> ParsedRubric | None:
    """Criteria by the level of the sub-heading they stand under; None where no level is named."""
    criteria: list[ParsedCriterion] = []
    level: str | None = None
    for block in blocks:
        if block.kind == "heading":
            level = level_of(block.text)
        elif level:
            criteria += [_criterion(level, item) for item in block.items]
    return ParsedRubric(title, line, tuple(criteria)) if criteria else None


def _criterion(level: str, item: Item) -> ParsedCriterion:
    """Nested items "1: .." to "5: .." are anchors, "must have" a flag; "About:", "Weight:", "Topics:" name the rest."""
    anchors = {int(m[1]): m[2].strip() for child in item.children if (m := re.match(r"([1-5])\s*:\s*(.+)", child))}
    weight, reason = _weight(_labelled(item, "weight"))
    return ParsedCriterion(
        level,
        item.text,
        weight=weight,
        weight_reason=reason,
        must_have=any(re.match(r"must[- ]have", child, re.I) for child in item.children),
        anchors=anchors,
        description=_labelled(item, "about"),
        topics=tuple(sorted({name.strip() for name in _labelled(item, "topics?").split(";") if name.strip()})),
    )


def _labelled(item: Item, label: str) -> str:
    found = (re.match(rf"{label}\s*:\s*(.+)", child, re.I | re.S) for child in item.children)
    return next((match[1].strip() for match in found if match), "")


def _weight(text: str) -> tuple[Decimal, str]:
    """ "2 (why)" as a number and its reason; what is no sensible number counts as 1."""
    found = re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})?)\s*(?:\((.*)\))?", text, re.S)
    if not found or not Decimal(found[1]):
        return Decimal(1), ""
    return Decimal(found[1]), (found[2] or "").strip()
