"""What stands before an interview: the position, its plans, and the person."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from core.models import PublicModel
from questions.models import Level, QuestionVersion
from rubric.models import RubricVersion
from sessions.querysets import CandidateQuerySet, PlanQuerySet, PositionQuerySet


class Position(PublicModel):
    title = models.CharField(max_length=200)
    target_level = models.CharField(max_length=10, choices=Level)
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="positions")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="positions")
    hr = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="hr_positions")
    closed_at = models.DateTimeField(null=True, blank=True)
    # The total out of 100 from which the arithmetic says yes; None: the level alone decides. Fixed by the first score.
    cut = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class InterviewPlan(PublicModel):
    """The ordered questions of a position's interviews, with a time budget in minutes."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(max_length=200)
    budget = models.PositiveSmallIntegerField(default=60)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class PlanItem(models.Model):
    plan = models.ForeignKey(InterviewPlan, on_delete=models.CASCADE, related_name="items")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_version}"


class Candidate(PublicModel):
    """A person to be interviewed; `user` links to their own account, which then sees nothing of this."""

    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidacies"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
