from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

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


def _related(model: type[models.Model], name: str) -> "models.Manager[Any]":
    """The rows at the other end of a relation, as its own manager gives them."""
    other = model._meta.get_field(name).related_model
    assert isinstance(other, type)  # noqa: S101 - a relation has another end
    manager: models.Manager[Any] = other._default_manager
    return manager


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
        seats = _related(self.model, "panel").filter(interview=OuterRef("pk"), user=user).order_by()
        # Conditions, not joins: nothing comes twice, and what is known of the row itself is asked first. Of one
        # interview the database looks up one seat, and for a list all seats of the person at once.
        seen = _while_asking(user, Q(owner=user) | Q(Exists(seats)))
        if user.is_hr:
            seen |= Q(position__in=user.hr_positions.values("pk"))
        return self.not_about(user).filter(seen)

    def owned_by(self, user: "User") -> Self:
        return self.not_about(user).filter(_while_asking(user, Q(owner=user)))

    def not_about(self, user: "User") -> Self:
        """Without those where the person is the candidate."""
        return self.exclude(candidate__in=user.candidacies.values("pk"))

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
        if not (user.is_interviewer or user.is_hr):
            return self.none()
        seats = _related(_related(self.model, "interviews").model, "panel")
        seen = Q(pk__in=user.hr_positions.values("pk")) if user.is_hr else Q()
        if user.is_interviewer:
            seen |= Q(owner=user) | Q(Exists(seats.filter(interview__position=OuterRef("pk"), user=user).order_by()))
        return self.for_hiring().filter(seen)

    def owned_by(self, user: "User") -> Self:
        return self.for_hiring().filter(owner=user) if user.is_interviewer else self.none()

    def for_hiring(self) -> Self:
        return self.exclude(interviews__purpose="mock")

    def with_counts(self) -> Self:
        """Adds `interview_count`, counted for each position by itself."""
        held = _related(self.model, "interviews").filter(position=OuterRef("pk")).order_by().values("position")
        counts = Subquery(held.annotate(count=Count("*")).values("count"))
        return self.annotate(interview_count=Coalesce(counts, 0))


class PlanQuerySet(models.QuerySet["InterviewPlan"]):
    def with_minutes(self) -> Self:
        """Adds `planned_minutes` (None for an empty plan) and `question_count`."""
        return self.annotate(planned_minutes=Sum("items__minutes"), question_count=Count("items"))

    def owned_by(self, user: "User") -> Self:
        return self.filter(position__owner=user) if user.is_interviewer else self.none()


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def owned_by(self, user: "User") -> Self:
        return self.exclude(user=user).filter(owner=user)
