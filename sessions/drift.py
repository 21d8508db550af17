"""Whether candidates for one position got the same questions. Pure; compared within one plan, for rounds differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Held:
    """One interview: `put` are the questions that reached the candidate, `planned` those that were meant to."""

    candidate: str
    plan: str
    over: bool
    put: frozenset[int]
    planned: frozenset[int]


@dataclass(frozen=True, slots=True)
class Drift:
    """One question that some candidates got and others did not."""

    title: str
    got: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"“{self.title}” was put to {_few(self.got)}, and not to {_few(self.missed)}."

    @property
    def warning(self) -> str:
        return f"“{self.title}” is planned for {_few(self.got)}, and not for {_few(self.missed)}."


def drift_so_far(interviews: Sequence[Held], titles: Mapping[int, str]) -> tuple[Drift, ...]:
    """Among interviews that are over: what was really put, planned or not."""
    return _drift([(each, each.put) for each in interviews if each.over], titles)


def drift_to_come(interviews: Sequence[Held], titles: Mapping[int, str]) -> tuple[Drift, ...]:
    """What would still drift if every plan were followed; empty where nothing is to come."""
    if all(each.over for each in interviews):
        return ()
    coming = {each.plan for each in interviews if not each.over}
    return _drift([(each, each.planned) for each in interviews if each.plan in coming], titles)


def _drift(sets: Sequence[tuple[Held, frozenset[int]]], titles: Mapping[int, str]) -> tuple[Drift, ...]:
    plans = dict.fromkeys(each.plan for each, _ in sets)
    return tuple(found for plan in plans for found in _within([s for s in sets if s[0].plan == plan], titles))


def _within(sets: Sequence[tuple[Held, frozenset[int]]], titles: Mapping[int, str]) -> list[Drift]:
    questions = dict.fromkeys(key for key in titles if any(key in found for _, found in sets))
    found = (_of(key, sets, titles[key]) for key in questions)
    return [each for each in found if each.missed]


def _of(key: int, sets: Sequence[tuple[Held, frozenset[int]]], title: str) -> Drift:
    """A candidate who met the question in any interview of the plan has got it."""
    got = dict.fromkeys(each.candidate for each, found in sets if key in found)
    missed = dict.fromkeys(each.candidate for each, _ in sets if each.candidate not in got)
    return Drift(title, tuple(got), tuple(missed))


def _few(names: Sequence[str]) -> str:
    left = len(names) - MOST_NAMES
    return listed(names) if left <= 0 else f"{', '.join(names[:MOST_NAMES])} and {left} more"


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
