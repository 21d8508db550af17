from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User
    from practice.models import Attempt  # noqa: F401


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: "User") -> Self:
        """Practice is private: one's own and nobody else's, whatever the role."""
        return self.filter(user=user)
