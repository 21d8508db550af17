from django.db import transaction

from accounts.models import User
from reports.models import SavedView


@transaction.atomic
def save_view(*, user: User, title: str, query: str) -> SavedView:
    """The same name again means the new filters."""
    view, _ = SavedView.objects.update_or_create(user=user, title=title, defaults={"query": query[:500]})
    return view


def forget_view(*, view: SavedView) -> None:
    view.delete()
