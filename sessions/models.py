from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicModel
from questions.models import Level, QuestionVersion
from rubric.models import VALUE_LIMITS, Criterion, RubricVersion, Scorecard
from sessions.live_models import Knock as Knock
from sessions.live_models import PanelMessage as PanelMessage
from sessions.mocks.models import MockHalf as MockHalf
from sessions.mocks.models import OwnValue as OwnValue
from sessions.mocks.models import PartnerMock as PartnerMock
from sessions.note_models import Note as Note
from sessions.note_models import NoteRevision as NoteRevision
from sessions.pad.models import PadUpdate as PadUpdate
from sessions.planning_models import Candidate as Candidate
from sessions.planning_models import InterviewPlan as InterviewPlan
from sessions.planning_models import PlanItem as PlanItem
from sessions.planning_models import Position as Position
from sessions.querysets import InterviewQuerySet, SeatManager
from sessions.timing import Clock, question_clock


class InterviewSession(PublicModel):
    """One interview, planned or held. `state` moves only through sessions.services.move."""

    class Purpose(models.TextChoices):
        HIRING = "hiring", "Hiring"
        MOCK = "mock", "Mock"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        LOBBY = "lobby", "Lobby"
        LIVE = "live", "Live"
        PAUSED = "paused", "Paused"
        SCORING = "scoring", "Scoring"
        COMPLETED = "completed", "Completed"
        CANCELLED = "cancelled", "Cancelled"

    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.HIRING)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="interviews")
    plan = models.ForeignKey(InterviewPlan, on_delete=models.SET_NULL, null=True, related_name="interviews")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="interviews")
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="interviews")
    target_level = models.CharField(max_length=10, choices=Level)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews")
    scheduled_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    current = models.ForeignKey("AskedQuestion", on_delete=models.SET_NULL, null=True, related_name="+")
    show_timer = models.BooleanField(default=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # From here on no scorecard takes a correction.
    decided_at = models.DateTimeField(null=True, blank=True)
    # Announced end of the conversation: everybody then sees the minutes to it.
    wrap_up_at = models.DateTimeField(null=True, blank=True)
    # An agreed accommodation: every soft limit of time counts this many times its minutes.
    time_factor = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(1))
    # The candidate's own words in the lobby; read by the owner and the lead only.
    accommodation = models.TextField(blank=True)
    # The version of the calendar entry: calendars replace a lower one.
    calendar_sequence = models.PositiveSmallIntegerField(default=0)
    # When people were last called by mail; None: nobody was.
    called_at = models.DateTimeField(null=True, blank=True)
    candidate_called_at = models.DateTimeField(null=True, blank=True)
    # The number of the newest SessionEvent: what a reconnecting browser compares.
    last_seq = models.PositiveIntegerField(default=0)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-scheduled_at"]
        indexes: ClassVar = [
            models.Index(fields=["position", "state"], name="interview_by_position"),
            models.Index(fields=["position"], name="interview_of_a_mock", condition=Q(purpose="mock")),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.position}"


class PanelMember(PublicModel):
    """A person's seat on one interview. A shadow watches and does not score."""

    class Seat(models.TextChoices):
        LEAD = "lead", "Lead"
        PANEL = "panel", "Panel"
        SHADOW = "shadow", "Shadow"

    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="panel")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=10, choices=Seat, default=Seat.PANEL)
    scorecard = models.OneToOneField(Scorecard, on_delete=models.PROTECT, null=True, related_name="seat")
    # In the room until then; each open socket moves it on.
    here_until = models.DateTimeField(null=True, blank=True)
    # A seat that was taken away keeps its author's notes, and is no seat to anybody.
    removed_at = models.DateTimeField(null=True, blank=True)
    # The lead goes on without this member's scorecard, and the report says why.
    waived_at = models.DateTimeField(null=True, blank=True)
    waive_reason = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = SeatManager()
    with_removed = models.Manager["PanelMember"]()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["interview", "user"], name="one_seat_per_person")]
        indexes: ClassVar = [
            models.Index(fields=["user"], name="seat_reminded", condition=Q(reminded_at__isnull=False)),
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_seat_display()})"


class DiscussedValue(models.Model):
    """A member's value for a criterion after the discussion: beside the submitted one, never in its place."""

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="discussed")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=2, decimal_places=1, validators=VALUE_LIMITS)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "criterion"], name="one_discussed_value_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.value}"


class AskedQuestion(PublicModel):
    class State(models.TextChoices):
        PENDING = "pending", "To ask"
        CURRENT = "current", "On the table"
        DONE = "done", "Asked"
        SKIPPED = "skipped", "Skipped"

    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="asked")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    planned = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    skip_reason = models.CharField(max_length=300, blank=True)
    # Seconds on the table before `on_table_since`, pauses left out.
    seconds = models.PositiveIntegerField(default=0)
    on_table_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "question_version"], name="a_question_once_per_interview")
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_version}"

    @property
    def was_on_table(self) -> bool:
        return bool(self.seconds) or self.on_table_since is not None or self.state == self.State.DONE

    def clock(self, *, factor: Decimal, now: datetime) -> Clock:
        """Its time on the table against its minutes, an accommodation's `factor` times as many."""
        return question_clock(
            seconds=self.seconds, since=self.on_table_since, minutes=self.minutes, factor=factor, now=now
        )


class SessionEvent(models.Model):
    """What happened, append-only. `audience` says who may hear that it did."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone"
        PANEL = "panel"

    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=Audience)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["interview", "seq"], name="one_event_per_number")]
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class JoinLink(PublicModel):
    """A candidate's way in. Only hashes are stored: of the link's token and of the claiming browser's."""

    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    claim_hash = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    here_until = models.DateTimeField(null=True, blank=True)
    # Made by an invitation when it was sent; otherwise by a person, who handed it over.
    by_mail = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Link to {self.interview}"
