from datetime import timedelta

from core.periodic import periodic
from questions.services.pictures import clear_unused_pictures
from questions.services.waiting import discard_overdue


@periodic("questions.clear_pictures", every=timedelta(days=1))
def clear_pictures(args: dict[str, object]) -> None:
    clear_unused_pictures()


@periodic("questions.discard_overdue_imports", every=timedelta(hours=1))
def discard_overdue_imports(args: dict[str, object]) -> None:
    discard_overdue()
