"""What speaks for each key point, and how likely it was said."""

import math
from collections.abc import Sequence

from practice.feedback.matching import Match

_DOUBT = 0.75
_CURVE = 0.75
_DENIED = 0.85
_BORROWED = 0.8
_LETTERS = 0.25
_WORDING = 0.65
_CHANCE, _FEW = 0.15, 6
_EVEN, _STEEP = 0.255, 9.3
_SHARES = tuple((2 * step + 1) / 40 for step in range(20))


def evidence_of(match: Match, borrowed: float, letters: float, denied: bool) -> float:
    """The share of words found, less for a key point of few words: two of two prove less than six of six.

    Bent upwards, because who says all of a key point says about half of it in its words.
    """
    if not match.hits:
        return 0.0
    sure = match.share * match.whole / (match.whole + _DOUBT)
    words = math.pow(sure, _CURVE) * (1 - _BORROWED * borrowed) * (_DENIED if denied else 1.0)
    return (1 - _LETTERS) * words + _LETTERS * letters


def in_other_words(evidence: float, wording: float) -> float:
    return evidence + _WORDING * wording


def less_by_chance(sentences: int) -> float:
    """What evidence is worth in an answer of so many sentences: the more, the more of them hold its words by chance."""
    return 1 - _CHANCE * math.log(max(1.0, sentences / _FEW))


def chances(evidence: Sequence[float]) -> list[float]:
    """How likely each key point was said, 0..1, given what speaks for it and for the others.

    An answer says some share of the key points. Before it is read any share is possible, hardly one and nearly all
    somewhat more than half of them (Jeffreys' prior). The evidence for a point moves the odds of that point, and the
    odds together tell which shares are likely: a point of which little was found is likelier among many that were.
    """
    odds = [math.exp(_STEEP * (each - _EVEN)) for each in evidence]
    likely = _likely_shares(odds)
    return [
        round(sum(weight * share * odd / _total(share, odd) for share, weight in zip(_SHARES, likely, strict=True)), 3)
        for odd in odds
    ]


def _likely_shares(odds: Sequence[float]) -> list[float]:
    """How likely each share of `_SHARES` is, in sum 1. Logarithms, because a hundred odds multiply out of range."""
    logs = [sum(math.log(_total(share, odd)) for odd in odds) - math.log(share * (1 - share)) / 2 for share in _SHARES]
    weights = [math.exp(each - max(logs)) for each in logs]
    return [weight / sum(weights) for weight in weights]


def _total(share: float, odd: float) -> float:
    return share * odd + 1 - share
