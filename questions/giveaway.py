"""A prompt that gives away its answer: the words of a key point already stand in it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.search.words import fold, stem

LITTLE = frozenset(
    "the a an and or of to in on for with is are be it its this that as at by from into than then not no you your we "  # noqa: SIM905
    "can may will would should could do does did how what when why which who where use uses used using explain "
    "need needs describe say name give one two more most less least between over under each other any some all have "
    "has had so if".split()
)
# Fewer words of its own say too little to be given away.
_LEAST = 3
_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Giveaway:
    """`point` can be read off the question; `words` are those of it that the question holds."""

    point: str
    words: tuple[str, ...]


def telling_words(text: str) -> dict[str, str]:
    """The words that carry meaning, by their stem, in the order of the text."""
    return {stem(word): word for word in fold(text).split() if word not in LITTLE and len(word) > 1}


def given_away(prompt: str, key_points: Iterable[str]) -> tuple[Giveaway, ...]:
    asked = telling_words(prompt)
    return tuple(found for point in key_points if (found := _given(point, asked)))


def _given(point: str, asked: dict[str, str]) -> Giveaway | None:
    said = telling_words(point)
    shared = [word for key, word in said.items() if key in asked]
    if len(said) < _LEAST or len(shared) < _SHARE * len(said):
        return None
    return Giveaway(point, tuple(shared))
