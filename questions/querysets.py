from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import User
    from questions.models import Question  # noqa: F401


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: "User") -> Self:
        """Interviewers see the team's and their own; HR reads the team's; nobody else sees the bank."""
        if not (user.is_interviewer or user.is_hr):
            return self.none()
        return self.filter(Q(visibility="team") | Q(owner=user))

    def practisable(self) -> Self:
        return self.active().filter(use="practice", visibility="team")

    def active(self) -> Self:
        return self.filter(retired_at=None)

    def matching(self, text: str) -> Self:
        """Every word must occur in prompt or answer, in any order."""
        found = self
        for word in text.lower().split()[:10]:
            found = found.filter(search_text__contains=word)
        return found

    def at_level(self, level: str) -> Self:
        related = self.model._meta.get_field("levels").related_model
        levels = related._default_manager.filter(question=OuterRef("pk"))
        if level == "none":
            return self.filter(~Exists(levels))
        return self.filter(Exists(levels.filter(level=level)))

    def for_list(self) -> Self:
        return self.select_related("current", "topic", "source").prefetch_related("levels")
