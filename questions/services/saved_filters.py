from dataclasses import replace

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from core.errors import DomainError
from questions.models import SavedFilter
from questions.search.filters import read_filters

MOST = 30


@transaction.atomic
def save_filter(*, user: User, name: str, query: str) -> tuple[SavedFilter, bool]:
    """Keeps a state of the list under a name; the same name again is the new state. Tells whether the name is new."""
    name = " ".join(name.split())[:60]
    if not name:
        raise DomainError("Give the filter a name.")
    kept = replace(read_filters(QueryDict(query)), page=1).query()
    if len(kept) > 2000:
        raise DomainError("This filter has too many choices to keep.")
    others = SavedFilter.objects.filter(user=user).exclude(name=name)
    if others.count() >= MOST:
        raise DomainError(f"You have kept {MOST} filters. Remove one first.")
    return SavedFilter.objects.update_or_create(user=user, name=name, defaults={"query": kept})


@transaction.atomic
def remove_filter(*, saved: SavedFilter) -> None:
    saved.delete()
