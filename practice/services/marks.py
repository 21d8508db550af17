"""Small things a person sets for themselves: marks on questions, the speed of their clock."""

from django.db import transaction

from accounts.models import User
from core.errors import BadRequest
from practice.models import Mark, Preparation
from questions.models import Question


@transaction.atomic
def toggle_mark(*, user: User, question: Question, kind: str) -> bool:
    """Whether the question is marked now."""
    mark, made = Mark.objects.get_or_create(user=user, question=question, kind=kind)
    if not made:
        mark.delete()
    return made


@transaction.atomic
def set_pace(*, user: User, pace: str) -> Preparation:
    if pace not in Preparation.Pace.values:
        raise BadRequest("This speed of the timer does not exist.")
    preparation, _ = Preparation.objects.update_or_create(user=user, defaults={"pace": pace})
    return preparation
