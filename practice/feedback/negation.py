"""A "not" before the words that were matched, where the key point does not deny them."""

from collections.abc import Iterable, Sequence
from functools import cache

from practice.feedback.matching import Hit
from practice.feedback.order import kind_of
from practice.feedback.stemming import stem
from practice.feedback.terms import Term, is_stop
from practice.feedback.text import Token
from practice.feedback.wordlists import negators, privatives

_REACH = 4
_CLAUSE_STARTS = frozenset(
    {"but", "so", "because", "since", "whereas", "while", "when", "if", "although", "which", "then"}
)
_NO_DENIAL = frozenset({"only", "just", "necessarily", "matter", "longer"})


def denied(answer: Sequence[Token], hits: Iterable[Hit], point: Sequence[Token], terms: Sequence[Term]) -> bool:
    """True when a negator governs a matched word that the key point itself affirms."""
    negative = _negative_stems(point)
    affirmed = {hit.position for hit in hits if not negative.intersection(terms[hit.term].expression)}
    return any(affirmed & _scope(answer, at) for at in range(len(answer)) if _negates(answer, at))


def has_stray_not(tokens: Sequence[Token]) -> bool:
    """A "not" where English has none: after an article or a preposition, or before another one."""
    words = [token.word for token in tokens]
    return any(
        word == "not"
        and (kind_of(before) in ("DET", "OF", "PREP") or after in ("not", "no") or (before, after) == ("to", "the"))
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _negates(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return tokens[at].word in negators() and following not in _NO_DENIAL


def _scope(tokens: Sequence[Token], at: int) -> set[int]:
    """The next four words that carry meaning, up to the next comma, clause or sentence."""
    found: set[int] = set()
    for position in range(at + 1, len(tokens)):
        token = tokens[position]
        if token.breaks or token.word in _CLAUSE_STARTS or token.segment != tokens[at].segment or len(found) == _REACH:
            break
        if not is_stop(token.word):
            found.add(position)
    return found


def _negative_stems(point: Sequence[Token]) -> set[str]:
    """What the key point denies with a "not", or says in a clause with a word like "avoid"."""
    denied_at = {position for at in range(len(point)) if _negates(point, at) for position in _scope(point, at)}
    clauses = _clauses(point)
    turned = {clauses[at] for at, token in enumerate(point) if token.stem in _privative_stems()}
    said = {token.stem for at, token in enumerate(point) if clauses[at] in turned} - _privative_stems()
    return said | {point[at].stem for at in denied_at}


def _clauses(tokens: Sequence[Token]) -> list[int]:
    numbers, number = [], 0
    for token in tokens:
        number += token.breaks
        numbers.append(number)
    return numbers


@cache
def _privative_stems() -> frozenset[str]:
    return frozenset(map(stem, privatives()))
