"""Which words and phrases mean the same, and which the opposite."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from practice.feedback.text import Token, read_text
from practice.feedback.wordlists import word_groups


@dataclass(slots=True)
class Lexicon:
    """An expression is a tuple of stems: a word has one, a phrase several.

    `same` holds the numbers of groups; `phrases` is by first stem, the longest first.
    """

    same: dict[tuple[str, ...], set[int]] = field(default_factory=lambda: defaultdict(set))
    opposite: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))


@cache
def lexicon() -> Lexicon:
    built = Lexicon()
    for number, line in enumerate(word_groups("groups")):
        for expression in _expressions(line):
            built.same[expression].add(number)
    for one, other in map(_expressions, word_groups("opposites")):
        built.opposite[one].add(other)
        built.opposite[other].add(one)
    _index_phrases(built)
    return built


def _expressions(line: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(token.stem for token in read_text(part).tokens) for part in line]


def _index_phrases(built: Lexicon) -> None:
    known = {*built.same, *built.opposite}
    for phrase in sorted((each for each in known if len(each) > 1), key=lambda each: (-len(each), each)):
        built.phrases[phrase[0]].append(phrase)


def phrases_in(tokens: Sequence[Token]) -> list[tuple[int, tuple[str, ...]]]:
    """(position, phrase) for each phrase of the lexicon; at one position the longest only."""
    found = []
    stems = [token.stem for token in tokens]
    for position, first in enumerate(stems):
        for phrase in lexicon().phrases.get(first, ()):
            if tuple(stems[position : position + len(phrase)]) == phrase:
                found.append((position, phrase))
                break
    return found
