"""The report as the plain strings and lists that report.typ sets; nothing is computed in the template."""

from collections.abc import Iterable
from typing import Any

from core.markdown.plain_text import plain_text
from core.zones import day_here
from reports.debrief import (
    CorrectionLine,
    CriterionLine,
    Debrief,
    DecisionLine,
    LevelLine,
    MemberLine,
    QuestionLine,
)
from reports.debrief_json import debrief_hash
from reports.exporting import wording
from reports.exporting.letters import clipped, code, one_line, visible
from reports.first_page import Point, Unseen, first_page
from reports.sentences import SummaryText, number

WIDEST_PANEL = 5
LONGEST_COMMENT = 150
STATES = {"done": "asked", "pending": "not reached", "current": "on the table"}


def pdf_content(debrief: Debrief, summary: SummaryText | None) -> dict[str, Any]:
    names = [one_line(member.name) for member in debrief.members]
    return {
        "candidate": clipped(debrief.candidate, 120),
        "position": clipped(debrief.position, 120),
        "head": clipped(" · ".join(filter(None, (debrief.candidate, debrief.position))), 110),
        "facts": _facts(debrief),
        "decision": _decision(debrief.decision),
        "verdict": wording.verdict(debrief),
        "target": debrief.target_level,
        "total": wording.total(debrief),
        "coverage": wording.coverage(debrief),
        "members": [_member(member) for member in debrief.members],
        "comments": _comments(debrief.members),
        "levels": [(line.level.capitalize(), wording.level_result(line)) for line in debrief.levels],
        **_one_page(debrief),
        "next_level": debrief.next_level,
        "summary": _summary(summary),
        "columns": _raters(debrief.criteria) or names,
        "numbered": len(_raters(debrief.criteria) or names) > WIDEST_PANEL,
        "groups": _groups(debrief),
        "questions": [_question(line) for line in debrief.questions],
        "disagreements": [_disagreement(line) for line in debrief.criteria if line.disagreement],
        "evidence": _evidence(debrief.criteria),
        "deviations": [one_line(each) for each in debrief.deviations],
        "corrections": [_correction(line) for line in debrief.corrections],
        **_provenance(debrief),
    }


def _facts(debrief: Debrief) -> str:
    rubric = f"{one_line(debrief.rubric_title)}, version {debrief.rubric_number}"
    parts = (f"Target level {debrief.target_level}", wording.held_on(debrief), _purpose(debrief), rubric)
    return " · ".join(part for part in parts if part)


def _purpose(debrief: Debrief) -> str:
    return "Mock interview" if debrief.purpose == "mock" else "Interview for hiring"


def _member(member: MemberLine) -> dict[str, str]:
    return {
        "name": clipped(member.name, 60),
        "seat": member.seat,
        "recommendation": wording.recommendation(member.recommendation),
        "confidence": member.confidence or wording.NOT_OBSERVED,
        "comment": clipped(member.comment or member.waived, LONGEST_COMMENT),
    }


def _comments(members: Iterable[MemberLine]) -> list[tuple[str, str]]:
    """Those that the first page had to cut."""
    long = (each for each in members if len(one_line(each.comment)) > LONGEST_COMMENT)
    return [(one_line(each.name), visible(each.comment)) for each in long]


def _one_page(debrief: Debrief) -> dict[str, Any]:
    """What the reader wants first, cut so that it stays one page: the rest is told further on."""
    page = first_page(debrief)
    return {
        "strengths": [_point(each) for each in page.strengths],
        "gap_points": [_point(each) for each in page.gaps],
        "gaps": _few([clipped(gap, 170) for gap in debrief.gaps], 3),
        "unseen": [(group.level.capitalize(), _unseen(group)) for group in page.unseen],
        "departures": _few([clipped(text, 150) for text in page.departures], 3),
    }


def _point(point: Point) -> dict[str, str]:
    quote, line = point.quote, point.criterion
    said = clipped(quote.text, 130) if quote else ""
    return {
        "title": clipped(line.title, 90),
        "notes": ", ".join(note for note in (line.level, "must have" if line.must_have else "") if note),
        "mean": wording.shown(line.mean, 1),
        "quote": f"“{said}”" if quote and quote.kind == "quote" else said,
        "by": one_line(quote.author) if quote else "",
    }


def _unseen(group: Unseen) -> str:
    return clipped("; ".join(one_line(line.title) for line in group.criteria), 200)


def _decision(line: DecisionLine | None) -> dict[str, str] | None:
    if line is None:
        return None
    day = day_here(line.at) if line.at else ""
    return {
        "outcome": line.outcome,
        "by": ", ".join(part for part in (one_line(line.by), day) if part),
        "reason": one_line(line.reason),
        "short": clipped(line.reason, 240),
        "departure": one_line(line.departure),
        "arithmetic": line.arithmetic,
    }


