"""What changed between two versions of a rubric, and what that does to scores already given. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rubric.content import VALUES, CriterionContent, RubricContent
from rubric.levels import Thresholds, plain

NOTHING, WORDING, MACHINE, HAND = "nothing", "wording", "machine", "hand"
ORDER = (NOTHING, WORDING, MACHINE, HAND)
ALIKE = 0.75
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`effect`: what a change of this field alone asks for; a text's is wording until a person says otherwise."""

    name: str
    before: str
    after: str
    effect: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """A number as "1 → 3", mended words one by one, and a text written anew below the one that it replaces."""
        if self.effect == MACHINE:
            return _one_after_the_other(self, " → ")
        return pieces(self.before, self.after) if alike(self.before, self.after) else _one_after_the_other(self, "\n")


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """`kind`: "added", "removed" or "changed"; `fields` are those of a changed one."""

    key: str
    level: str
    title: str
    kind: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def reworded(self) -> bool:
        return any(field.effect == WORDING for field in self.fields)

    @property
    def rewritten(self) -> bool:
        """Whether so many words differ that another meaning is likely. Only a proposal: its author decides."""
        return any(field.effect == WORDING and not alike(field.before, field.after) for field in self.fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """`about` are changes of the rubric as a whole; `moved`: the criteria that stay stand in another order."""

    about: tuple[FieldChange, ...]
    criteria: tuple[CriterionChange, ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.about or self.criteria or self.moved)


def compare(old: RubricContent, new: RubricContent) -> Difference:
    before = {each.key: each for each in old.criteria}
    after = {each.key: each for each in new.criteria}
    changes = [*_changed(before, after), *(_whole(each, "removed") for k, each in before.items() if k not in after)]
    stayed = [[key for key in side if key in before and key in after] for side in (before, after)]
    return Difference(tuple(_about(old, new)), tuple(changes), stayed[0] != stayed[1])


def _changed(before: dict[str, CriterionContent], after: dict[str, CriterionContent]) -> Iterator[CriterionChange]:
    for key, new in after.items():
        if key not in before:
            yield _whole(new, "added")
        elif fields := tuple(_fields(before[key], new)):
            yield CriterionChange(key, new.level, new.title, "changed", fields)


def _whole(each: CriterionContent, kind: str) -> CriterionChange:
    return CriterionChange(each.key, each.level, each.title, kind)


def _about(old: RubricContent, new: RubricContent) -> Iterator[FieldChange]:
    pairs = [
        ("Title", old.title, new.title, NOTHING),
        ("Description", old.description, new.description, NOTHING),
        *(
            (name, a, b, MACHINE)
            for (name, a), (_, b) in zip(_limits(old.thresholds), _limits(new.thresholds), strict=True)
        ),
    ]
    return (FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


def _limits(limits: Thresholds) -> list[tuple[str, str]]:
    return [
        ("Each must-have reaches", plain(limits.must_have)),
        ("The weighted mean reaches", plain(limits.mean)),
        ("Observed weight", f"{plain(100 * limits.coverage)} %"),
    ]


def _fields(old: CriterionContent, new: CriterionContent) -> Iterator[FieldChange]:
    pairs = [
        ("Level", old.level, new.level, MACHINE),
        ("Title", old.title, new.title, WORDING),
        ("Description", old.description, new.description, WORDING),
        ("Weight", plain(old.weight), plain(new.weight), MACHINE),
        ("Reason for the weight", old.weight_reason, new.weight_reason, NOTHING),
        ("Must have", _yes(old.must_have), _yes(new.must_have), MACHINE),
        ("Topics", _joined(old), _joined(new), NOTHING),
        *((f"Value {n}", old.anchors.get(n, ""), new.anchors.get(n, ""), WORDING) for n in VALUES),
    ]
    return (FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _joined(each: CriterionContent) -> str:
    return " · ".join(sorted(each.topics))


def classify(difference: Difference, *, new_meaning: Collection[str] = ()) -> str:
    """The most that any part asks for. `new_meaning` are the keys of criteria whose values must be given again."""
    asked = [change.effect for change in difference.about]
    for change in difference.criteria:
        asked += _asked(change, change.key in new_meaning)
    return max(asked, key=ORDER.index, default=NOTHING)


def _asked(change: CriterionChange, new_meaning: bool) -> list[str]:
    if change.kind == "added" or new_meaning:
        return [HAND]
    return [MACHINE] if change.kind == "removed" else [field.effect for field in change.fields]


def likely_new_meaning(difference: Difference) -> frozenset[str]:
    return frozenset(change.key for change in difference.criteria if change.rewritten)


def _one_after_the_other(field: FieldChange, between: str) -> tuple[Piece, ...]:
    return (Piece("gone", field.before), Piece("same", between), Piece("new", field.after))


def alike(before: str, after: str) -> bool:
    """Whether most words stayed. Where nothing stood before, nobody judged by it."""
    if not before.strip():
        return True
    a, b = before.casefold().split(), after.casefold().split()
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one, word by word."""
    a, b = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(a[a1:a2])))
            continue
        found += [Piece(kind, text) for kind, text in (("gone", "".join(a[a1:a2])), ("new", "".join(b[b1:b2]))) if text]
    return tuple(found)
