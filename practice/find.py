"""Finding and permitting in one call: practice belongs to one person, and another's does not exist (I11)."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.people import practising
from practice.models import Attempt, Run, StudySet
from questions.models import AnswerGuide, Question


def own_attempt(request: HttpRequest, public_id: str) -> Attempt:
    """One's own attempt; before its reveal only while its question may be practised."""
    found = own_words(request, public_id)
    if is_withdrawn(found):
        raise Http404
    return found


def own_words(request: HttpRequest, public_id: str) -> Attempt:
    """One's own attempt, whatever became of its question: for showing and keeping the person's words, nothing else."""
    attempts = Attempt.objects.visible_to(practising(request)).with_question().select_related("user")
    return get_object_or_404(attempts, public_id=public_id)


def is_withdrawn(attempt: Attempt) -> bool:
    """Whether the question was taken out of practice before the answer was compared."""
    if attempt.revealed_at:
        return False
    bank = Question.objects.practisable_by(attempt.user)
    return not bank.filter(pk=attempt.question_version.question_id).exists()


def own_run(request: HttpRequest, public_id: str) -> Run:
    return get_object_or_404(Run.objects.visible_to(practising(request)), public_id=public_id)


def own_set(request: HttpRequest, public_id: str) -> StudySet:
    return get_object_or_404(StudySet.objects.visible_to(practising(request)), public_id=public_id)


def practice_question(request: HttpRequest, public_id: str) -> Question:
    bank = Question.objects.practisable_by(practising(request)).exclude(current=None).select_related("current")
    return get_object_or_404(bank, public_id=public_id)


def revealed_guide(attempt: Attempt) -> AnswerGuide | None:
    """The one door to expected answers in practice (I1): after the reveal, and not once the question is live-only."""
    if attempt.revealed_at is None:
        return None
    open_now = Question.objects.practisable_by(attempt.user).filter(pk=attempt.question_version.question_id)
    if not open_now.exists():
        return None
    guides = AnswerGuide.objects.prefetch_related("key_points")
    return guides.filter(version=attempt.question_version_id).first()


def revealed_guides(user: User, attempts: Iterable[Attempt]) -> dict[int, AnswerGuide]:
    """Version -> guide of the revealed ones among `attempts`, by the rule of `revealed_guide`, in one query."""
    open_now = Question.objects.practisable_by(user)
    versions = [each.question_version_id for each in attempts if each.revealed_at and each.user_id == user.pk]
    guides = AnswerGuide.objects.filter(version__in=versions, version__question__in=open_now)
    return {guide.version_id: guide for guide in guides.prefetch_related("key_points")}


def asked_follow_ups(attempt: Attempt) -> list[str]:
    """The follow-ups that came up in a mock, in the order in which they were asked."""
    follow_ups = _follow_ups(attempt) if attempt.follow_ups_asked else []
    return [follow_ups[place] for place in attempt.follow_ups_asked if place < len(follow_ups)]


def shown_hints(attempt: Attempt) -> list[str]:
    """As many follow-ups as the person has opened as hints, and no byte of the next (I1)."""
    return _follow_ups(attempt)[: attempt.hints_shown] if attempt.hints_shown else []


def hints_left(attempt: Attempt) -> int:
    return max(0, len(_follow_ups(attempt)) - attempt.hints_shown)


def _follow_ups(attempt: Attempt) -> list[str]:
    kept = AnswerGuide.objects.filter(version=attempt.question_version_id).values_list("follow_ups", flat=True)
    return list(kept.first() or ())
