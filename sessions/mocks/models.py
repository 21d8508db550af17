from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicModel
from questions.models import Level
from rubric.models import VALUE_LIMITS, Criterion, RubricVersion

if TYPE_CHECKING:
    from accounts.models import User


class PartnerMockQuerySet(models.QuerySet["PartnerMock"]):
    def visible_to(self, user: "User") -> Self:
        """The two who hold it, and nobody else, whatever the role."""
        return self.filter(Q(host=user) | Q(partner=user))


class PartnerMock(PublicModel):
    """Two people interview each other. Whoever holds `invite_key` may become the partner, once."""

    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    invite_key = models.CharField(max_length=64, unique=True)
    level = models.CharField(max_length=10, choices=Level)
    # Of each half.
    minutes = models.PositiveSmallIntegerField()
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerMockQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Mock interview of {self.host} and {self.partner or 'a partner'}"


class MockHalf(models.Model):
    """One direction: `asker` holds the interviewer's room, `answerer` the candidate's."""

    mock = models.ForeignKey(PartnerMock, on_delete=models.CASCADE, related_name="halves")
    number = models.PositiveSmallIntegerField()
    interview = models.OneToOneField(
        "interview_sessions.InterviewSession", on_delete=models.CASCADE, related_name="mock_half"
    )
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answerer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # When the answerer has said how they see themselves: before they read what the asker gave.
    own_given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["mock", "number"], name="one_half_per_number")]

    def __str__(self) -> str:
        return f"{self.asker} asks {self.answerer}"


class OwnValue(models.Model):
    """How the answerer sees themselves on one criterion; None: it did not come up."""

    half = models.ForeignKey(MockHalf, on_delete=models.CASCADE, related_name="own_values")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True, validators=VALUE_LIMITS)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["half", "criterion"], name="one_own_value_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
