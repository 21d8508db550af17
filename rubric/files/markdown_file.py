"""A rubric as the section of a document: for reading, and for the importer of documents, which reads it back."""

import re

from questions.importing.document import ParsedCriterion, ParsedDocument
from questions.models import Level
from rubric.content import CriterionContent, RubricContent
from rubric.draft_form import LONGEST
from rubric.files.problems import Unreadable, refuse_too_many
from rubric.levels import plain

NONE_FOUND = (
    "No rubric was found in this document. The reader looks for a heading with the word “rubric” and, under it, "
    "one heading per level with the criteria as a list."
)


def write_markdown(content: RubricContent) -> str:
    parts = [f"# {_line(content.title)}", content.description.strip(), "## Evaluation rubric"]
    for level, label in Level.choices:
        criteria = [each for each in content.criteria if each.level == level]
        if criteria:
            parts += [f"### {label} level", "\n".join(map(_criterion, criteria))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _criterion(each: CriterionContent) -> str:
    reason = f" ({_line(each.weight_reason)})" if each.weight_reason else ""
    lines = [
        f"About: {_line(each.description)}" if each.description else "",
        f"Weight: {plain(each.weight)}{reason}" if each.weight != 1 or reason else "",
        "Must have" if each.must_have else "",
        f"Topics: {'; '.join(each.topics)}" if each.topics else "",
        *(f"{value}: {_line(text)}" for value, text in sorted(each.anchors.items())),
    ]
    return "\n".join([f"- {_line(each.title)}", *(f"  - {line}" for line in lines if line)])


def _line(text: str) -> str:
    """A list item is one line here: line breaks inside a text become blanks."""
    return re.sub(r"\s+", " ", text).strip()


def rubrics_of(document: ParsedDocument, *, name: str) -> list[RubricContent]:
    """Every rubric of a document that was read; Unreadable where it holds none."""
    if not document.rubrics:
        raise Unreadable([NONE_FOUND])
    for found in document.rubrics:
        refuse_too_many(len(found.criteria))
    return [
        RubricContent(
            title=f"{document.title or name}: {found.title}"[: LONGEST["title"]],
            criteria=tuple(map(criterion_content, found.criteria)),
        )
        for found in document.rubrics
    ]


def criterion_content(found: ParsedCriterion) -> CriterionContent:
    return CriterionContent(
        level=found.level,
        title=found.title[: LONGEST["criterion"]],
        description=found.description[: LONGEST["description"]],
        weight=found.weight,
        weight_reason=found.weight_reason[: LONGEST["weight_reason"]],
        must_have=found.must_have,
        topics=found.topics,
        anchors={value: text[: LONGEST["anchor1"]] for value, text in found.anchors.items()},
    )
