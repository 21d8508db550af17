from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

if TYPE_CHECKING:
    from accounts.models import User
    from rubric.models import RubricVersion  # noqa: F401


class RubricVersionQuerySet(models.QuerySet["RubricVersion"]):
    def visible_to(self, user: "User") -> Self:
        """Published versions for everybody who interviews or reads reports; a draft for its owner alone."""
        published = Q(published_at__isnull=False) if user.is_interviewer or user.is_hr else Q(pk=None)
        return self.filter(published | Q(rubric__owner=user))

    def published(self) -> Self:
        return self.exclude(published_at=None)

    def open_to_practice(self) -> Self:
        """The newest published version of each rubric that its owner opened to whoever practises."""
        return self.published().newest().filter(rubric__for_practice=True)

    def drafts_of(self, user: "User") -> Self:
        return self.filter(published_at=None, rubric__owner=user)

    def newest(self) -> Self:
        """The highest published number of each rubric."""
        siblings = self.model.objects.filter(rubric=OuterRef("rubric"), published_at__isnull=False)
        return self.filter(number=Subquery(siblings.order_by("-number").values("number")[:1]))

    def with_counts(self) -> Self:
        return self.annotate(criterion_count=Count("criteria"))
