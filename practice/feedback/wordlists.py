"""The word lists beside this file, read once."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def irregular_forms() -> dict[str, str]:
    return dict(line.split() for line in _lines("irregular"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about the subject."""
    return _words("stop")


@cache
def telling_words() -> frozenset[str]:
    """Those of the stop words that may be what a key point is about: they compare, order, count and deny."""
    return _words("telling")


@cache
def common_words() -> frozenset[str]:
    """Words of everyday English: found in many answers to many questions, so they count less."""
    return _words("common")


@cache
def negators() -> frozenset[str]:
    return _words("negators")


@cache
def privatives() -> frozenset[str]:
    """Words that say something negative without a "not"."""
    return _words("privatives")


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def word_groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of "groups" or "opposites"."""
    return tuple(tuple(part.strip() for part in line.split(",")) for line in _lines(name))


@cache
def languages() -> dict[str, frozenset[str]]:
    """Language -> its most frequent function words, without those that English has too."""
    return _named("languages")


@cache
def kinds_of_words() -> dict[str, frozenset[str]]:
    """Kind of function word -> the words."""
    return _named("kinds")


@cache
def order_ratios() -> dict[tuple[str, str], float]:
    """(kind, next kind) -> log of how much more often they follow one another than chance would have it."""
    cells = (line.split() for line in _lines("order"))
    return {(one, other): float(ratio) for one, other, ratio in cells}


def _named(name: str) -> dict[str, frozenset[str]]:
    parts = (line.split(":") for line in _lines(name))
    return {key: frozenset(words.split()) for key, words in parts}
