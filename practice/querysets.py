from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from accounts.models import User
    from practice.models import Attempt, Card, StudySet  # noqa: F401

Owned = TypeVar("Owned", bound=models.Model)


class OwnQuerySet(models.QuerySet[Owned]):
    def visible_to(self, user: "User") -> Self:
        """Practice is private: one's own and nobody else's, whatever the role."""
        return self.filter(user=user)


class AttemptQuerySet(OwnQuerySet["Attempt"]):
    def with_question(self) -> Self:
        return self.select_related("question_version__question__topic", "run")

    def open(self) -> Self:
        """Begun outside a mock and not answered yet."""
        return self.filter(revealed_at=None).filter(Q(run=None) | ~Q(run__mode="mock"))

    def answered(self) -> Self:
        return self.exclude(revealed_at=None)

    def practisable(self, questions: "models.QuerySet[Any]") -> Self:
        return self.filter(question_version__question__in=questions)

    def standing(self, questions: "models.QuerySet[Any]") -> Self:
        """What was answered, and of the rest what may still be practised: a question can become live-only meanwhile."""
        return self.filter(Q(revealed_at__isnull=False) | Q(question_version__question__in=questions))

    def withdrawn(self, questions: "models.QuerySet[Any]") -> Self:
        """Words of one's own for questions that were taken out of practice before they were compared."""
        kept = self.open().exclude(question_version__question__in=questions)
        return kept.exclude(pk__in=self.blank().values("pk"))

    def blank(self) -> Self:
        """Without a word, and with nothing on the sheets beside it: code or a drawing alone is an answer too."""
        return self.filter(body="").exclude(sheets__body__gt="")

    def rated(self) -> Self:
        return self.exclude(self_value=None)


class CardQuerySet(OwnQuerySet["Card"]):
    def practisable(self, questions: "models.QuerySet[Any]") -> Self:
        """Without the cards of questions that have since become live-only or were retired."""
        return self.filter(question__in=questions)

    def due(self, now: datetime) -> Self:
        return self.filter(due_at__lte=now).order_by("due_at")


class StudySetQuerySet(OwnQuerySet["StudySet"]):
    def with_counts(self, questions: "models.QuerySet[Any]") -> Self:
        """Adds `question_count` over the questions that may be practised."""
        return self.annotate(question_count=Count("items", filter=Q(items__question__in=questions)))
