"""An answer as tokens, each with its place in the text as it was written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from practice.feedback.stemming import stem

WORD_LIMIT = 800
_CHARACTERS = 12 * WORD_LIMIT
_SEGMENT = 40

_PREFIX = "anti|auto|bi|hyper|inter|micro|multi|non|post|pre|semi|sub|super|uni"
_PARTICLE = "back|co|counter|cross|de|down|feed|out|over|re|un|under|up"
_PIECE = re.compile(
    r"""(?P<order>(?<![^\W_])\\?[OoΘΩθ]\s?\((?:[^()\n]|\([^()\n]{0,20}\)){1,30}\))
    |(?P<power>(?<![^\W_])[A-Za-z0-9]\^\{?[A-Za-z0-9]\}?)
    |(?P<command>\\[A-Za-z]+)
    |(?P<word>[cC]\+\+|(?:\b(?:PREFIX)[-\ ]|\b(?:PARTICLE)-)?[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*)
    |(?P<stop>[.!?;]+(?=\s|$)|\n\s*|[•·])
    |(?P<comma>[,()–—]|:(?=\s|$)|\s-\s)""".replace("PREFIX", _PREFIX).replace("PARTICLE", _PARTICLE),
    re.VERBOSE | re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10", "hundred": "100"}
_KEPT_COMMANDS = {"log", "sigma", "nabla", "partial", "sum", "exp", "ln"}


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` are offsets into the text; `segment` counts sentences and list items from 0.

    `breaks` is true for the first token after a comma, a colon, a bracket or a dash.
    """

    word: str
    stem: str
    start: int
    end: int
    segment: int
    breaks: bool


@dataclass(frozen=True, slots=True)
class Text:
    tokens: tuple[Token, ...]
    truncated: bool = False

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]


def read_text(text: str) -> Text:
    """At most `WORD_LIMIT` words are read, so that the time is bounded whatever is sent."""
    tokens: list[Token] = []
    for token in _tokens(text[:_CHARACTERS]):
        if len(tokens) == WORD_LIMIT:
            return Text(tuple(tokens), truncated=True)
        tokens.append(token)
    return Text(tuple(tokens), truncated=len(text) > _CHARACTERS)


def sentences_of(tokens: Iterable[Token]) -> list[list[Token]]:
    """The sentences and list items that have a word left."""
    found: dict[int, list[Token]] = {}
    for token in tokens:
        found.setdefault(token.segment, []).append(token)
    return list(found.values())


def pairs_of_sentences(tokens: Iterable[Token]) -> list[list[Token]]:
    """Each two that follow one another; the one, if there is no other."""
    sentences = sentences_of(tokens)
    return [[*one, *other] for one, other in pairwise(sentences)] or sentences


def _tokens(text: str) -> Iterator[Token]:
    segment, in_segment, breaks = 0, 0, False
    for found in _PIECE.finditer(text):
        kind = found.lastgroup
        if kind == "stop" or in_segment >= _SEGMENT:
            segment, in_segment = segment + (in_segment > 0), 0
        breaks = breaks or kind in ("stop", "comma")
        for word, start, end in _words(found):
            yield Token(word, stem(word), start, end, segment, breaks)
            in_segment, breaks = in_segment + 1, False


def _words(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    kind, piece = found.lastgroup, found.group()
    if kind in ("order", "power"):
        yield (_order(piece) if kind == "order" else _power(piece)), found.start(), found.end()
    elif kind == "command" and piece[1:] in _KEPT_COMMANDS:
        yield piece[1:], found.start(), found.end()
    elif kind == "word":
        bounds = [0, *(hump.start() for hump in _HUMP.finditer(piece)), len(piece)]
        for left, right in pairwise(bounds):
            yield _plain(piece[left:right]), found.start() + left, found.start() + right


def _plain(word: str) -> str:
    """Lower case, straight apostrophes, no accents of compatibility forms; number words as digits."""
    plain = unicodedata.normalize("NFKC", re.sub("[- ]", "", word)).lower().replace("’", "'").removesuffix("'s")
    if len(plain) == 2 and plain[0].isalpha() and plain[1].isdigit():
        return f"{plain[0]}^{plain[1]}"
    return _NUMBERS.get(plain, plain)


def _power(piece: str) -> str:
    return re.sub(r"[{}]", "", piece).lower()


def _order(piece: str) -> str:
    """One spelling for O(n log n), Θ(N·lg N) and O(n \\log_2(n))."""
    inner = unicodedata.normalize("NFKC", piece[piece.index("(") + 1 : -1]).lower()
    inner = re.sub(r"log_?\{?2\}?|lg|ln", "log", inner)
    inner = re.sub(r"[\s\\${}()*·×]|cdot", "", inner)
    inner = re.sub(r"^([a-z])(?:2|\1)$", r"\1^2", inner)
    return f"o({_sum_in_order(inner)})"


def _sum_in_order(inner: str) -> str:
    return "+".join(sorted(inner.split("+"))) if inner.count("+") == 1 else inner
