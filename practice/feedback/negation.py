"""A "not" before the words that were matched, where the key point does not deny them."""

from collections.abc import Iterable, Sequence
from functools import cache

from practice.feedback.matching import Hit
from practice.feedback.order import kind_of
from practice.feedback.stemming import stem
from practice.feedback.terms import Term, is_stop
from practice.feedback.text import Token
from practice.feedback.wordlists import negators, privatives

_CLAUSE_STARTS = frozenset(
    {"but", "so", "because", "since", "whereas", "while", "when", "if", "although", "which", "then"}
)
_NO_DENIAL = frozenset(
    {"only", "just", "necessarily", "matter", "longer", "enough", "every", "always", "all", "merely"}
)
_CONTRASTS = frozenset({"and", "or", "but", "so"})
_OF_A_NOUN = frozenset({"no", "without", "neither", "nor"})
_BEFORE_NOT = frozenset({"AUX", "BE", "AND", "SUB", "ADV", "LY", "PRON", "TO"})
_ALSO_BEFORE_NOT = frozenset({"need", "therefore", "thus", "hence"})
_AFTER_ANY_NOT = frozenset({"to", "in", "even", "be"})


def denied(answer: Sequence[Token], hits: Iterable[Hit], point: Sequence[Token], terms: Sequence[Term]) -> bool:
    """True when a negator governs a matched word that the key point itself affirms."""
    negative = _negative_stems(point)
    affirmed = {hit.position for hit in hits if not negative.intersection(terms[hit.term].expression)}
    return any(affirmed & _scope(answer, at) for at in range(len(answer)) if _denies(answer, at))


def has_stray_not(tokens: Sequence[Token]) -> bool:
    """A "not" where English has none: "the not", "adds not a bias", "is not not"."""
    return any(
        token.word == "not" and _is_stray(before, token, after.word)
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _is_stray(before: Token, token: Token, after: str) -> bool:
    if after in ("not", "no") or (before.word, after) == ("to", "the"):
        return True
    if token.breaks or before.segment != token.segment or after in _AFTER_ANY_NOT:
        return False
    return kind_of(before.word) not in _BEFORE_NOT and before.word not in _ALSO_BEFORE_NOT


def _denies(tokens: Sequence[Token], at: int) -> bool:
    """Not in "a queue, not a stack" or "and not a stack": these say what something is by saying what it is not."""
    contrast = tokens[at].breaks or (at > 0 and tokens[at - 1].word in _CONTRASTS)
    return _negates(tokens, at) and not contrast


def _negates(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return tokens[at].word in negators() and following not in _NO_DENIAL


def _scope(tokens: Sequence[Token], at: int) -> set[int]:
    """The words that carry meaning in the clause of a "not"; of a "no" the next of them."""
    after = _run(tokens, range(at + 1, len(tokens)), at)
    if tokens[at].word in _OF_A_NOUN:
        return set(after[:1])
    return {*after, *_run(tokens, range(at - 1, -1, -1), at)}


def _run(tokens: Sequence[Token], positions: Iterable[int], at: int) -> list[int]:
    """The positions as far as the clause goes, without those of small words."""
    found = []
    for position in positions:
        if _clause_ends(tokens, position, at):
            break
        if not is_stop(tokens[position].word):
            found.append(position)
    return found


def _clause_ends(tokens: Sequence[Token], position: int, at: int) -> bool:
    """Where a later word opens another clause, and before the word that opened this one."""
    token = tokens[position]
    opened = token if position > at else tokens[position + 1]
    return opened.breaks or token.word in _CLAUSE_STARTS or token.segment != tokens[at].segment


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
