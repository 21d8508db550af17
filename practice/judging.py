"""One's own values read through a rubric, by the arithmetic of an interview (rubric.suggestions, rubric.levels)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from questions.models import Question
from rubric.levels import LevelResult, ScoredCriterion, Verdict, level_results, verdict
from rubric.models import Criterion, RubricVersion
from rubric.services.rubrics import thresholds
from rubric.suggestions import AnswerValue, suggest


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """`value` None: no valued answer speaks of it."""

    title: str
    level: str
    must_have: bool
    value: Decimal | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`criteria` only those that the questions could speak of; the verdict counts all of the rubric's."""

    rubric: str
    criteria: tuple[JudgedCriterion, ...]
    levels: tuple[LevelResult, ...]
    verdict: Verdict


def judge(version: RubricVersion, answers: Iterable[tuple[Question, str, Decimal | None]]) -> Judgement:
    """`answers`: question, its title, and one's own value."""
    by_topic: dict[int | None, list[AnswerValue]] = {}
    for question, title, value in answers:
        by_topic.setdefault(question.topic_id, []).append(AnswerValue(title, value))
    criteria = list(version.criteria.prefetch_related("topics"))
    judged = [(criterion, *_judged(criterion, by_topic)) for criterion in criteria]
    results = level_results([_scored(criterion, one.value) for criterion, one, _ in judged], thresholds(version))
    touched = tuple(one for _, one, spoken_of in judged if spoken_of)
    return Judgement(version.rubric.title, touched, results, verdict(results))


def _judged(criterion: Criterion, by_topic: Mapping[int | None, Sequence[AnswerValue]]) -> tuple[JudgedCriterion, bool]:
    mapped = [answer for topic in criterion.topics.all() for answer in by_topic.get(topic.pk, ())]
    suggestion = suggest(mapped)
    titles = tuple(source.question for source in suggestion.sources)
    level = criterion.get_level_display()
    return JudgedCriterion(criterion.title, level, criterion.must_have, suggestion.value, titles), bool(mapped)


def _scored(criterion: Criterion, value: Decimal | None) -> ScoredCriterion:
    return ScoredCriterion(
        str(criterion.pk), criterion.level, criterion.title, criterion.weight, criterion.must_have, value
    )
