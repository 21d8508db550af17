"""Fetches a completed interview once and builds its Debrief; nothing else here queries for a report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.corrections import corrections_of
from reports.debrief import (
    CorrectionLine,
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
from rubric.levels import ScoredCriterion, level_results, verdict
from rubric.models import AnswerRating, Criterion, Evidence, Rating, Scorecard
from rubric.scoring import Scored, disagrees, panel_value, spread, total
from rubric.services.rubrics import thresholds
from rubric.services.scorecards import criteria_to_score
from sessions.models import AskedQuestion, InterviewSession, PanelMember
from sessions.pad.documents import last_sheets

LEVEL_ORDER = ("junior", "mid", "senior", "principal")
# Of all scorecards at once: as many queries for eight people as for one.
ROWS = ("ratings", "evidence", "answer_ratings__ticked")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One submitted scorecard with everything on it, by criterion and by question version."""

    name: str
    card: Scorecard
    ratings: dict[int, Rating]
    answers: dict[int, AnswerRating]
    evidence: dict[int, list[Evidence]]
    discussed: dict[int, Decimal]


def panel_names(seats: Iterable[PanelMember]) -> dict[int, str]:
    """By seat. A debrief tells people apart by name alone: of namesakes all but the first have a number."""
    names, so_far = {}, Counter[str]()
    for seat in seats:
        name = str(seat.user)
        so_far[name] += 1
        names[seat.pk] = name if so_far[name] == 1 else f"{name} ({so_far[name]})"
    return names


def build_debrief(interview: InterviewSession) -> Debrief:
    """Only submitted scorecards count: a draft is nobody's judgement yet."""
    seats = list(interview.panel.select_related("user", "scorecard"))
    names = panel_names(seats)
    judgements = _judgements(interview, names)
    criteria = _criterion_lines(interview, judgements)
    questions = _question_lines(interview, judgements)
    members = tuple(_member_line(seat, names[seat.pk]) for seat in seats)
    scored = [ScoredCriterion(c.id, c.level, c.title, c.weight, c.must_have, c.mean) for c in criteria]
    limits = thresholds(interview.rubric_version)
    results = level_results(scored, limits)
    outcome = verdict(results)
    whole = total([Scored(c.mean, c.weight) for c in criteria], enough=limits.coverage)
    version = interview.rubric_version
    return Debrief(
        interview_id=interview.public_id,
        title=str(interview),
        candidate=interview.candidate.name,
        position=interview.position.title,
        target_level=interview.target_level,
        purpose=interview.purpose,
        state=interview.state,
        scheduled_at=interview.scheduled_at,
        started_at=interview.started_at,
        ended_at=interview.ended_at,
        rubric_title=version.title,
        rubric_number=version.number,
        rubric_hash=version.content_hash,
        members=members,
        criteria=criteria,
        questions=questions,
        levels=tuple(LevelLine(r.level, r.met, r.mean, r.coverage, r.gaps) for r in results),
        topics=_topic_lines(questions),
        verdict=outcome.level,
        next_level=outcome.next_level,
        gaps=outcome.gaps,
        total=whole.value,
        coverage=whole.coverage,
        deviations=(*_waivers(members), *_deviations(questions)),
        corrections=_corrections(judgements),
    )


def _judgements(interview: InterviewSession, names: Mapping[int, str]) -> list[Judgement]:
    seats = interview.panel.filter(scorecard__state=Scorecard.State.SUBMITTED).select_related(
        "scorecard__rubric_version", "scorecard__corrects"
    )
    seats = seats.prefetch_related("discussed", *(f"scorecard__{rows}" for rows in ROWS))
    return [_judgement(seat, seat.scorecard, names[seat.pk]) for seat in seats if seat.scorecard]


def _judgement(member: PanelMember, card: Scorecard, name: str) -> Judgement:
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for item in card.evidence.all():
        evidence[item.criterion_id].append(item)
    return Judgement(
        name,
        card,
        {rating.criterion_id: rating for rating in card.ratings.all()},
        {answer.question_version_id: answer for answer in card.answer_ratings.all()},
        evidence,
        {each.criterion_id: each.value for each in member.discussed.all()},
    )


def _corrections(judgements: Iterable[Judgement]) -> tuple[CorrectionLine, ...]:
    return tuple(line for each in judgements for line in corrections_of(each.card, each.name))


def _criterion_lines(interview: InterviewSession, judgements: Sequence[Judgement]) -> tuple[CriterionLine, ...]:
    if judgements:
        criteria = criteria_to_score(judgements[0].card)
    else:
        criteria = list(interview.rubric_version.criteria.prefetch_related("anchors", "topics"))
    criteria.sort(key=lambda c: (LEVEL_ORDER.index(c.level), c.position))
    return tuple(_criterion_line(criterion, judgements) for criterion in criteria)


