"""What a correction changed, value by value: both versions stand in the report, with the reason."""

from collections.abc import Iterator

from reports.debrief import ChangeLine, CorrectionLine
from rubric.models import Rating, Scorecard

UNSAID = "none given"


def corrections_of(card: Scorecard, member: str) -> Iterator[CorrectionLine]:
    """Oldest first. Reads rows only where there is something to tell."""
    if card.corrects is not None:
        yield from corrections_of(card.corrects, member)
        yield CorrectionLine(member, card.correction_reason, card.submitted_at, tuple(_changes(card.corrects, card)))


def _changes(before: Scorecard, after: Scorecard) -> Iterator[ChangeLine]:
    old, new = _ratings(before), _ratings(after)
    for title in dict.fromkeys([*old, *new]):
        yield from _changed(title, old.get(title, UNSAID), new.get(title, UNSAID))
    yield from _changed("Recommendation", _recommended(before), _recommended(after))


def _changed(what: str, before: str, after: str) -> Iterator[ChangeLine]:
    if before != after:
        yield ChangeLine(what, before, after)


def _ratings(card: Scorecard) -> dict[str, str]:
    rows = card.ratings.select_related("criterion").order_by("criterion__position", "pk")
    return {rating.criterion.title: _in_words(rating) for rating in rows}


def _in_words(rating: Rating) -> str:
    return "not observed" if rating.value is None else f"{rating.value.normalize():f}"


def _recommended(card: Scorecard) -> str:
    return card.get_recommendation_display() or UNSAID
