from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from reports.audience import ORDER, TOTALS
from reports.filters import Chosen
from sessions.models import PanelMember, Position

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Erasure, Report  # noqa: F401

NEWEST = ("-held_at", "-pk")
# What the list can be ordered by: the label, and the order itself with unknown totals last.
ORDERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "": ("Newest first", NEWEST),
    "oldest": ("Oldest first", ("held_at", "pk")),
    "total": ("Highest total first", (F("total").desc(nulls_last=True), "-pk")),
    "name": ("Candidate's name", ("interview__candidate__name", "-pk")),
}


def _policy(readers: str, at_least: str) -> Q:
    """Reports of positions whose policy gives these readers that much; a position without one gives everything."""
    less = ORDER[ORDER.index(at_least) + 1 :]
    return ~Q(interview__position__in=Position.objects.filter(**{f"report_policy__{readers}__in": less}).values("pk"))


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "User", *, at_least: str = TOTALS) -> Self:
        """Owner; HR of the position; members whose own scorecard is in, once decided: each while they have the role
        (I8). Never the candidate's own (I6).

        A report exists only for a completed interview, so every draft is closed by then. HR and panel read
        as far as the position's policy goes: `at_least` asks for those who get that much or more.
        """
        return self._read_by(user, at_least, Q(decision__isnull=False))

    def debriefed_by(self, user: "User", *, at_least: str = TOTALS) -> Self:
        """As `visible_to`, and the panel talks before it is decided: each from their own submission on."""
        return self._read_by(user, at_least, Q())

    def opened_by(self, user: "User") -> Self:
        """By an administrator in an emergency, for reading alone (I7): no list, export or form asks this."""
        opened = {"opened__admin": user, "opened__ends_at__gt": timezone.now()}
        mine = self.exclude(interview__candidate__user=user)
        return mine.filter(**opened).distinct() if user.is_admin else self.none()

    def _read_by(self, user: "User", at_least: str, panel_when: Q) -> Self:
        if not (user.is_interviewer or user.is_hr):
            return self.none()
        # As for interviews (sessions.querysets): what is known of the row itself first, and keys instead of joins.
        seen = Q()
        if user.is_interviewer:
            seats = PanelMember.objects.filter(interview=OuterRef("interview"), user=user, scorecard__state="submitted")
            seen |= Q(interview__owner=user) | (panel_when & _policy("panel", at_least) & Q(Exists(seats.order_by())))
        if user.is_hr:
            seen |= Q(interview__position__in=user.hr_positions.values("pk")) & _policy("hr", at_least)
        return self.exclude(interview__candidate__in=user.candidacies.values("pk")).filter(seen)

    def with_people(self) -> Self:
        return self.select_related(
            "interview__candidate", "interview__position__report_policy", "interview__owner", "decision__decided_by"
        )

    def listed(self) -> Self:
        """What a row of a list shows: neither the debrief nor who owns, decided or set the policy."""
        return self.select_related("interview__candidate", "interview__position", "decision").defer("debrief")

    def in_rows(self) -> "models.QuerySet[Report, Any]":
        """What a row of the list of all reports shows, and nothing else: fifty rows of four models took half as long
        again.
        """
        return self.values(
            "public_id",
            "verdict",
            "total",
            target=F("interview__target_level"),
            held=F("interview__started_at"),
            candidate=F("interview__candidate__name"),
            position=F("interview__position__title"),
            outcome=F("decision__outcome"),
        )

    def named(self, words: str) -> Self:
        """Every word stands in the candidate's name or in the position's title."""
        found = self
        for word in words.split():
            in_name = Q(interview__candidate__name__icontains=word)
            found = found.filter(in_name | Q(interview__position__title__icontains=word))
        return found

    def matching(self, chosen: Chosen) -> Self:
        return self.named(chosen.q).of_interviews(chosen).concluded(chosen).order_by(*ORDERS[chosen.order][1])

    def of_interviews(self, chosen: Chosen) -> Self:
        wanted = {
            "interview__position__public_id": chosen.position,
            "interview__target_level": chosen.target,
            "held_at__date__gte": chosen.since,
            "held_at__date__lte": chosen.until,
        }
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def concluded(self, chosen: Chosen) -> Self:
        """By the level the arithmetic found and by what people decided."""
        found = self
        if chosen.level:
            found = found.filter(verdict="" if chosen.level == "unknown" else chosen.level)
        if chosen.decision:
            found = found.filter(
                Q(decision=None) if chosen.decision == "open" else Q(decision__outcome=chosen.decision)
            )
        return found


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: "User") -> Self:
        """The owner of what was erased, and HR of its position."""
        assigned = Q(position__in=user.hr_positions.values("pk")) if user.is_hr else Q(pk=None)
        return self.filter(Q(owner=user) | assigned)
