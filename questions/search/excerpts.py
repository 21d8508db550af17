"""The part of a text where the words looked for stand, with those words marked; the same on both databases."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.markdown.plain_formula import with_plain_formulas
from questions.search.words import Wording, fold

LENGTH = 180
# Words with the signs that belong to them: "c++", "c#", "node.js".
_WORD = r"\.?[^\W_]+(?:\+\+|#|\.js\b)?"
# Searching further would cost more than an excerpt is worth.
_SEARCHED = 8_000
_MARKUP = re.compile(r"```\w*|^[ |:-]*-{3}[ |:-]*$|[*_`#>|~]+|^\s*[-+] |\\(?=\W)", re.M)

_BEFORE_POINT = re.compile(r" (?=[.,;:!?)](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    hit: bool


def mark(text: str, wording: Wording) -> list[Piece]:
    """The whole text in pieces."""
    return _cut(text, _hits(text, wording))


def excerpt(markdown: str, wording: Wording) -> list[Piece]:
    """About LENGTH letters around the most hits; empty where the text holds none."""
    markdown = markdown[:_SEARCHED]
    if not _hits(markdown, wording):
        return []
    text = _plain(markdown)
    hits = _hits(text, wording)
    if not hits:
        return []
    start = _best_start(hits)
    begin, end = _whole_words(text, start)
    pieces = _cut(text[begin:end], [(a - begin, b - begin) for a, b in hits if begin <= a and b <= end])
    before, after = [Piece("… ", False)] * (begin > 0), [Piece(" …", False)] * (end < len(text))
    return [*before, *pieces, *after]


def _plain(markdown: str) -> str:
    """In one line, without markup, formulas as they are read."""
    text = with_plain_formulas(markdown, lambda between: _MARKUP.sub(" ", between))
    return _BEFORE_POINT.sub("", " ".join(text.split()))


def _hits(text: str, wording: Wording) -> list[tuple[int, int]]:
    found = _candidates(wording).finditer(text)
    return [each.span() for each in found if any(wording.hits(word) for word in _folded(each[0]))]


@lru_cache(maxsize=64)
def _candidates(wording: Wording) -> re.Pattern[str]:
    """Words that may be hits: folding keeps the first letter of a word that is plain ASCII."""
    first = {word[0] for phrase in wording.wanted for word in phrase}
    if not all(letter.isascii() for letter in first):
        return re.compile(_WORD, re.I)
    return re.compile(rf"(?:(?<![^\W_])(?=[{''.join(sorted(first))}]|[^\x00-\x7f])|(?=\.)){_WORD}", re.I)


@lru_cache(maxsize=8192)
def _folded(token: str) -> tuple[str, ...]:
    return tuple(fold(token).split())


def _best_start(hits: Sequence[tuple[int, int]]) -> int:
    """The first hit of those that have the most others within LENGTH."""
    best, most, last = hits[0][0], 0, 0
    for first, (start, _) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + LENGTH:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def _whole_words(text: str, hit: int) -> tuple[int, int]:
    """A little before the hit, cut at blanks."""
    begin = max(0, hit - LENGTH // 4)
    if begin:
        begin = min(text.find(" ", begin) + 1 or hit, hit)
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), hit + 1)
        end = text.find(" ", hit) if end <= hit + 1 and text.find(" ", hit) > 0 else end
    return begin, end


def _cut(text: str, hits: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for begin, end in hits:
        pieces += [Piece(text[at:begin], False), Piece(text[begin:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]
