"""How much of a key point's letters an answer has: what the stems miss, such as "converge" for "convergence" and slips.

Weak evidence, since letters meet by chance: it may raise or lower what the words say, never stand in for them.
"""

from collections.abc import Iterable

from practice.feedback.terms import is_stop
from practice.feedback.text import Token


def triples_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Each three letters in a row of the stems that tell something, their beginnings and ends marked."""
    marked = [f"^{token.stem}$" for token in tokens if not is_stop(token.word)]
    return frozenset(word[at : at + 3] for word in marked for at in range(len(word) - 2))


def share_of_letters(triples: frozenset[str], windows: Iterable[frozenset[str]]) -> float:
    """The best window's share of the triples, 0..1."""
    return max((len(triples & window) for window in windows), default=0) / max(1, len(triples))
