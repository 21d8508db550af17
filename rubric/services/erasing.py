"""The one way by which a submitted scorecard goes: its interview is erased, or the mock it belonged to."""

from django.db import transaction
from django.db.models import Q

from rubric.models import ErasurePermit, Scorecard


@transaction.atomic
def erase_scorecards(*, cards: set[int]) -> None:
    """By primary keys, with everything that they correct and that corrects them.

    The permits are seen by this transaction alone, and are gone with it.
    """
    found = _with_corrections(cards)
    permits = ErasurePermit.objects.bulk_create(ErasurePermit(scorecard=each) for each in found)
    # Newest first: a correction holds on to what it corrects.
    for card in Scorecard.objects.filter(pk__in=found).order_by("-pk"):
        card.delete()
    ErasurePermit.objects.filter(pk__in=[each.pk for each in permits]).delete()


def _with_corrections(cards: set[int]) -> set[int]:
    related = Scorecard.objects.filter(Q(pk__in=cards) | Q(corrects__in=cards) | Q(correction__in=cards))
    found = set(related.values_list("pk", flat=True))
    return found if found == cards else _with_corrections(found)
