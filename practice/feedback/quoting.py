"""What is quoted of an answer for a key point: the sentences that matched, and in them the words."""

from collections import defaultdict
from collections.abc import Sequence

from practice.feedback.likeness import PART, Index
from practice.feedback.matching import Hit

Span = tuple[int, int]
_TELLING = 0.35


def quoted(hits: Sequence[Hit], index: Index) -> tuple[Span | None, tuple[Span, ...]]:
    """The sentences from the first telling one to the last, and the words in them; None where nothing matched."""
    if not hits:
        return None, ()
    first, last = _telling(hits, index)
    inside = [token for token in index.tokens if first <= token.segment <= last]
    said = {hit.position for hit in hits if hit.likeness >= PART}
    words = sorted(_word(at, index) for at in said if first <= index.tokens[at].segment <= last)
    return (inside[0].start, inside[-1].end), tuple(words)


def _telling(hits: Sequence[Hit], index: Index) -> tuple[int, int]:
    """The first and the last sentence that holds a good part of what the best one holds."""
    weights: dict[int, float] = defaultdict(float)
    for hit in hits:
        weights[index.tokens[hit.position].segment] += hit.weight
    telling = [segment for segment, weight in weights.items() if weight >= _TELLING * max(weights.values())]
    return min(telling), max(telling)


def _word(at: int, index: Index) -> Span:
    """A phrase is as long as it is written."""
    last = at + index.lengths.get(at, 1) - 1
    return index.tokens[at].start, index.tokens[last].end
