from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.models import PublicModel
from practice.querysets import AttemptQuerySet
from questions.models import KeyPoint, Question, QuestionVersion


class Attempt(PublicModel):
    """One practice answer. The expected answer is shown only once `revealed_at` is set."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    gave_up = models.BooleanField(default=False)
    revealed_at = models.DateTimeField(null=True, blank=True)
    self_value = models.DecimalField(
        max_digits=2,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))],
    )
    ticked = models.ManyToManyField(KeyPoint, blank=True, related_name="+")
    reflection = models.TextField(blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.question_version}"


class Card(models.Model):
    """The spaced-repetition state of one question for one person (FSRS)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    state = models.JSONField(default=dict)
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "question"], name="one_card_per_question")]

    def __str__(self) -> str:
        return f"{self.question} due {self.due_at:%Y-%m-%d}"
