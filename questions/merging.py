"""Two people, or two tabs, changed the same question: what both meant, and where they contradict each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from questions.content import Content, Picture, Place

Changed = TypeVar("Changed", Content, Place)


def merge(base: Changed, mine: Changed, theirs: Changed) -> tuple[Changed, tuple[str, ...]]:
    """(merged, names of the fields that both changed in different ways: there `mine` stands)."""
    merged: dict[str, Any] = {}
    conflicts = []
    for field in fields(mine):
        values = tuple(getattr(each, field.name) for each in (base, mine, theirs))
        merged[field.name], contradicts = _merged(*values)
        if contradicts:
            conflicts.append(field.name)
    return replace(mine, **merged), tuple(conflicts)


def _merged(base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """(value, whether somebody has to choose)."""
    if _same(mine, theirs) or _same(theirs, base):
        return mine, False
    if _same(mine, base):
        return theirs, False
    if isinstance(mine, dict):
        return _merged_keys(base, mine, theirs)
    if isinstance(mine, (list, tuple)):
        return _merged_items(base, mine, theirs), False
    return mine, True


def _same(first: Any, second: Any) -> bool:
    if isinstance(first, (list, tuple)):
        return list(first) == list(second)
    return bool(first == second)


def _merged_items(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Their list without what I took out, and after it what I put in."""
    gone = [item for item in base if item not in mine]
    kept = [item for item in theirs if item not in gone]
    return (*kept, *(item for item in mine if item not in base and item not in kept))


def _merged_keys(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    found = {key: _merged(base.get(key), mine.get(key), theirs.get(key)) for key in {**theirs, **mine}}
    merged = {key: value for key, (value, _) in found.items() if value is not None}
    return merged, any(contradicts for _, contradicts in found.values())


def united(kept: Content, added: Content) -> Content:
    """One question out of two that ask the same: nothing of `kept` is lost, and what only `added` has comes to it."""
    return replace(
        kept,
        answer=_both(kept.answer, added.answer),
        answer_label=kept.answer_label if kept.answer else added.answer_label,
        key_points=_union(kept.key_points, added.key_points),
        follow_ups=_union(kept.follow_ups, added.follow_ups),
        red_flags=_union(kept.red_flags, added.red_flags),
        level_answers=_both_of_each(kept.level_answers, added.level_answers),
        minutes=kept.minutes if kept.minutes is not None else added.minutes,
        pictures=(*kept.pictures, *(p for p in added.pictures if p.sha256 not in _hashes(kept.pictures))),
    )


def _both(first: str, second: str) -> str:
    """One below the other, parted by a line; a text that the other holds is not said twice."""
    plain, also = " ".join(first.split()), " ".join(second.split())
    if also in plain:
        return first
    return second if plain in also else f"{first}\n\n---\n\n{second}"


def _both_of_each(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    return {name: _both(first.get(name, ""), second.get(name, "")) for name in {**first, **second}}


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    known = {" ".join(text.split()).casefold() for text in first}
    return (*first, *(text for text in second if " ".join(text.split()).casefold() not in known))


def _hashes(pictures: Sequence[Picture]) -> set[str]:
    return {picture.sha256 for picture in pictures}
