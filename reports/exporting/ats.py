import json
from decimal import Decimal
from typing import Any

from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.exporting.letters import one_line, visible
from reports.sentences import SummaryText

# Up to which mean an attribute is called what; the shape is that of a Greenhouse scorecard.
STEPS = (
    (Decimal("1.75"), "definitely_not"),
    (Decimal("2.5"), "no"),
    (Decimal("3.5"), "mixed"),
    (Decimal("4.5"), "yes"),
)
OVERALL = {"strong_yes": "strong_yes", "yes": "yes", "no": "no", "strong_no": "definitely_not"}
BUCKETS = ("definitely_not", "no", "mixed", "yes", "strong_yes")


def export_ats(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """One scorecard per panel member; the overall is that person's own choice, never arithmetic."""
    content = {
        "schema": "interviewprep/ats-scorecards/1",
        "interview": debrief.title,
        "candidate": one_line(debrief.candidate),
        "interviewed_at": debrief.started_at.isoformat() if debrief.started_at else None,
        "scorecards": [_scorecard(debrief, member.name) for member in debrief.members if member.recommendation],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def rating(value: Decimal | None) -> str:
    if value is None:
        return "no_decision"
    return next((word for limit, word in STEPS if value < limit), "strong_yes")


def _scorecard(debrief: Debrief, name: str) -> dict[str, Any]:
    member = next(each for each in debrief.members if each.name == name)
    attributes = [_attribute(line, name) for line in debrief.criteria]
    return {
        "submitted_by": one_line(name),
        "submitted_at": member.submitted_at.isoformat() if member.submitted_at else None,
        "overall_recommendation": OVERALL[str(member.recommendation)],
        "attributes": attributes,
        "ratings": {
            word: [each["name"] for each in attributes if each["rating"] == word] for word in (*BUCKETS, "no_decision")
        },
        "questions": [
            {"id": None, "question": "Comment", "answer": visible(member.comment)},
            *(_question(line, name) for line in debrief.questions),
        ],
    }


def _attribute(line: CriterionLine, name: str) -> dict[str, Any]:
    own = next((value for value in line.values if value.member == name), None)
    notes = [one_line(quote.text) for quote in own.evidence] if own else []
    return {
        "name": one_line(line.title),
        "type": line.level.title(),
        "note": "; ".join(notes) or None,
        "rating": rating(own.value if own else None),
    }


def _question(line: QuestionLine, name: str) -> dict[str, Any]:
    heard = [one_line(point.text) for point in line.key_points if name in point.ticked_by]
    return {"id": line.id, "question": one_line(line.prompt), "answer": "; ".join(heard) or None}
