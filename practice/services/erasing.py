"""Forgetting a person's practice, and moving it to the account that a guest made."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from accounts.audit import note
from accounts.guests import KEPT_FOR
from accounts.models import User
from accounts.signals import practice_erased
from core.models import SaveOperation
from core.periodic import periodic
from practice.models import Attempt, Card, Mark, PartnerValue, Preparation, Run, StudySet
from questions.models import Question
from questions.querysets import QuestionQuerySet

log = logging.getLogger(__name__)
DRAFTS = "attempt:"
# In one run of the job: more than can come in its hour (accounts.guests), and well within its lease.
BATCH = 250


@transaction.atomic
def erase_practice(*, user: User) -> None:
    """Deletes everything that practising left of a person, their private questions included."""
    if not user.is_guest:
        note("erased their practice", by=user)
    practice_erased.send(sender=User, user=user)
    for model in (Attempt, Run, Card, Mark, StudySet, Preparation, PartnerValue):
        model._default_manager.filter(user=user).delete()
    SaveOperation.objects.filter(user=user, document__startswith=DRAFTS).delete()
    for question in _imported_for_practice(user):
        delete_question(question)


def _imported_for_practice(user: User) -> QuestionQuerySet:
    """An interviewer's private questions are work on the bank, not practice: they stay."""
    owned = Question.objects.filter(owner=user, visibility=Question.Visibility.PRIVATE)
    return owned.none() if user.is_interviewer else owned


def delete_question(question: Question) -> None:
    """A question that something else still holds is retired instead."""
    try:
        with transaction.atomic():
            Question.objects.filter(pk=question.pk).update(current=None)
            question.delete()
    except ProtectedError:
        Question.objects.filter(pk=question.pk).update(retired_at=timezone.now())


@transaction.atomic
def move_practice(*, guest: User, user: User) -> None:
    """What the guest did becomes the account's; where both know a question, the later review and one mark count."""
    _move_cards(guest, user)
    for mark in Mark.objects.visible_to(guest):
        Mark.objects.get_or_create(user=user, question=mark.question, kind=mark.kind)
    if not Preparation.objects.filter(user=user).exists():
        Preparation.objects.filter(user=guest).update(user=user)
    for model in (Run, Attempt, StudySet, PartnerValue):
        model._default_manager.filter(user=guest).update(user=user)
    Question.objects.filter(owner=guest).update(owner=user)
    SaveOperation.objects.filter(user=guest).update(user=user)


def _move_cards(guest: User, user: User) -> None:
    known = {card.question_id: card for card in Card.objects.visible_to(user)}
    for card in Card.objects.visible_to(guest):
        other = known.get(card.question_id)
        if other is None or _reviewed(card) > _reviewed(other):
            if other:
                other.delete()
            Card.objects.filter(pk=card.pk).update(user=user)


def _reviewed(card: Card) -> str:
    return card.state.get("last_review") or ""


@periodic("practice.forget_guests", every=timedelta(hours=1))
def forget_guests(args: dict[str, object]) -> None:
    """Guests who have not practised for 90 days are deleted with all they did, the oldest first, at most BATCH."""
    before = timezone.now() - KEPT_FOR
    lately = Attempt.objects.filter(user=OuterRef("pk"), created_at__gt=before)
    away = User.objects.filter(~Exists(lately), is_guest=True, date_joined__lt=before)
    for guest in away.order_by("date_joined")[:BATCH]:
        _try_to_forget(guest)


def _try_to_forget(guest: User) -> None:
    try:
        with transaction.atomic():
            erase_practice(user=guest)
            guest.delete()
    except Exception:  # whatever it stumbles on, the words of everybody behind them must not stay because of it
        log.exception("Guest %s could not be forgotten; the next hour tries again", guest.public_id)
