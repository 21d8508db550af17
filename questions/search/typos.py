""" "Did you mean": a word that nobody wrote, replaced by the nearest word of the bank that finds something."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Q

from questions.models import SearchWord
from questions.search.words import Wording, read_wording, stem

if TYPE_CHECKING:
    from questions.querysets import QuestionQuerySet

_SHORTEST = 4
_CANDIDATES = 2_000
_TRIED = 3


def suggest(text: str, bank: "QuestionQuerySet") -> str | None:
    """`text` in other words that find something in `bank`, which holds only what the person may see."""
    wording = read_wording(text)
    unknown = {word for word in _words(wording) if not SearchWord.objects.filter(word__startswith=stem(word)).exists()}
    if not unknown:
        return None
    for place in range(_TRIED):
        guess = _replaced(wording, {word: _nearest(word, place) for word in unknown})
        if guess and bank.matching(guess).exists():
            return guess
    return None


def _words(wording: Wording) -> Iterator[str]:
    return (word for phrase in wording.wanted for word in phrase if len(word) >= _SHORTEST)


def _replaced(wording: Wording, nearest: dict[str, str | None]) -> str | None:
    if None in nearest.values():
        return None
    said = [[nearest.get(word) or word for word in phrase] for phrase in wording.wanted]
    return " ".join(f'"{" ".join(phrase)}"' if len(phrase) > 1 else phrase[0] for phrase in said)


def _nearest(word: str, place: int) -> str | None:
    """The nearest, or the next nearest, within a third of the word's letters."""
    most = max(1, min(3, len(word) // 3))
    found = sorted((distance(word, other, most), abs(len(word) - len(other)), other) for other in _candidates(word))
    near = (other for steps, _, other in found if steps <= most)
    return next(islice(near, place, None), None)


def _candidates(word: str) -> Iterable[str]:
    """One slip leaves one half of a word as it was; words that share neither half are not looked at."""
    half = max(2, len(word) // 2)
    shares = Q(word__startswith=word[:half]) | Q(word__endswith=word[-half:]) | Q(word__startswith=word[: half - 1])
    found = SearchWord.objects.filter(shares).values_list("word", flat=True)
    return [other for other in found[: _CANDIDATES * 5] if abs(len(other) - len(word)) <= 2][:_CANDIDATES]


def distance(first: str, second: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour; more than `most` is most + 1."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            steps = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if older and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                steps = min(steps, older[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
    return row[-1]
