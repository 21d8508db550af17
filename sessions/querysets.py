from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, F, Q, Sum, Value, When

from sessions.states import GROUPS, PLANNED

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
    def standing(self) -> Self:
        """Seats that their people may still take: who may sign in, interviews (in a mock anybody asks, I8), and is not
        the candidate (I6).
        """
        asks = Q(user__is_interviewer=True) | Q(interview__purpose="mock")
        return self.filter(asks, user__is_active=True).exclude(interview__candidate__user=F("user"))

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

    def standing(self) -> SeatQuerySet:
        return self.get_queryset().standing()

    def scoring(self) -> SeatQuerySet:
        return self.get_queryset().scoring()

    def owing(self) -> SeatQuerySet:
        return self.get_queryset().owing()


def _while_asking(user: "User", own: Q) -> Q:
    """A role that is taken away takes along what it opened (I8); a mock takes none."""
    return own if user.is_interviewer else own & Q(purpose="mock")


class InterviewQuerySet(models.QuerySet["InterviewSession"]):
    def hiring(self) -> Self:
        """Without the mocks of people who practise: their lists and reports are nobody else's."""
        return self.filter(purpose="hiring")

    def visible_to(self, user: "User") -> Self:
        """Owner and panel while they interview; HR assigned to the position; never the person who is the candidate
        (I6, I8). A mock takes no role."""
        # Keys out of subqueries, not joins: nothing comes twice, and the database sorts no whole rows apart.
        seats = self.model._default_manager.filter(panel__user=user, panel__removed_at=None).order_by().values("pk")
        assigned = Q(position__in=user.hr_positions.values("pk")) if user.is_hr else Q(pk=None)
        own = _while_asking(user, Q(pk__in=seats) | Q(owner=user))
        return self.exclude(candidate__user=user).filter(own | assigned)

    def owned_by(self, user: "User") -> Self:
        return self.exclude(candidate__user=user).filter(_while_asking(user, Q(owner=user)))

    def with_people(self) -> Self:
        return self.select_related("candidate", "position", "owner").prefetch_related("panel__user")

    def by_group(self) -> Self:
        """What is to be done first; in each group the newest first, and of those that are planned the soonest."""
        ranks = [When(state__in=states, then=Value(rank)) for rank, (_, states) in enumerate(GROUPS)]
        soonest = Case(When(state__in=PLANNED, then=F("scheduled_at")))
        return self.order_by(Case(*ranks), soonest, "-scheduled_at", "-pk")


class PositionQuerySet(models.QuerySet["Position"]):
    """A position that exists only for a mock is on nobody's list."""

    def visible_to(self, user: "User") -> Self:
        assigned = Q(hr=user) if user.is_hr else Q(pk=None)
        seated = Q(interviews__panel__user=user, interviews__panel__removed_at=None)
        own = Q(owner=user) | seated if user.is_interviewer else Q(pk=None)
        return self.exclude(interviews__purpose="mock").filter(own | assigned).distinct()

    def owned_by(self, user: "User") -> Self:
        return self.exclude(interviews__purpose="mock").filter(owner=user) if user.is_interviewer else self.none()

    def with_counts(self) -> Self:
        return self.annotate(interview_count=Count("interviews", distinct=True))


class PlanQuerySet(models.QuerySet["InterviewPlan"]):
    def with_minutes(self) -> Self:
        """Adds `planned_minutes` (None for an empty plan) and `question_count`."""
        return self.annotate(planned_minutes=Sum("items__minutes"), question_count=Count("items"))

    def owned_by(self, user: "User") -> Self:
        return self.filter(position__owner=user) if user.is_interviewer else self.none()


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def owned_by(self, user: "User") -> Self:
        return self.exclude(user=user).filter(owner=user)
