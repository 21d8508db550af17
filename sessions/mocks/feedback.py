"""What one's partner gave, beside how one sees oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from questions.models import KeyPoint, Question, QuestionVersion
from rubric.models import Rating, Scorecard
from sessions.mocks.models import MockHalf
from sessions.mocks.services import criteria_of


@dataclass(frozen=True, slots=True)
class CriterionFeedback:
    """`partner` None: not observed; `own` None: it did not come up. `anchor`: the partner's value in words."""

    title: str
    level: str
    must_have: bool
    partner: Decimal | None
    own: Decimal | None
    anchor: str
    quotes: Sequence[str]

    @property
    def difference(self) -> Decimal | None:
        return None if self.own is None or self.partner is None else self.own - self.partner


@dataclass(frozen=True, slots=True)
class AnswerFeedback:
    """`missing`: key points that the partner did not tick."""

    title: str
    value: Decimal | None
    ticked: Sequence[str]
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Feedback:
    by: str
    comment: str
    recommendation: str
    criteria: Sequence[CriterionFeedback]
    answers: Sequence[AnswerFeedback]


def feedback_of(half: MockHalf) -> Feedback:
    """For the answerer, once everything is given; the caller has asked whether it is."""
    card = Scorecard.objects.get(seat__interview=half.interview_id, seat__user=half.asker_id)
    return Feedback(
        by=str(half.asker),
        comment=card.comment,
        recommendation=card.get_recommendation_display(),
        criteria=_criteria(half, card),
        answers=_answers(half, card),
    )


def _criteria(half: MockHalf, card: Scorecard) -> list[CriterionFeedback]:
    given = {rating.criterion_id: rating for rating in card.ratings.all()}
    own = dict(half.own_values.values_list("criterion", "value"))
    quotes: dict[int, list[str]] = {}
    for item in card.evidence.all():
        quotes.setdefault(item.criterion_id, []).append(item.text)
    return [
        CriterionFeedback(
            title=criterion.title,
            level=criterion.get_level_display(),
            must_have=criterion.must_have,
            partner=_value(given.get(criterion.pk)),
            own=own.get(criterion.pk),
            anchor=_anchor({a.value: a.text for a in criterion.anchors.all()}, _value(given.get(criterion.pk))),
            quotes=quotes.get(criterion.pk, ()),
        )
        for criterion in criteria_of(half)
    ]


def _value(rating: Rating | None) -> Decimal | None:
    return rating.value if rating else None


def _anchor(anchors: dict[int, str], value: Decimal | None) -> str:
    """The words of the whole value at or below."""
    return "" if value is None else anchors.get(int(value), "")


def _answers(half: MockHalf, card: Scorecard) -> list[AnswerFeedback]:
    asked = half.interview.asked.filter(state="done").select_related("question_version__guide")
    rated = {rating.question_version_id: rating for rating in card.answer_ratings.prefetch_related("ticked")}
    open_now = _open_now(half)
    found = []
    for item in asked.prefetch_related("question_version__guide__key_points"):
        rating = rated.get(item.question_version_id)
        ticked = {point.pk for point in rating.ticked.all()} if rating else set()
        points = _points(item.question_version) if item.question_version.question_id in open_now else []
        found.append(
            AnswerFeedback(
                title=item.question_version.title,
                value=rating.value if rating else None,
                ticked=[point.text for point in points if point.pk in ticked],
                missing=[point.text for point in points if point.pk not in ticked],
            )
        )
    return found


def _open_now(half: MockHalf) -> set[int]:
    """A question can become live-only after the mock: then its key points are told no more (I1)."""
    asked = half.interview.asked.values("question_version__question")
    return set(Question.objects.practisable().filter(pk__in=asked).values_list("pk", flat=True))


def _points(version: QuestionVersion) -> list[KeyPoint]:
    guide = getattr(version, "guide", None)
    return list(guide.key_points.all()) if guide else []


def value_pairs(half: MockHalf) -> list[tuple[int, Decimal | None, Decimal | None]]:
    """(criterion, one's own, the partner's) where either was given."""
    card = Scorecard.objects.get(seat__interview=half.interview_id, seat__user=half.asker_id)
    given = dict(card.ratings.values_list("criterion", "value"))
    own = dict(half.own_values.values_list("criterion", "value"))
    pairs = ((criterion, own.get(criterion), given.get(criterion)) for criterion in {*given, *own})
    return [pair for pair in pairs if pair[1] is not None or pair[2] is not None]