def _criterion_line(criterion: Criterion, judgements: Sequence[Judgement]) -> CriterionLine:
    values = tuple(_criterion_value(criterion, judgement) for judgement in judgements)
    raw = [value.value for value in values]
    return CriterionLine(
        id=criterion.public_id,
        level=criterion.level,
        title=criterion.title,
        description=criterion.description,
        weight=criterion.weight,
        must_have=criterion.must_have,
        anchors={anchor.value: anchor.text for anchor in criterion.anchors.all()},
        topics=tuple(topic.name for topic in criterion.topics.all()),
        values=values,
        mean=panel_value(raw),
        spread=spread(raw),
        disagreement=disagrees(raw),
        discussed_mean=_discussed_mean(values),
    )


def _discussed_mean(values: Sequence[PanelValue]) -> Decimal | None:
    if all(each.discussed is None for each in values):
        return None
    return panel_value([each.value if each.discussed is None else each.discussed for each in values])


def _criterion_value(criterion: Criterion, judgement: Judgement) -> PanelValue:
    rating = judgement.ratings.get(criterion.pk)
    quotes = (
        EvidenceQuote(item.public_id, item.kind, item.text, judgement.name)
        for item in judgement.evidence.get(criterion.pk, ())
    )
    value = rating.value if rating else None
    after = judgement.discussed.get(criterion.pk)
    return PanelValue(judgement.name, value, tuple(quotes), None if after == value else after)


def _question_lines(interview: InterviewSession, judgements: Sequence[Judgement]) -> tuple[QuestionLine, ...]:
    asked = interview.asked.select_related(
        "question_version__question__topic", "question_version__guide"
    ).prefetch_related("question_version__question__levels", "question_version__guide__key_points")
    pads = last_sheets([item.pk for item in asked])
    return tuple(_question_line(item, judgements, pads.get(item.pk, ("", ""))) for item in asked)


def _question_line(asked: AskedQuestion, judgements: Sequence[Judgement], pad: tuple[str, str]) -> QuestionLine:
    version = asked.question_version
    answers = [(judgement.name, judgement.answers.get(version.pk)) for judgement in judgements]
    values = tuple(PanelValue(name, answer.value if answer else None) for name, answer in answers)
    levels = sorted((e.level for e in version.question.levels.all()), key=LEVEL_ORDER.index)
    return QuestionLine(
        id=asked.public_id,
        position=asked.position,
        prompt=version.title,
        topic=version.question.topic.name if version.question.topic else "",
        level=levels[0] if levels else None,
        planned=asked.planned,
        state=asked.state,
        skip_reason=asked.skip_reason,
        planned_minutes=asked.minutes if asked.planned else None,
        minutes=Decimal(asked.seconds) / 60 if asked.state == AskedQuestion.State.DONE else None,
        key_points=_tallies(asked, answers),
        values=values,
        mean=panel_value([value.value for value in values]),
        version_hash=version.content_hash,
        question_id=version.question.public_id,
        version_number=version.number,
        pad=pad[0],
        pad_output=pad[1],
    )


def _tallies(asked: AskedQuestion, answers: Iterable[tuple[str, AnswerRating | None]]) -> tuple[KeyPointTally, ...]:
    guide = getattr(asked.question_version, "guide", None)
    if guide is None:
        return ()
    ticks = [(name, {point.pk for point in answer.ticked.all()}) for name, answer in answers if answer]
    return tuple(
        KeyPointTally(point.text, tuple(name for name, ticked in ticks if point.pk in ticked))
        for point in guide.key_points.all()
    )


def _member_line(member: PanelMember, name: str) -> MemberLine:
    """A scorecard that was not submitted lends its seat and nothing of its content."""
    card = member.scorecard
    done = card if card and card.state == Scorecard.State.SUBMITTED else None
    return MemberLine(
        name=name,
        seat=member.seat,
        recommendation=done.recommendation if done else None,
        confidence=done.confidence if done else "",
        comment=done.comment if done else "",
        submitted_at=done.submitted_at if done else None,
        receipt=done.content_hash if done else "",
        waived=member.waive_reason if member.waived_at else "",
    )


def _topic_lines(questions: Sequence[QuestionLine]) -> tuple[TopicLine, ...]:
    by_topic: dict[str, list[Decimal]] = defaultdict(list)
    for question in questions:
        if question.topic and question.mean is not None:
            by_topic[question.topic].append(question.mean)
    topics = dict.fromkeys(question.topic for question in questions if question.topic)
    return tuple(TopicLine(t, panel_value(by_topic[t]), len(by_topic[t])) for t in topics)


def _waivers(members: Sequence[MemberLine]) -> Iterable[str]:
    waived = (each for each in members if each.waived)
    return (f"The debrief was opened without {each.name}'s scorecard: {each.waived}" for each in waived)


def _deviations(questions: Sequence[QuestionLine]) -> tuple[str, ...]:
    found = []
    for question in questions:
        if not question.planned:
            found.append(f"“{question.prompt}” was asked without being planned.")
        if question.state == AskedQuestion.State.SKIPPED:
            why = f": {question.skip_reason}" if question.skip_reason else ", with no reason written down."
            found.append(f"“{question.prompt}” was skipped{why}")
        if question.planned and question.state == AskedQuestion.State.PENDING:
            found.append(f"“{question.prompt}” was planned and not reached.")
    return tuple(found)
