"""The debrief as rows: what both spreadsheet formats write."""

from collections.abc import Iterator

from reports.debrief import Debrief

HEADER = ("what", "level", "title", "member", "value", "evidence or key points")
Row = tuple[str, str, str, str, str, str]


def value_rows(debrief: Debrief) -> Iterator[Row]:
    """One row per value: of every member, for every criterion and every answer; "" is not observed."""
    for line in debrief.criteria:
        for value in line.values:
            quotes = " | ".join(quote.text for quote in value.evidence)
            yield "criterion", line.level, line.title, value.member, _shown(value.value), quotes
    for question in debrief.questions:
        for value in question.values:
            ticked = [p.text for p in question.key_points if value.member in p.ticked_by]
            yield (
                "answer",
                question.level or "",
                question.prompt,
                value.member,
                _shown(value.value),
                " | ".join(ticked),
            )


def _shown(value: object) -> str:
    return "" if value is None else str(value)
