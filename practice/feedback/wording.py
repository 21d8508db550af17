"""Other words for a key point: those of the sentences of the expected answer that say it.

Who says a key point in other words often says it in these. Without an expected answer there are none.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from practice.feedback.terms import IN_QUESTION, is_stop, rarity
from practice.feedback.text import Token, sentences_of

Weights = Mapping[str, float]
_ALIKE = 0.15
_DOUBT, _USUAL = 1.0, 0.12


def wordings_of(
    points: Sequence[Sequence[Token]], expected: Sequence[Token], question: Sequence[Token]
) -> list[Weights]:
    """Stem -> weight for each key point, without what the point itself or the question says.

    A sentence of the expected answer belongs to the one point that it is most like, if it is like any.
    """
    asked = {token.stem for token in question}
    known = [_lowered(weights_of(point), asked) for point in points]
    found: list[dict[str, float]] = [{} for _ in points]
    for said in map(weights_of, sentences_of(expected)):
        alike = [_cosine(point, said) for point in known]
        if max(alike, default=0.0) >= _ALIKE:
            nearest = alike.index(max(alike))
            found[nearest] |= {stem: said[stem] for stem in said if stem not in known[nearest] and stem not in asked}
    return list(found)


def weights_of(tokens: Iterable[Token]) -> dict[str, float]:
    return {token.stem: rarity((token.stem,), token.word) for token in tokens if not is_stop(token.word)}


def more_than_usual(wording: Weights, windows: Iterable[Iterable[str]]) -> float:
    """How much more of it the best window has than is usual, less of a wording of few words; 0 without a wording."""
    if not wording:
        return 0.0
    said = max((math.fsum(wording.get(stem, 0.0) for stem in window) for window in windows), default=0.0)
    return said / (math.fsum(wording.values()) + _DOUBT) - _USUAL


def _lowered(weights: Weights, asked: set[str]) -> Weights:
    return {stem: weight * (IN_QUESTION if stem in asked else 1) for stem, weight in weights.items()}


def _cosine(one: Weights, other: Weights) -> float:
    along = math.fsum(one[stem] * other[stem] for stem in one.keys() & other.keys())
    return along / (math.hypot(*one.values()) * math.hypot(*other.values())) if along else 0.0
