"""The part of a text where the words looked for stand, with those words marked; the same on both databases."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from questions.search.words import Wording, fold

LENGTH = 180
# Words with the signs that belong to them: "c++", "c#", "node.js".
_TOKEN = re.compile(r"\.?[^\W_]+(?:\+\+|#|\.js\b)?", re.I)
# Searching further would cost more than an excerpt is worth.
_SEARCHED = 8_000
_MARKUP = re.compile(r"```\w*|\$\$|[*_`#>|~]+|^\s*[-+] |\\(?=\W)", re.M)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    hit: bool


def mark(text: str, wording: Wording) -> list[Piece]:
    """The whole text in pieces."""
    return _cut(text, _hits(text, wording))


def excerpt(markdown: str, wording: Wording) -> list[Piece]:
    """About LENGTH letters around the most hits; empty where the text holds none."""
    text = " ".join(_MARKUP.sub(" ", markdown[:_SEARCHED]).split())
    hits = _hits(text, wording)
    if not hits:
        return []
    start = _best_start(hits)
    begin, end = _whole_words(text, start)
    pieces = _cut(text[begin:end], [(a - begin, b - begin) for a, b in hits if begin <= a and b <= end])
    before, after = [Piece("… ", False)] * (begin > 0), [Piece(" …", False)] * (end < len(text))
    return [*before, *pieces, *after]


def _hits(text: str, wording: Wording) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(text) if _is_hit(found[0], wording)]


@lru_cache(maxsize=8192)
def _is_hit(token: str, wording: Wording) -> bool:
    return any(wording.hits(word) for word in fold(token).split())


def _best_start(hits: Sequence[tuple[int, int]]) -> int:
    def within(start: int) -> int:
        return sum(start <= a and b <= start + LENGTH for a, b in hits)

    return max((a for a, _ in hits), key=lambda start: (within(start), -start))


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
