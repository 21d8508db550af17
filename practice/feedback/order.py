"""Are these sentences? A bag of keywords and shuffled words are not, whatever they are about.

Each word is put into one of some twenty kinds; how likely one kind follows another was counted in the texts of our
own bank and documents (bench/feedback/derive_order.py writes words/order.txt).
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from practice.feedback.terms import is_stop
from practice.feedback.text import Token
from practice.feedback.wordlists import kinds_of_words, order_ratios

EDGE, COMMA, NUMBER, SYMBOL, OTHER = "EDGE", "COMMA", "NUM", "SYM", "X"
_ENDINGS = (("ing", "ING"), ("ed", "ED"), ("ly", "LY"), ("s", "S"))
_FEWEST = 8
_LIMITS = ((12, -2.0), (25, -1.2))
_LONG_LIMIT = -0.3
_FEWEST_KEYWORDS, _SMALL_WORDS = 5, 0.1
_FEWEST_SAME, _SAME_WORDS, _SAME_PAIRS = 12, 0.6, 0.2


def looks_shuffled(tokens: Sequence[Token]) -> bool:
    """Needs at least eight words, and stronger signs the fewer they are: below that chance decides."""
    count = len(tokens)
    limit = next((limit for below, limit in _LIMITS if count < below), _LONG_LIMIT)
    return count >= _FEWEST and _log_ratio(tokens) < limit


def _log_ratio(tokens: Sequence[Token]) -> float:
    """Formulas have an order of their own, so numbers and single letters do not count."""
    words = (pair for pair in pairwise(kinds(tokens)) if not {NUMBER, SYMBOL}.intersection(pair))
    return sum(order_ratios().get(pair, 0.0) for pair in words)


def shuffles(tokens: Sequence[Token], expected: Sequence[Token]) -> bool:
    """Nearly all words of a text, but hardly two of them side by side as there."""
    stems, theirs = [token.stem for token in tokens], [token.stem for token in expected]
    known, side_by_side = set(theirs), set(pairwise(theirs))
    pairs = [pair for pair in pairwise(stems) if known.issuperset(pair)]
    kept = sum(pair in side_by_side for pair in pairs)
    return len(tokens) >= _FEWEST_SAME and len(pairs) > _SAME_WORDS * len(tokens) and kept < _SAME_PAIRS * len(pairs)


def is_a_bag(tokens: Sequence[Token], expected: Sequence[Token]) -> bool:
    """Words without the small words that make sentences of them; few words only if all of them are expected ones."""
    count, small = len(tokens), sum(is_stop(token.word) for token in tokens)
    if count >= _FEWEST:
        return small < _SMALL_WORDS * count
    known = {token.stem for token in expected}
    return count >= _FEWEST_KEYWORDS and not small and all(token.stem in known and not token.breaks for token in tokens)


def kinds(tokens: Sequence[Token]) -> list[str]:
    found = [EDGE]
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and token.segment != before.segment:
            found.append(EDGE)
        elif before and token.breaks:
            found.append(COMMA)
        found.append(kind_of(token.word))
    return [*found, EDGE]


@cache
def _by_word() -> dict[str, str]:
    return {word: kind for kind, words in kinds_of_words().items() for word in words}


def kind_of(word: str) -> str:
    if word in _by_word():
        return _by_word()[word]
    if word[0].isdigit():
        return NUMBER
    if len(word) == 1:
        return SYMBOL
    return _by_ending(word)


def _by_ending(word: str) -> str:
    if len(word) > 3 and not word.endswith("ss"):
        for ending, kind in _ENDINGS:
            if word.endswith(ending):
                return kind
    return OTHER
