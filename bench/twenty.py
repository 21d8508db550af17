"""Twenty generated interviews and what the summary says about each, to be read side by side.

    python -m bench.twenty > twenty.md

Rubrics and questions are those of the starter library; notes are made of the anchors that fit the value, so that
what a sentence quotes is what an interviewer would have written.
"""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
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
from reports.feedback import feedback_letter
from reports.sentences import LEVEL_ORDER
from reports.summaries import write_summary
from rubric.levels import ScoredCriterion, Thresholds, level_results, verdict
from rubric.scoring import Scored, disagrees, panel_value, spread, total

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = ("Lena Marsh", "Paolo Reyes", "Thea Lindqvist", "Samir Haddad")
START = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
COMMENTS = {
    "strong_yes": ("I would start the paperwork today.", "Taught me something about my own system."),
    "yes": ("Solid where it counts; the rest can be learned here.", "Good judgement, honest about limits."),
    "no": ("Too many of the answers stayed at the name of the thing.", "One level early for what this team needs."),
    "strong_no": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Case:
    """`ability` by level from junior up; `harsh` what each rater takes off; shares are 0..1."""

    name: str
    rubric: str
    target: str
    ability: tuple[float, ...]
    harsh: tuple[float, ...] = (0, 0.3, -0.2)
    noted: float = 0.7
    unseen: float = 0.1
    skipped: dict[int, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    votes: tuple[str | None, ...] = ()
    added: bool = False
    slow: int | None = None


CASES = (
    Case("Mira Castellan", "machine-learning", "mid", (4, 3.8, 2.4)),
    Case("Dario Benedek", "machine-learning", "mid", (4.7, 4.4, 3.9), noted=0.9, unseen=0),
    Case(
        "Ylva Sandin", "machine-learning", "mid", (3.5, 2.6, 2), skipped={3: "the second question took twice its time"}
    ),
    Case("Amara Diallo", "back-end-engineering", "senior", (4.5, 4.2, 3.7, 2.8), slow=1),
    Case("Tom Ekberg", "back-end-engineering", "senior", (4, 3.4, 2.6, 2), harsh=(0, 1.4, -0.8)),
    Case("Rui Fonseca", "front-end-engineering", "junior", (3.4, 2.5), harsh=(0,), noted=0.3),
    Case("Hye-jin Park", "front-end-engineering", "mid", (4, 3.6, 3.4), harsh=(0, 0.2), unseen=0.25),
    Case("Ola Nwosu", "data-engineering", "senior", (4.4, 4.1, 4, 3.5), unseen=0, noted=1),
    Case("Greta Holm", "data-engineering", "mid", (2.2, 1.8, 1.5), votes=("strong_no", "no", "no")),
    Case("Pavel Novotny", "engineering-management", "senior", (4, 3.9, 3.6, 3), harsh=(0, 0, 0, 0)),
    Case("Sofia Marchetti", "behavioural", "mid", (3.6, 3.5, 3.1), votes=("yes", "no", "yes")),
    Case("Ben Achterberg", "machine-learning", "junior", (3, 2.2), harsh=(0, 0), unseen=0.6, noted=0.2),
    Case("Noor El-Amin", "back-end-engineering", "junior", (4.6, 4.3), unseen=0, noted=0),
    Case("Ilse de Vries", "machine-learning", "senior", (4.4, 4, 3.3, 3), votes=("yes", None, "no"), unseen=0.2),
    Case(
        "Kofi Mensah",
        "front-end-engineering",
        "senior",
        (4.1, 4, 3.9, 3.4),
        skipped={2: "", 4: "the candidate had to leave"},
    ),
    Case("Elif Demir", "data-engineering", "junior", (3.3, 2.8), extra={"purpose": "mock"}, harsh=(0,)),
    Case("Jonas Weber", "engineering-management", "mid", (3.9, 2.9, 2.5), harsh=(0.5, -0.5, 0), added=True),
    Case("Anouk Petit", "behavioural", "senior", (4.8, 4.7, 4.6, 4.2), harsh=(0, 0, 0), noted=1, unseen=0),
    Case("Matej Kovac", "back-end-engineering", "mid", (3.2, 3.2, 3.2), harsh=(0, 0), slow=0, added=True),
    Case("Leila Haddadi", "front-end-engineering", "mid", (4.4, 2.4, 3.8), votes=("no", "yes", "strong_yes")),
)


def half(value: float) -> Decimal:
    return Decimal(min(10, max(2, round(value * 2)))) / 2


def made(case: Case, place: int) -> Debrief:
    chance = random.Random(place)  # noqa: S311 - a fixed seed, so that two runs read the same
    rubric = json.loads((ROOT / "rubric" / "library" / f"{case.rubric}.json").read_text())
    reach = LEVEL_ORDER[: min(LEVEL_ORDER.index(case.target) + 2, len(case.ability))]
    people = PEOPLE[: len(case.harsh)]
    entries = [each for each in rubric["criteria"] if each["level"] in reach]
    criteria = tuple(_criterion(n, each, case, people, chance) for n, each in enumerate(entries))
    results = level_results(
        [ScoredCriterion(c.id, c.level, c.title, c.weight, c.must_have, c.mean) for c in criteria], Thresholds()
    )
    told, whole = verdict(results), total([Scored(c.mean, c.weight) for c in criteria])
    questions = _questions(case, people, chance)
    began = START + timedelta(days=place)
    return Debrief(
        interview_id=f"case-{place}",
        title=case.name,
        candidate=case.name,
        position=rubric["title"].replace(" interview", " round"),
        target_level=case.target,
        purpose=case.extra.get("purpose", "hiring"),
        state="completed",
        scheduled_at=began,
        started_at=began,
        ended_at=began + timedelta(minutes=55),
        rubric_title=rubric["title"],
        rubric_number=1,
        rubric_hash="0" * 64,
        members=_members(case, people, told.level),
        criteria=criteria,
        questions=questions,
        levels=tuple(LevelLine(r.level, r.met, r.mean, r.coverage, r.gaps) for r in results),
        topics=_topics(questions),
        verdict=told.level,
        next_level=told.next_level,
        gaps=told.gaps,
        total=whole.value,
        coverage=whole.coverage,
        deviations=_deviations(questions),
    )


def _criterion(
    number: int, entry: dict[str, Any], case: Case, people: Sequence[str], chance: random.Random
) -> CriterionLine:
    level, title = entry["level"], entry["title"]
    base = case.ability[LEVEL_ORDER.index(level)] + chance.gauss(0, 0.35)
    anchors = {int(value): text for value, text in entry["anchors"].items()}
    missed = chance.random() < case.unseen
    values = tuple(
        PanelValue(name, None)
        if missed
        else _value(f"{number}-{who}", name, base - case.harsh[who], anchors, case, chance)
        for who, name in enumerate(people)
    )
    raw = [each.value for each in values]
    return CriterionLine(
        f"c{number}", level, title, entry["description"], Decimal(entry["weight"]), entry["must_have"], anchors,
        tuple(entry["topics"]), values, panel_value(raw), spread(raw), disagrees(raw),
    )  # fmt: skip


def _value(id_: str, name: str, base: float, anchors: dict[int, str], case: Case, chance: random.Random) -> PanelValue:
    if chance.random() < case.unseen / 2:
        return PanelValue(name, None)
    value = half(base + chance.gauss(0, 0.3))
    if chance.random() > case.noted:
        return PanelValue(name, value)
    text = anchors[int(value)]
    kind = chance.choice(("behaviour", "behaviour", "judgement"))
    return PanelValue(name, value, (EvidenceQuote(f"e{id_}", kind, text.rstrip("."), name),))


def _questions(case: Case, people: Sequence[str], chance: random.Random) -> tuple[QuestionLine, ...]:
    bank = sorted((ROOT / "questions" / "bank").glob("*.md"))
    prompts = re.findall(
        r"^#{2,4} (?:Q\d+: |Question \d+: )?([A-Z][^\n]{30,110}[?.])$",
        bank[len(case.name) % len(bank)].read_text(),
        re.M,
    )
    prompts += [f"Tell me about a decision of yours that you would take differently today ({n})." for n in range(6)]
    lines = [_question(n, prompt, case, people, chance) for n, prompt in enumerate(prompts[: 5 + case.added])]
    return tuple(lines)


def _question(n: int, prompt: str, case: Case, people: Sequence[str], chance: random.Random) -> QuestionLine:
    skipped, is_added = n + 1 in case.skipped, case.added and n == 5
    base = case.ability[min(1, len(case.ability) - 1)] + chance.gauss(0, 0.7)
    values = () if skipped else tuple(PanelValue(name, half(base + chance.gauss(0, 0.4))) for name in people)
    points = ("names the cause before the remedy", "gives a number", "says what it costs")
    heard = tuple(KeyPointTally(p, () if skipped or chance.random() > base / 5 else (people[0],)) for p in points)
    minutes = None if skipped else Decimal(chance.randint(5, 11)) * (3 if case.slow == n else 1)
    return QuestionLine(
        f"q{n}", n + 1, prompt, f"Topic {n % 3 + 1}", case.target, not is_added, "skipped" if skipped else "done",
        case.skipped.get(n + 1, ""), None if is_added else 9, minutes, heard, values,
        panel_value([each.value for each in values]), "0" * 64,
    )  # fmt: skip


def _members(case: Case, people: Sequence[str], level: str | None) -> tuple[MemberLine, ...]:
    met = level in LEVEL_ORDER and LEVEL_ORDER.index(str(level)) >= LEVEL_ORDER.index(case.target)
    usual = ("strong_yes" if min(case.ability) > 4 else "yes") if met else "no"
    votes = case.votes or (usual,) * len(people)
    return tuple(
        MemberLine(
            name, "lead" if who == 0 else "panel", vote, ("high", "medium", "low")[who % 3] if vote else "",
            COMMENTS[vote][who] if vote and who < 2 else "", START if vote else None, "0" * 64 if vote else "",
        )
        for who, (name, vote) in enumerate(zip(people, votes, strict=False))
    )  # fmt: skip


def _topics(questions: Sequence[QuestionLine]) -> tuple[TopicLine, ...]:
    names = dict.fromkeys(each.topic for each in questions)
    return tuple(TopicLine(name, panel_value([q.mean for q in questions if q.topic == name]), 2) for name in names)


def _deviations(questions: Sequence[QuestionLine]) -> tuple[str, ...]:
    added = [f"“{q.prompt}” was asked without being planned." for q in questions if not q.planned]
    skipped = [q for q in questions if q.state == "skipped"]
    why = [f": {q.skip_reason}" if q.skip_reason else ", with no reason written down." for q in skipped]
    return (*added, *(f"“{q.prompt}” was skipped{reason}" for q, reason in zip(skipped, why, strict=True)))


def main() -> None:
    for place, case in enumerate(CASES, start=1):
        debrief = made(case, place)
        print(f"\n# {place}. {case.name}: {debrief.position}, {case.target}\n")
        for section in write_summary(debrief).sections:
            print(f"**{section.title}.** {' '.join(each.text for each in section.sentences)}\n")
        print("> " + feedback_letter(debrief).replace("\n", "\n> "))


if __name__ == "__main__":
    main()
