"""Where an answer holds a word of a key point, the same or one like it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from practice.feedback.lexicon import lexicon, phrases_in
from practice.feedback.neighbours import neighbours_of
from practice.feedback.terms import Term, common_stems, is_stop
from practice.feedback.text import Token

SAME, SYNONYM, TYPO, PART = 1.0, 0.9, 0.8, 0.3
_MEANING = 0.7


@dataclass(slots=True)
class Index:
    """Positions in the answer: of each expression, of each group it belongs to, of two words read as one.

    `lengths`: how many words the phrase has that begins at a position.
    """

    tokens: Sequence[Token]
    at: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    same: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[int, int] = field(default_factory=dict)


def index_of(tokens: Sequence[Token]) -> Index:
    index = Index(tokens)
    for position, token in enumerate(tokens):
        _enter(index, position, (token.stem,))
        index.letters[token.stem[:1]][token.stem] = token.word
    for position, phrase in phrases_in(tokens):
        _enter(index, position, phrase)
        index.lengths[position] = len(phrase)
    for position, (one, other) in enumerate(pairwise(tokens)):
        index.joined[_without_e(one.word + other.stem)].append(position)
    return index


def _enter(index: Index, position: int, expression: tuple[str, ...]) -> None:
    index.at[expression].append(position)
    for group in lexicon().same.get(expression, ()):
        index.same[group].append(position)


def _without_e(stem: str) -> str:
    """The stem of a compound may have lost an "e" that its last part keeps."""
    return stem.rstrip("e")


def places(term: Term, index: Index) -> Iterator[tuple[float, Iterable[int]]]:
    """(likeness, positions) of everything in the answer that may stand for the term."""
    expression = term.expression
    yield SAME, index.at.get(expression, ())
    for group in lexicon().same.get(expression, ()):
        yield SYNONYM, index.same.get(group, ())
    if len(expression) > 1:
        yield from ((PART, index.at.get((part,), ())) for part in expression if not is_stop(part))
    elif expression not in index.at:
        yield from _other_spellings(term, index)
        yield from _near_in_meaning(term, index)


def _other_spellings(term: Term, index: Index) -> Iterator[tuple[float, Iterable[int]]]:
    stem = term.expression[0]
    yield SYNONYM, index.joined.get(_without_e(stem), ())
    for other, written in sorted(index.letters.get(stem[:1], {}).items()):
        if _is_unknown(other) and (_is_misspelt(stem, other) or _is_misspelt(term.word, written)):
            yield TYPO, index.at[(other,)]


def _near_in_meaning(term: Term, index: Index) -> Iterator[tuple[float, Iterable[int]]]:
    for other, likeness in neighbours_of(term.expression[0]).items():
        yield min(SYNONYM, _MEANING * likeness), index.at.get((other,), ())


def _is_unknown(stem: str) -> bool:
    """A word that the lists know was meant: "bound" is no slip for "found"."""
    return stem not in common_stems() and (stem,) not in lexicon().same


def _is_misspelt(one: str, other: str) -> bool:
    return len(one) > 4 and abs(len(one) - len(other)) < 2 and one_slip(one, other)


def one_slip(one: str, other: str) -> bool:
    """A letter wrong, missing or doubled, or two of them swapped."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or _are_swapped(left, right)


def _are_swapped(left: str, right: str) -> bool:
    return left[:2] == right[:2][::-1] and left[2:] == right[2:]
