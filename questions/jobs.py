from datetime import timedelta

from core.periodic import periodic
from questions.services.pictures import clear_unused_pictures


@periodic("questions.clear_pictures", every=timedelta(days=1))
def clear_pictures(args: dict[str, object]) -> None:
    clear_unused_pictures()
