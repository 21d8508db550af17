"""How much of a debrief its reader gets: everything, the panel without names, or the totals alone. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from reports.debrief import (
    CorrectionLine,
    CriterionLine,
    Debrief,
    DecisionLine,
    KeyPointTally,
    MemberLine,
    PanelValue,
    QuestionLine,
)
from reports.names import hider
from reports.sentences import Section, Sentence, SummaryText

Named = TypeVar("Named")
FULL, ANONYMOUS, TOTALS, NOTHING = "full", "anonymous", "totals", "nothing"
SOMEBODY = "Member"
ORDER = (FULL, ANONYMOUS, TOTALS, NOTHING)


def no_more_than(show: str, limit: str) -> str:
    """What was asked for, or what is allowed where that is less; an unknown wish counts as the limit."""
    return show if show in ORDER and ORDER.index(show) >= ORDER.index(limit) else limit


def seen_as(debrief: Debrief, show: str) -> Debrief:
    if show == FULL:
        return debrief
    return _anonymous(debrief) if show == ANONYMOUS else _totals(debrief)


def summary_seen_as(summary: SummaryText | None, debrief: Debrief, show: str) -> SummaryText | None:
    """`debrief` is the full one: its names are what has to go. Totals have no prose."""
    if summary is None or show == FULL:
        return summary
    if show != ANONYMOUS:
        return None
    hide, names = _hider(debrief), pseudonyms(debrief)
    return SummaryText(tuple(_hidden_section(section, hide, names) for section in summary.sections))


def pseudonyms(debrief: Debrief) -> dict[str, str]:
    """Names by a hash of interview and name: the order of the seats would tell who is who."""
    ordered = sorted(
        _people(debrief), key=lambda name: hashlib.sha256(f"{debrief.interview_id}{name}".encode()).digest()
    )
    return {name: f"Member {place}" for place, name in enumerate(ordered, start=1)}


def _people(debrief: Debrief) -> set[str]:
    lines: tuple[CriterionLine | QuestionLine, ...] = (*debrief.criteria, *debrief.questions)
    return {member.name for member in debrief.members} | {v.member for line in lines for v in line.values}


def _hider(debrief: Debrief) -> Callable[[str], str]:
    """What two of them are called is hidden too: it is nobody's in particular. What the candidate is called stays."""
    return hider(pseudonyms(debrief), shared=SOMEBODY, kept=debrief.candidate)


def _anonymous(debrief: Debrief) -> Debrief:
    names = pseudonyms(debrief)
    hide = _hider(debrief)
    return replace(
        debrief,
        members=_ordered((_nameless(each, names, hide) for each in debrief.members), lambda each: each.name),
        criteria=tuple(_criterion(line, names, hide) for line in debrief.criteria),
        questions=tuple(_question(line, names, hide) for line in debrief.questions),
        deviations=tuple(map(hide, debrief.deviations)),
        corrections=tuple(_correction(line, names, hide) for line in debrief.corrections),
        decision=_decision(debrief.decision, hide),
    )


def _decision(line: DecisionLine | None, hide: Callable[[str], str]) -> DecisionLine | None:
    """Who decided answers for it and is named in every view."""
    return replace(line, reason=hide(line.reason), departure=hide(line.departure)) if line else None


def _correction(line: CorrectionLine, names: Mapping[str, str], hide: Callable[[str], str]) -> CorrectionLine:
    return replace(line, member=names[line.member], reason=hide(line.reason), at=None)


def _nameless(member: MemberLine, names: Mapping[str, str], hide: Callable[[str], str]) -> MemberLine:
    """The moment of submitting, the seat and the receipt would each tell who it was."""
    return replace(
        member,
        name=names[member.name],
        seat="panel",
        comment=hide(member.comment),
        submitted_at=None,
        receipt="",
        waived=hide(member.waived),
    )


def _criterion(line: CriterionLine, names: Mapping[str, str], hide: Callable[[str], str]) -> CriterionLine:
    return replace(line, values=_values(line.values, names, hide))


def _question(line: QuestionLine, names: Mapping[str, str], hide: Callable[[str], str]) -> QuestionLine:
    points = (KeyPointTally(p.text, tuple(sorted(names[name] for name in p.ticked_by))) for p in line.key_points)
    return replace(
        line,
        skip_reason=hide(line.skip_reason),
        values=_values(line.values, names, hide),
        key_points=tuple(points),
    )


def _values(
    values: Iterable[PanelValue], names: Mapping[str, str], hide: Callable[[str], str]
) -> tuple[PanelValue, ...]:
    hidden = (_value(value, names, hide) for value in values)
    return _ordered(hidden, lambda each: each.member)


def _value(value: PanelValue, names: Mapping[str, str], hide: Callable[[str], str]) -> PanelValue:
    quotes = (replace(q, author=names[value.member], text=hide(q.text)) for q in value.evidence)
    return replace(value, member=names[value.member], evidence=tuple(quotes))


def _ordered(items: Iterable[Named], name: Callable[[Named], str]) -> tuple[Named, ...]:
    return tuple(sorted(items, key=lambda each: (len(name(each)), name(each))))


def _totals(debrief: Debrief) -> Debrief:
    """The verdict, the total and the levels; who said what, about what, is gone."""
    levels = tuple(replace(line, gaps=()) for line in debrief.levels)
    empty: tuple[()] = ()
    return replace(
        debrief,
        levels=levels,
        members=empty,
        criteria=empty,
        questions=empty,
        topics=empty,
        gaps=empty,
        deviations=empty,
        corrections=empty,
        decision=_decision(debrief.decision, lambda text: ""),
    )


def _hidden_section(section: Section, hide: Callable[[str], str], names: Mapping[str, str]) -> Section:
    return Section(section.title, tuple(_hidden_sentence(each, hide, names) for each in section.sentences))


def _hidden_sentence(sentence: Sentence, hide: Callable[[str], str], names: Mapping[str, str]) -> Sentence:
    refs = tuple(_hidden_ref(ref, names) for ref in sentence.evidence)
    return replace(sentence, text=hide(sentence.text), evidence=refs)


def _hidden_ref(ref: str, names: Mapping[str, str]) -> str:
    what, _, name = ref.partition(":")
    return f"member:{names.get(name, SOMEBODY)}" if what == "member" else ref