def _few(lines: list[str], most: int) -> list[str]:
    left = len(lines) - most
    return lines if left <= 0 else [*lines[:most], f"and {left} more"]


def _summary(summary: SummaryText | None) -> list[tuple[str, str]]:
    sections = summary.sections if summary else ()
    return [(one_line(each.title), one_line(" ".join(s.text for s in each.sentences))) for each in sections]


def _raters(criteria: tuple[CriterionLine, ...]) -> list[str]:
    """Who rated, in the order of the lines."""
    return list(dict.fromkeys(one_line(value.member) for line in criteria for value in line.values))


def _groups(debrief: Debrief) -> list[dict[str, Any]]:
    results = {line.level: line for line in debrief.levels}
    raters = _raters(debrief.criteria)
    levels = dict.fromkeys(line.level for line in debrief.criteria)
    return [_group(level, results.get(level), debrief.criteria, raters) for level in levels]


def _group(
    level: str, result: LevelLine | None, criteria: Iterable[CriterionLine], raters: list[str]
) -> dict[str, Any]:
    return {
        "level": level.capitalize(),
        "result": wording.level_result(result) if result else "",
        "lines": [_criterion(line, raters) for line in criteria if line.level == level],
    }


def _criterion(line: CriterionLine, raters: list[str]) -> dict[str, Any]:
    by_rater = {one_line(value.member): wording.marked(value) for value in line.values}
    weight = "" if line.weight == 1 else f"weight {number(line.weight, 2)}"
    notes = ("must have" if line.must_have else "", weight, _spread(line), _after(line))
    return {
        "title": one_line(line.title),
        "notes": ", ".join(note for note in notes if note),
        "mean": wording.shown(line.mean),
        "values": [by_rater.get(rater, wording.NOT_OBSERVED) for rater in raters],
    }


def _after(line: CriterionLine) -> str:
    moved = [f"{one_line(v.member)} {wording.shown(v.discussed, 1)}" for v in line.values if v.discussed is not None]
    return f"after the debrief {wording.shown(line.discussed_mean)}: {', '.join(moved)}" if moved else ""


def _spread(line: CriterionLine) -> str:
    return f"values {wording.shown(line.spread)} apart" if line.disagreement else ""


def _question(line: QuestionLine) -> dict[str, Any]:
    return {
        "title": f"{line.position}. {one_line(line.prompt)}",
        "notes": " · ".join(_question_notes(line)),
        "mean": wording.shown(line.mean),
        "values": [f"{one_line(value.member)} {wording.shown(value.value, 1)}" for value in line.values],
        "points": [
            {"text": one_line(plain_text(point.text)), "by": [one_line(name) for name in point.ticked_by]}
            for point in line.key_points
        ],
        "pad": code(line.pad),
        "pad_output": code(line.pad_output, longest=40),
        "hash": line.version_hash,
    }


def _question_notes(line: QuestionLine) -> list[str]:
    state = (
        f"skipped: {one_line(line.skip_reason)}"
        if line.state == "skipped" and line.skip_reason
        else STATES.get(line.state, line.state)
    )
    spent = "" if line.minutes is None else f"{number(line.minutes, 0)} min"
    planned = "" if line.planned_minutes is None else f"planned {line.planned_minutes} min"
    notes = (one_line(line.topic), line.level or "", state, spent, planned, "" if line.planned else "not planned")
    return [note for note in notes if note]


def _disagreement(line: CriterionLine) -> dict[str, Any]:
    given = (f"{one_line(value.member)} {wording.marked(value)}" for value in line.values)
    return {
        "title": f"{one_line(line.title)} ({line.level})",
        "spread": wording.shown(line.spread),
        "values": list(given),
    }


def _evidence(criteria: Iterable[CriterionLine]) -> list[dict[str, Any]]:
    quoted = ((line, [q for value in line.values for q in value.evidence]) for line in criteria)
    return [
        {
            "title": f"{one_line(line.title)} ({line.level})",
            "quotes": [{"text": one_line(q.text), "by": one_line(q.author), "kind": q.kind} for q in quotes],
        }
        for line, quotes in quoted
        if quotes
    ]


def _correction(line: CorrectionLine) -> dict[str, Any]:
    day = day_here(line.at) if line.at else ""
    changes = [f"{one_line(each.what)}: {each.before}, then {each.after}" for each in line.changes]
    return {"by": one_line(line.member), "day": day, "reason": one_line(line.reason), "changes": changes}


def _provenance(debrief: Debrief) -> dict[str, Any]:
    report = debrief_hash(debrief)
    receipts = [(one_line(each.name), each.receipt) for each in debrief.members if each.receipt]
    return {
        "foot": f"rubric {debrief.rubric_hash[:12]} · report {report[:12]}",
        "hashes": [("Report", report), ("Rubric", debrief.rubric_hash)],
        "receipts": receipts,
    }
