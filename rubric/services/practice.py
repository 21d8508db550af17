"""Who practises sees a rubric only after its owner has opened it to them."""

from django.db import transaction

from accounts.models import User
from core.errors import Forbidden
from rubric.models import Rubric


@transaction.atomic
def set_for_practice(*, rubric: Rubric, open_to_all: bool, by: User) -> Rubric:
    current = Rubric.objects.select_for_update(of=("self",)).get(pk=rubric.pk)
    if current.owner_id != by.pk:
        raise Forbidden("Only the owner of the rubric can open it for practice.")
    current.for_practice = open_to_all
    current.save(update_fields=["for_practice"])
    return current
