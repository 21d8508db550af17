""" "Did you mean": a word that nobody wrote, replaced by the nearest word of the bank that finds something."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, Q

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
    unknown = _unknown(list(dict.fromkeys(_words(wording))))
    if not unknown:
        return None
    nearest = _nearest(unknown)
    for place in range(_TRIED):
        guess = _replaced(wording, {word: next(islice(near, place, None), None) for word, near in nearest.items()})
        if guess and bank.matching(guess).exists():
            return guess
    return None


def _unknown(words: Sequence[str]) -> list[str]:
    """Those of which nobody wrote even the beginning: one query for all."""
    begins = (SearchWord.objects.filter(word__startswith=stem(word)) for word in words)
    known = SearchWord.objects.values_list(*(Exists(beginning) for beginning in begins))[:1] if words else ()
    row = next(iter(known), (False,) * len(words))
    return [word for word, is_known in zip(words, row, strict=True) if not is_known]


def _words(wording: Wording) -> Iterator[str]:
    return (word for phrase in wording.wanted for word in phrase if len(word) >= _SHORTEST)


def _replaced(wording: Wording, nearest: Mapping[str, str | None]) -> str | None:
    if None in nearest.values():
        return None
    wanted = [[nearest.get(word) or word for word in phrase] for phrase in wording.wanted]
    return " ".join([*map(_typed, wanted), *(f"-{_typed(phrase)}" for phrase in wording.unwanted)])


def _typed(phrase: Sequence[str]) -> str:
    return f'"{" ".join(phrase)}"' if len(phrase) > 1 else phrase[0]


def _nearest(words: Sequence[str]) -> dict[str, list[str]]:
    """For each the words within a third of its letters, the nearest first: one query for all."""
    shares = reduce(or_, (_shares(word) for word in words))
    found = list(SearchWord.objects.filter(shares).values_list("word", flat=True)[: _CANDIDATES * 5])
    return {word: _near(word, found) for word in words}


def _shares(word: str) -> Q:
    """One slip leaves one half of a word as it was; words that share neither half are not looked at."""
    half = max(2, len(word) // 2)
    return Q(word__startswith=word[: half - 1]) | Q(word__endswith=word[-half:])


def _near(word: str, others: Iterable[str]) -> list[str]:
    most = max(1, min(3, len(word) // 3))
    alike = islice((other for other in others if abs(len(other) - len(word)) <= 2), _CANDIDATES)
    ranked = sorted((distance(word, other, most), abs(len(word) - len(other)), other) for other in alike)
    return [other for steps, _, other in ranked if steps <= most]


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
