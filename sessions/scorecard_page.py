"""What the scorecard page shows of one's own judgement: rows by criterion, findings, and the arithmetic."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.models import QuestionVersion
from rubric.explanations import Explanation, explain
from rubric.levels import ScoredCriterion
from rubric.lint import DraftCard, Finding, JudgedCriterion, lint
from rubric.models import AnswerRating, Criterion, Evidence, Rating, Scorecard
from rubric.services import scorecards
from rubric.services.rubrics import thresholds
from rubric.suggestions import AnswerValue, Suggestion, suggest


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    rating: Rating | None
    suggestion: Suggestion
    evidence: list[Evidence]

    @property
    def judged(self) -> bool:
        return self.rating is not None and (self.rating.value is not None or self.rating.not_observed)

    @property
    def hollow(self) -> bool:
        return self.rating is not None and self.rating.value is not None and not self.evidence

    @property
    def accepted(self) -> bool:
        return self.rating is not None and self.rating.value == self.suggestion.value

    @property
    def anchor(self) -> str:
        """The words of the value given; of a half step, those of both neighbours."""
        if self.rating is None or self.rating.value is None:
            return ""
        texts = {anchor.value: anchor.text for anchor in self.criterion.anchors.all()}
        near = sorted({int(self.rating.value), int(self.rating.value + scorecards.HALF)})
        return " · ".join(texts[value] for value in near if value in texts)


def criterion_rows(card: Scorecard) -> list[CriterionRow]:
    """Every criterion with one's own rating and evidence, and the suggestion out of one's own answers."""
    ratings = {rating.criterion_id: rating for rating in card.ratings.all()}
    evidence = list(card.evidence.all())
    answers = list(
        card.answer_ratings.select_related("question_version__question").prefetch_related(
            "question_version__question__levels"
        )
    )
    return [
        CriterionRow(
            criterion,
            ratings.get(criterion.pk),
            suggest([_answer_value(a) for a in answers if feeds(a.question_version, criterion)]),
            [item for item in evidence if item.criterion_id == criterion.pk],
        )
        for criterion in scorecards.criteria_to_score(card)
    ]


def feeds(version: QuestionVersion, criterion: Criterion) -> bool:
    """A question feeds a criterion of its topic; a criterion without topics takes its level's questions."""
    topics = {topic.pk for topic in criterion.topics.all()}
    if topics:
        return version.question.topic_id in topics
    return criterion.level in {entry.level for entry in version.question.levels.all()}


def _answer_value(answer: AnswerRating) -> AnswerValue:
    return AnswerValue(answer.question_version.title, answer.value)


def findings(card: Scorecard, rows: Iterable[CriterionRow]) -> tuple[Finding, ...]:
    listed = list(rows)
    quotes = [item.text for row in listed for item in row.evidence]
    draft = DraftCard(
        criteria=tuple(map(_judged, listed)),
        recommendation=card.recommendation,
        confidence=card.confidence,
        texts=(card.comment, *quotes),
    )
    return lint(draft)


def _judged(row: CriterionRow) -> JudgedCriterion:
    return JudgedCriterion(
        id=row.criterion.public_id,
        title=row.criterion.title,
        weight=row.criterion.weight,
        must_have=row.criterion.must_have,
        value=row.rating.value if row.rating else None,
        not_observed=row.rating is not None and row.rating.not_observed,
        evidence=len(row.evidence),
    )


def arithmetic(card: Scorecard, rows: Iterable[CriterionRow]) -> Explanation:
    """What the rubric makes of one's own values alone."""
    scored = [_scored(row) for row in rows]
    return explain(scored, thresholds(card.rubric_version))


def _scored(row: CriterionRow) -> ScoredCriterion:
    criterion = row.criterion
    mean = row.rating.value if row.rating else None
    return ScoredCriterion(
        criterion.public_id, criterion.level, criterion.title, criterion.weight, criterion.must_have, mean
    )
