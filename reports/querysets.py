from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Report  # noqa: F401


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "User") -> Self:
        """Owner; HR of the position; members whose own scorecard is in. Never the candidate's own person (I6).

        A report exists only for a completed interview, so every draft is closed by then.
        """
        submitted = Q(interview__panel__user=user, interview__panel__scorecard__state="submitted")
        assigned = Q(interview__position__hr=user) if user.is_hr else Q(pk=None)
        owned = Q(interview__owner=user)
        return self.exclude(interview__candidate__user=user).filter(owned | assigned | submitted).distinct()
