from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.models import PublicModel
from practice.querysets import AttemptQuerySet, CardQuerySet, OwnQuerySet, StudySetQuerySet
from questions.models import KeyPoint, Level, Question, QuestionVersion
from rubric.models import Criterion

VALUE_LIMITS = [MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))]


class Run(PublicModel):
    """Questions practised in a row. In mode `mock` it is the MockRun: by the clock, nothing revealed until the end."""

    class Mode(models.TextChoices):
        STUDY = "study", "Study"
        TIMED = "timed", "Timed"
        WEAK = "weak", "Weak points"
        DUE = "due", "Due today"
        MOCK = "mock", "Mock interview"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_runs")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.STUDY)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # The clock of a mock; the one pause lies between `paused_at` and `resumed_at`.
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} of {self.created_at:%d %B %Y}"

    @property
    def is_mock(self) -> bool:
        return self.mode == self.Mode.MOCK

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None and self.resumed_at is None


class Attempt(PublicModel):
    """One practice answer. The expected answer is shown only once `revealed_at` is set."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, blank=True, related_name="attempts")
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.TextField(blank=True)
    # Counts the saves of `body` (core.saving).
    version = models.PositiveIntegerField(default=0)
    hints_shown = models.PositiveSmallIntegerField(default=0)
    # In a mock: places in the guide's follow-ups, in the order in which they were asked.
    follow_ups_asked = models.JSONField(default=list, blank=True)
    # Seconds with the question in view, as the browser counted them; None where it could not.
    seconds = models.PositiveIntegerField(null=True, blank=True)
    gave_up = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    self_value = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True, validators=VALUE_LIMITS)
    rated_at = models.DateTimeField(null=True, blank=True)
    # The card's state before this attempt was rated: changing one's mind counts once. {} = there was no card.
    card_before = models.JSONField(null=True, blank=True)
    reflection = models.TextField(blank=True, max_length=500)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "revealed_at"], name="attempt_by_user_and_reveal")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="one_attempt_per_place_in_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.question_version}"


class Sheet(models.Model):
    """What belongs to an answer beside its words: the code of a coding question, the drawing of a design.

    A drawing is one shape per line (practice.drawing), so that two versions merge like any text.
    """

    class Kind(models.TextChoices):
        CODE = "code", "Code"
        DRAWING = "drawing", "Drawing"

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["attempt", "kind"], name="one_sheet_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.attempt}"


class PointLabel(models.Model):
    """What the person says about one key point; it stands above whatever the feedback found."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="labels")
    key_point = models.ForeignKey(KeyPoint, on_delete=models.CASCADE, related_name="+")
    covered = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["attempt", "key_point"], name="one_label_per_point")]

    def __str__(self) -> str:
        return f"{self.key_point}: {'covered' if self.covered else 'not covered'}"


class Card(models.Model):
    """The spaced-repetition state of one question for one person (FSRS)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    state = models.JSONField(default=dict)
    due_at = models.DateTimeField()

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "question"], name="one_card_per_question")]

    def __str__(self) -> str:
        return f"{self.question} due {self.due_at:%Y-%m-%d}"


class PartnerValue(models.Model):
    """One criterion of a mock with a partner: what the partner said, and what one said oneself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partner_values")
    # The public id of the interview: each mock is kept once.
    mock = models.CharField(max_length=32)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    own = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True, validators=VALUE_LIMITS)
    partner = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True, validators=VALUE_LIMITS)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "mock", "criterion"], name="one_partner_value_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.own} and {self.partner}"


class Preparation(models.Model):
    """What a person prepares for, and how their timer behaves."""

    class Pace(models.TextChoices):
        FULL = "1", "As planned"
        QUARTER = "1.25", "A quarter more time"
        HALF = "1.5", "Half as much again"
        DOUBLE = "2", "Twice the time"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preparation")
    interview_on = models.DateField(null=True, blank=True)
    weekly_goal = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(200)])
    target_level = models.CharField(max_length=10, choices=Level, blank=True)
    show_timer = models.BooleanField(default=True)
    pace = models.CharField(max_length=4, choices=Pace, default=Pace.FULL)

    def __str__(self) -> str:
        return f"Preparation of {self.user}"

    def planned_for(self, minutes: int | None) -> timedelta | None:
        """A question's minutes at this person's pace; None where the question names none."""
        return None if minutes is None else timedelta(minutes=minutes * float(self.pace))


class Mark(models.Model):
    """A question a person wants to find again."""

    class Kind(models.TextChoices):
        BOOKMARK = "bookmark", "Bookmarked"
        NEEDS_WORK = "needs_work", "Needs work"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="question_marks")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "question", "kind"], name="one_mark_of_a_kind_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_kind_display()}"


class StudySet(PublicModel):
    """Questions a person keeps together. Whoever holds `share_key` may take a copy."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="study_sets")
    title = models.CharField(max_length=200)
    # None while not shared: "" would have to be unique too.
    share_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    questions = models.ManyToManyField(Question, through="StudySetItem", related_name="+")

    objects = StudySetQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class StudySetItem(models.Model):
    study_set = models.ForeignKey(StudySet, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study_set", "question"], name="a_question_once_per_study_set")
        ]
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"
