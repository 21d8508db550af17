"""Debriefs to test with: a panel of three who disagree, computed by the real scoring."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from reports.debrief import (
    CriterionLine,
    Debrief,
    EvidenceQuote,
    KeyPointTally,
    LevelLine,
    MemberLine,
    PanelValue,
    QuestionLine,
    TopicLine,
)
from rubric.levels import ScoredCriterion, Thresholds, level_results, verdict
from rubric.scoring import Scored, disagrees, panel_value, spread, total

PANEL = ("Ada Okafor", "Ben Lindqvist", "Chen Wei")
START = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def a_quote(id_: str, author: str, text: str, kind: str = "quote") -> EvidenceQuote:
    return EvidenceQuote(id_, kind, text, author)


def a_value(member: str, value: Any, *quotes: EvidenceQuote) -> PanelValue:
    return PanelValue(member, None if value is None else Decimal(str(value)), quotes)


def a_criterion(id_: str, level: str, title: str, *values: PanelValue, **changes: Any) -> CriterionLine:
    """`values` of the members; mean, spread and disagreement follow from them."""
    given = [each.value for each in values]
    line = CriterionLine(
        id=id_,
        level=level,
        title=title,
        description="",
        weight=Decimal(1),
        must_have=False,
        anchors={
            1: "Guesses.",
            3: "Finds the cause with a hint or two.",
            5: "Finds it alone, and proves it.",
        },
        topics=("debugging",),
        values=values,
        mean=panel_value(given),
        spread=spread(given),
        disagreement=disagrees(given),
    )
    return replace(line, **changes)


def a_question(id_: str, position: int, prompt: str, **changes: Any) -> QuestionLine:
    line = QuestionLine(
        id=id_,
        position=position,
        prompt=prompt,
        topic="databases",
        level="mid",
        planned=True,
        state="done",
        skip_reason="",
        planned_minutes=10,
        minutes=Decimal("9.5"),
        key_points=(KeyPointTally("names the lost update", (PANEL[0],)), KeyPointTally("offers a retry", ())),
        values=(a_value(PANEL[0], 3), a_value(PANEL[1], 2)),
        mean=Decimal("2.5"),
        version_hash="9f2c",
    )
    return replace(line, **changes)


def a_member(name: str, recommendation: str | None = "yes", **changes: Any) -> MemberLine:
    line = MemberLine(name, "panel", recommendation, "medium", "", START, "c0ffee")
    return replace(line, **changes)


def the_criteria() -> tuple[CriterionLine, ...]:
    ada, ben, chen = PANEL
    return (
        a_criterion(
            "c1",
            "junior",
            "Reads and explains code",
            a_value(ada, 4.5, a_quote("e1", ada, "This loop rereads the file on every pass")),
            a_value(ben, 4),
            a_value(chen, 4),
            must_have=True,
        ),
        a_criterion("c2", "junior", "Tests what they write", a_value(ada, 4), a_value(ben, 3.5), a_value(chen, None)),
        a_criterion(
            "c3",
            "mid",
            "Finds a fault methodically",
            a_value(ada, 4.5, a_quote("e2", ada, "Halved the commit range before touching the code", "behaviour")),
            a_value(ben, 2, a_quote("e3", ben, "Changed three things at once and lost the trail", "behaviour")),
            a_value(chen, 3.5),
            must_have=True,
        ),
        a_criterion("c4", "mid", "Models data", a_value(ada, 3.5), a_value(ben, 3.5), a_value(chen, 4)),
        a_criterion(
            "c5",
            "senior",
            "Weighs trade-offs",
            a_value(ada, 2.5),
            a_value(ben, 2, a_quote("e4", ben, "Named a queue but no cost of it", "judgement")),
            a_value(chen, 3),
            must_have=True,
        ),
        a_criterion("c6", "senior", "Leads a design", a_value(ada, None), a_value(ben, None), a_value(chen, None)),
    )


def _judged(criteria: tuple[CriterionLine, ...]) -> dict[str, Any]:
    results = level_results(
        [ScoredCriterion(c.id, c.level, c.title, c.weight, c.must_have, c.mean) for c in criteria],
        Thresholds(),
    )
    told, sum_ = verdict(results), total(Scored(c.mean, c.weight) for c in criteria)
    return {
        "levels": tuple(LevelLine(r.level, r.met, r.mean, r.coverage, r.gaps) for r in results),
        "verdict": told.level,
        "next_level": told.next_level,
        "gaps": told.gaps,
        "total": sum_.value,
        "coverage": sum_.coverage,
    }


def a_debrief(**changes: Any) -> Debrief:
    """Levels, verdict and total follow from `criteria`, unless `changes` say otherwise."""
    criteria = changes.get("criteria", the_criteria())
    given: dict[str, Any] = {
        "interview_id": "iv-1",
        "title": "Backend engineer, first round",
        "candidate": "Noor Haddad",
        "position": "Backend engineer",
        "target_level": "senior",
        "purpose": "hiring",
        "state": "completed",
        "scheduled_at": START,
        "started_at": START,
        "ended_at": None,
        "rubric_title": "Backend",
        "rubric_number": 2,
        "rubric_hash": "abc123",
        "members": (
            a_member(
                PANEL[0],
                "yes",
                seat="lead",
                confidence="high",
                comment="Calm under pressure; I would pair tomorrow",
            ),
            a_member(PANEL[1], "no", comment="Too much by trial and error."),
            a_member(PANEL[2], "yes", confidence="low"),
        ),
        "criteria": criteria,
        "questions": (
            a_question("q1", 1, "Two requests write the same row. What can go wrong?"),
            a_question(
                "q2",
                2,
                "Design a rate limiter.",
                state="skipped",
                skip_reason="out of time",
                mean=None,
                values=(),
                minutes=None,
            ),
            a_question("q3", 3, "What does an index cost?", planned=False, minutes=Decimal(4), mean=Decimal(4)),
        ),
        "topics": (TopicLine("databases", Decimal("3.25"), 2),),
        "deviations": ("the interview began 12 minutes late",),
        **_judged(criteria),
    }
    return Debrief(**{**given, **changes})
