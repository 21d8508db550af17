"""What reports tell about a question of the bank."""

from django.conf import settings
from django.db import models

from core.models import PublicModel
from questions.models import Question


class LeakFlag(PublicModel):
    """Somebody saw this question outside: it stands on the statistics page until it is taken off."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="leak")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"Leak of {self.question}"


class QuestionStatistic(models.Model):
    """What the submitted scorecards tell about one question, measured by a job (reports.question_figures).

    A figure is None where the data cannot carry it. `share` is the largest part, 0..1, of one position's
    `share_of` interviews of twelve months that put the question.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="statistic")
    interviews = models.PositiveIntegerField(default=0)
    ease = models.FloatField(null=True, blank=True)
    spread = models.FloatField(null=True, blank=True)
    discrimination = models.FloatField(null=True, blank=True)
    minutes = models.FloatField(null=True, blank=True)
    asked_in_a_year = models.PositiveIntegerField(default=0)
    share = models.FloatField(null=True, blank=True)
    share_of = models.PositiveIntegerField(default=0)
    measured_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Figures of {self.question}"
