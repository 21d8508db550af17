"""What an answer is looked through for: the words of a key point, each with how much it tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from practice.feedback.lexicon import phrases_in
from practice.feedback.stemming import stem
from practice.feedback.text import Token
from practice.feedback.wordlists import common_words, stop_words, telling_words

RARE, COMMON = 1.0, 0.5
IN_QUESTION = 0.15


@dataclass(frozen=True, slots=True)
class Term:
    """A word (one stem) or a phrase of the lexicon (several); `word` is the first as it was written."""

    expression: tuple[str, ...]
    word: str
    weight: float


def terms_of(tokens: Sequence[Token]) -> list[Term]:
    """Each expression once; a phrase stands for its words."""
    phrases = dict(phrases_in(tokens))
    found: dict[tuple[str, ...], Term] = {}
    skip_to = 0
    for position, token in enumerate(tokens):
        if position < skip_to:
            continue
        expression = phrases.get(position, (token.stem,))
        skip_to = position + len(expression)
        found.setdefault(expression, Term(expression, token.word, rarity(expression, token.word)))
    return [term for term in found.values() if term.weight] or [replace(term, weight=COMMON) for term in found.values()]


def rarity(expression: tuple[str, ...], word: str) -> float:
    if len(expression) > 1:
        return RARE
    if is_stop(word):
        return COMMON if word in telling_words() else 0.0
    return COMMON if len(word) == 1 or expression[0] in common_stems() else RARE


def is_stop(word: str) -> bool:
    return word in stop_words()


@cache
def common_stems() -> frozenset[str]:
    return frozenset(map(stem, common_words()))


def weigh(points: Sequence[Sequence[Term]], asked: Sequence[Term]) -> list[list[Term]]:
    """Lowers what the question already says, and what several points share: neither tells one point from another."""
    known = {term.expression for term in asked}
    shared = Counter(term.expression for point in points for term in point)
    return [[_lowered(term, known, shared[term.expression]) for term in point] for point in points]


def _lowered(term: Term, known: set[tuple[str, ...]], points: int) -> Term:
    asked = IN_QUESTION if term.expression in known else 1.0
    return replace(term, weight=term.weight * asked / points**0.5)
