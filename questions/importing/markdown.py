"""Reads a Markdown document of interview questions. Structure comes from the parser's tokens alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from questions.importing.blocks import Block, read_blocks
from questions.importing.decoding import decode
from questions.importing.document import (
    ParsedDocument,
    ParsedQuestion,
    ParsedRubric,
    Skipped,
    Warned,
)
from questions.importing.extras import items_of, kind_of, read_rubric
from questions.importing.fields import Part, is_placeholder, key_points_of, list_of, split_parts, trimmed
from questions.importing.levels import infer, is_bare_level
from questions.importing.markers import Marker, find_markers

__all__ = ["decode", "read_markdown"]


@dataclass(slots=True)
class _Found:
    """What has been gathered so far while walking down the document."""

    questions: list[ParsedQuestion] = field(default_factory=list)
    rubrics: list[ParsedRubric] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def read_markdown(text: str) -> ParsedDocument:
    """Every question with its place, answer and reason; zero questions come with a warning that says why."""
    text = _without_front_matter(text)
    lines = text.split("\n")
    blocks = read_blocks(text)
    markers = {marker.index: marker for marker in find_markers(blocks)}
    found = _Found()
    _walk(blocks, lines, markers, found)
    if not found.questions:
        why = "No heading or bold line recurs as a question (“Q1: ..”, “## Question 1”, “### 1. ..?”)."
        found.warnings.append(Warned(1, why))
    return ParsedDocument(
        _title(blocks),
        tuple(found.questions),
        tuple(found.rubrics),
        tuple(found.tips),
        tuple(found.resources),
        tuple(found.skipped),
        tuple(found.warnings),
    )


def _without_front_matter(text: str) -> str:
    """Blanks a YAML head line by line, so that the lines after it keep their numbers."""
    head = re.match(r"---\n(?:[\w-]+\s*:.*\n)+---\n", text)
    return "\n" * head[0].count("\n") + text[head.end() :] if head else text


def _title(blocks: Sequence[Block]) -> str:
    return next((block.text for block in blocks if block.kind == "heading" and block.depth == 1), "")


def _walk(blocks: Sequence[Block], lines: Sequence[str], markers: dict[int, Marker], found: _Found) -> None:
    headings: dict[int, Block] = {}
    index = 0
    while index < len(blocks):
        end = index + 1
        if index in markers:
            end = _end_of_question(blocks, markers, index)
            _question(blocks[index:end], lines, markers[index], list(headings.values()), found)
        elif blocks[index].kind == "heading":
            end = _heading(blocks, index, markers, headings, found)
        index = end


def _end_of_question(blocks: Sequence[Block], markers: dict[int, Marker], index: int) -> int:
    """The next question, or the next heading that does not belong to this one's body."""
    depth = markers[index].depth
    for later in range(index + 1, len(blocks)):
        block = blocks[later]
        closes = block.kind == "heading" and (depth == 0 or block.depth <= depth)
        if later in markers or closes:
            return later
    return len(blocks)


def _heading(
    blocks: Sequence[Block],
    index: int,
    markers: dict[int, Marker],
    headings: dict[int, Block],
    found: _Found,
) -> int:
    """Opens a section; one that holds no question is read as what its title says, and passed over."""
    block = blocks[index]
    for depth in [depth for depth in headings if depth >= block.depth]:
        del headings[depth]
    end = next(
        (i for i in range(index + 1, len(blocks)) if blocks[i].kind == "heading" and blocks[i].depth <= block.depth),
        len(blocks),
    )
    if block.depth == 1 or any(later in markers for later in range(index + 1, end)):
        headings[block.depth] = block
        return index + 1
    _extra(block, blocks[index + 1 : end], found)
    return end


def _extra(heading: Block, body: Sequence[Block], found: _Found) -> None:
    kind = kind_of(heading.text)
    rubric = read_rubric(heading, body) if kind == "rubric" else None
    if rubric:
        found.rubrics.append(rubric)
    elif kind == "tips":
        found.tips += items_of(body)
    elif kind == "resources":
        found.resources += items_of(body)
    else:
        found.skipped.append(Skipped(heading.start + 1, "A section without a question.", heading.text))


def _place(headings: Sequence[Block]) -> tuple[str, str]:
    """(section, sub-heading): a heading that only names a level is never a section."""
    below = [heading.text for heading in headings if heading.depth > 1]
    if below and is_bare_level(below[0]):
        return "", below[-1]
    return (below[0] if below else ""), (below[-1] if len(below) > 1 else "")


def _question(
    blocks: Sequence[Block], lines: Sequence[str], marker: Marker, headings: Sequence[Block], found: _Found
) -> None:
    head, body = blocks[0], blocks[1:]
    text, start = marker.text, head.end
    if not text and body:
        text, start, body = body[0].bold or body[0].text, body[0].end, body[1:]
    end = max(block.end for block in blocks)
    parts = split_parts(body, lines, start, end)
    section, subheading = _place(headings)
    level, kind, reason = infer(subheading, section)
    answer, label = _answer(parts)
    prompt = text
    if label is not None and parts[0].text:
        prompt = f"{text}\n\n{parts[0].text}"
    if not answer:
        found.warnings.append(Warned(head.start + 1, "This question has no answer."))
    found.questions.append(
        ParsedQuestion(
            number=marker.number,
            prompt=prompt,
            line=head.start + 1,
            section=section,
            subheading=subheading,
            level=level,
            level_reason=reason,
            kind=_kind(parts) or kind,
            kind_reason=reason,
            answer_label=label,
            answer=answer,
            **_rest(parts, answer),
        )
    )


def _named(parts: Sequence[Part], name: str) -> str:
    return next((part.text for part in parts if part.name == name), "")


def _answer(parts: Sequence[Part]) -> tuple[str, str | None]:
    """(answer, its label): without a label the whole body is the answer; a placeholder is none."""
    labelled = next((part for part in parts if part.name == "answer"), None)
    text = labelled.text if labelled else trimmed(parts[0].lines)
    return ("" if is_placeholder(text) else text), (labelled.label if labelled else None)


def _kind(parts: Sequence[Part]) -> str | None:
    said = _named(parts, "kind").strip().lower().replace(" ", "_").replace("-", "_")
    kinds = ("conceptual", "scenario", "coding", "system_design", "behavioural", "multiple_choice")
    return said if said in kinds else None


def _rest(parts: Sequence[Part], answer: str) -> dict[str, Any]:
    minutes = re.match(r"\d{1,3}", _named(parts, "minutes"))
    return {
        "key_points": list_of(_named(parts, "key_points")) or key_points_of(answer),
        "follow_ups": list_of(_named(parts, "follow_ups")),
        "red_flags": list_of(_named(parts, "red_flags")),
        "minutes": int(minutes[0]) if minutes else None,
        "level_answers": {p.name[6:]: p.text for p in parts if p.name.startswith("level:")},
    }
