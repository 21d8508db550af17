from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, Q, Sum, Value, When

if TYPE_CHECKING:
    from accounts.models import User
    from sessions.models import (  # noqa: F401
        Candidate,
        InterviewPlan,
        InterviewSession,
        PanelMember,
        Position,
    )


class SeatQuerySet(models.QuerySet["PanelMember"]):
    def scoring(self) -> Self:
        """Seats that judge; a shadow watches."""
        return self.exclude(seat="shadow")

    def owing(self) -> Self:
        """Seats whose scorecard is still expected: not submitted and not waived."""
        return self.scoring().filter(waived_at=None).exclude(scorecard__state="submitted")


class SeatManager(models.Manager["PanelMember"]):
    """Seats that are held. A removed one is found only by whoever asks for `with_removed`."""

    def get_queryset(self) -> SeatQuerySet:
        return SeatQuerySet(self.model, using=self._db).filter(removed_at=None)

    def scoring(self) -> SeatQuerySet:
        return self.get_queryset().scoring()

    def owing(self) -> SeatQuerySet:
        return self.get_queryset().owing()


class InterviewQuerySet(models.QuerySet["InterviewSession"]):
    def hiring(self) -> Self:
        """Without the mocks of people who practise: their lists and reports are nobody else's."""
        return self.filter(purpose="hiring")

    def visible_to(self, user: "User") -> Self:
        """Owner and panel; HR assigned to the position; never the person who is the candidate (I6)."""
        # Keys out of subqueries, not joins: nothing comes twice, and the database sorts no whole rows apart.
        seats = self.model._default_manager.filter(panel__user=user, panel__removed_at=None).order_by().values("pk")
        assigned = Q(position__in=user.hr_positions.values("pk")) if user.is_hr else Q(pk=None)
        return self.exclude(candidate__user=user).filter(Q(pk__in=seats) | Q(owner=user) | assigned)

    def seating(self, user: "User") -> Self:
        """Interviews in which the person holds a seat: the live room and the scorecard."""
        return self.exclude(candidate__user=user).filter(panel__user=user, panel__removed_at=None).distinct()

    def owned_by(self, user: "User") -> Self:
        return self.exclude(candidate__user=user).filter(owner=user)

    def with_people(self) -> Self:
        return self.select_related("candidate", "position", "owner").prefetch_related("panel__user")

    def in_order_of(self, groups: Sequence[Sequence[str]]) -> Self:
        """Those in a state of the first group first, then of the next; the newest first in each."""
        ranks = [When(state__in=states, then=Value(rank)) for rank, states in enumerate(groups)]
        return self.order_by(Case(*ranks, default=Value(len(groups))), "-scheduled_at", "-pk")


class PositionQuerySet(models.QuerySet["Position"]):
    """A position that exists only for a mock is on nobody's list."""

    def visible_to(self, user: "User") -> Self:
        assigned = Q(hr=user) if user.is_hr else Q(pk=None)
        seated = Q(interviews__panel__user=user, interviews__panel__removed_at=None)
        return self.exclude(interviews__purpose="mock").filter(Q(owner=user) | seated | assigned).distinct()

    def owned_by(self, user: "User") -> Self:
        return self.exclude(interviews__purpose="mock").filter(owner=user)

    def with_counts(self) -> Self:
        return self.annotate(interview_count=Count("interviews", distinct=True))


class PlanQuerySet(models.QuerySet["InterviewPlan"]):
    def with_minutes(self) -> Self:
        """Adds `planned_minutes` (None for an empty plan) and `question_count`."""
        return self.annotate(planned_minutes=Sum("items__minutes"), question_count=Count("items"))

    def owned_by(self, user: "User") -> Self:
        return self.filter(position__owner=user)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def owned_by(self, user: "User") -> Self:
        return self.exclude(user=user).filter(owner=user)
