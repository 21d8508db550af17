"""What other parts tell: a scorecard is in, a guest made an account, a person has their practice erased."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import guest_kept, practice_erased
from rubric.models import Scorecard
from sessions.mocks.models import MockHalf, PartnerMock
from sessions.mocks.services import delete_mock, share_when_all_given
from sessions.models import (
    Candidate,
    InterviewSession,
    PadUpdate,
    PanelMember,
    PanelMessage,
    Position,
    SessionEvent,
)
from sessions.signals import session_completed

# Every row of a mock that names a person: (model, field).
NAMED = (
    (PartnerMock, "host"),
    (PartnerMock, "partner"),
    (MockHalf, "asker"),
    (MockHalf, "answerer"),
    (Position, "owner"),
    (Candidate, "owner"),
    (Candidate, "user"),
    (InterviewSession, "owner"),
    (PanelMember, "user"),
    (Scorecard, "author"),
    (SessionEvent, "actor"),
    (PanelMessage, "author"),
    (PadUpdate, "user"),
)


@receiver(session_completed)
def share_feedback(sender: type[InterviewSession], interview: InterviewSession, **_: Any) -> None:
    half = MockHalf.objects.filter(interview=interview).select_related("mock").first()
    if half:
        with transaction.atomic():
            share_when_all_given(half.mock)


@receiver(practice_erased)
def delete_mocks(sender: type[User], user: User, **_: Any) -> None:
    for mock in PartnerMock.objects.filter(Q(host=user) | Q(partner=user)):
        delete_mock(mock=mock)


@receiver(guest_kept)
def take_mocks_along(sender: type[User], guest: User, user: User, **_: Any) -> None:
    """A mock between the guest and the account would be one with oneself: it goes."""
    for mock in PartnerMock.objects.filter(Q(host=guest, partner=user) | Q(host=user, partner=guest)):
        delete_mock(mock=mock)
    for model, field in NAMED:
        model._default_manager.filter(**{field: guest}).update(**{field: user})
