"""The debrief as rows: what the spreadsheet formats write. A value None is an empty cell: not observed."""

from collections.abc import Iterator
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, EvidenceQuote, PanelValue, QuestionLine

Cell = str | Decimal | int | None
Row = tuple[Cell, ...]

VALUES = (
    "what",
    "id",
    "level",
    "title",
    "member",
    "value",
    "mean",
    "weight",
    "must have",
    "pieces of evidence",
    "value after the debrief",
)
CRITERIA = ("id", "level", "criterion", "must have", "weight", "mean", "spread", "panel differs")
ANSWERS = ("no.", "question", "topic", "level", "state", "planned", "minutes", "key points ticked", "mean")
PANEL = ("member", "seat", "recommendation", "confidence", "comment", "submitted", "receipt")
EVIDENCE = ("id", "criterion", "level", "member", "value", "kind", "text")


def value_rows(debrief: Debrief) -> Iterator[Row]:
    """One row per value: of every member, for every criterion and every answer."""
    for line in debrief.criteria:
        for value in line.values:
            yield (*_named(line, value), line.weight, _yes(line.must_have), len(value.evidence), value.discussed)
    for question in debrief.questions:
        for value in question.values:
            yield (*_named(question, value), None, None, None, None)


def _named(line: CriterionLine | QuestionLine, value: PanelValue) -> Row:
    if isinstance(line, CriterionLine):
        return ("criterion", line.id, line.level, line.title, value.member, value.value, line.mean)
    return ("answer", line.id, line.level, line.prompt, value.member, value.value, line.mean)


def criterion_row(line: CriterionLine) -> Row:
    differs = _yes(line.disagreement)
    return (line.id, line.level, line.title, _yes(line.must_have), line.weight, line.mean, line.spread, differs)


def answer_row(line: QuestionLine) -> Row:
    ticked = sum(bool(point.ticked_by) for point in line.key_points)
    points = f"{ticked} of {len(line.key_points)}" if line.key_points else None
    state = f"{line.state}: {line.skip_reason}" if line.skip_reason else line.state
    facts = (line.position, line.prompt, line.topic, line.level, state, _yes(line.planned))
    return (*facts, line.minutes, points, line.mean)


def panel_rows(debrief: Debrief) -> Iterator[Row]:
    for each in debrief.members:
        submitted = each.submitted_at.isoformat() if each.submitted_at else None
        said = (each.recommendation or "").replace("_", " ") or None
        yield (each.name, each.seat, said, each.confidence, each.comment, submitted, each.receipt)


def evidence_rows(debrief: Debrief) -> Iterator[Row]:
    for line in debrief.criteria:
        for value in line.values:
            for quote in value.evidence:
                yield _quote(line, value, quote)


def _quote(line: CriterionLine, value: PanelValue, quote: EvidenceQuote) -> Row:
    return (quote.id, line.title, line.level, quote.author, value.value, quote.kind, quote.text)


def raters(debrief: Debrief) -> tuple[str, ...]:
    """Everybody who has a value on a criterion or an answer, in the order of the lines."""
    lines: tuple[CriterionLine | QuestionLine, ...] = (*debrief.criteria, *debrief.questions)
    return tuple(dict.fromkeys(value.member for line in lines for value in line.values))


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
