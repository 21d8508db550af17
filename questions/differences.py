"""What changed between two versions, field by field and line by line. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from questions.content import Content

LABELS = {
    "prompt": "Question",
    "answer": "Expected answer",
    "answer_label": "Heading of the answer",
    "key_points": "Key points",
    "follow_ups": "Follow-ups",
    "red_flags": "Red flags",
    "level_answers": "How each level answers",
    "minutes": "Minutes",
    "pictures": "Pictures",
}
# Unchanged lines beside a change that are shown; what lies further away is folded.
CONTEXT = 2
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST_LINE = 2_000
# Beyond so many lines the matcher may take lines that recur for noise, or ten thousand equal ones would take minutes.
_MANY_LINES = 500


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; `kind` is same, added or removed."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is same, added, removed, or folded with the number of unchanged lines in `folded`."""

    kind: str
    spans: tuple[Span, ...] = ()
    folded: int = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        return LABELS[self.name]


def compare(before: Content, after: Content) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the form."""
    pairs = ((name, lines_of(before, name), lines_of(after, name)) for name in LABELS)
    return tuple(FieldChange(name, tuple(_folded(_lines(old, new)))) for name, old, new in pairs if old != new)


def lines_of(content: Content, name: str) -> list[str]:
    """A field as lines of text, which is how it is compared and merged."""
    value = getattr(content, name)
    if isinstance(value, str):
        return value.splitlines()
    if name == "minutes":
        return [] if value is None else [f"{value} minutes"]
    if name == "level_answers":
        return [f"{level.title()}: {line}" for level, text in sorted(value.items()) for line in text.splitlines()]
    if name == "pictures":
        return [f"{picture.alt} ({picture.sha256[:8]})" for picture in value]
    return [" ".join(item.split()) for item in value]


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_LINES)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from (Line("same", (Span(text, "same"),)) for text in old[a:b])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Removed lines before added ones, line against line with the words that differ marked."""
    paired = [_words(first, second) for first, second in zip(old, new, strict=False)]
    rest = len(paired)
    yield from (Line("removed", spans) for spans, _ in paired)
    yield from (Line("removed", (Span(text, "removed"),)) for text in old[rest:])
    yield from (Line("added", spans) for _, spans in paired)
    yield from (Line("added", (Span(text, "added"),)) for text in new[rest:])


def _words(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both lines in spans; whole lines where they have little in common, or are too long to look closer."""
    first, second = _WORD.findall(old[:_LONGEST_LINE]), _WORD.findall(new[:_LONGEST_LINE])
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if max(len(old), len(new)) > _LONGEST_LINE or matcher.ratio() < 0.35:
        return (Span(old, "removed"),), (Span(new, "added"),)
    removed, added = [], []
    for what, a, b, c, d in matcher.get_opcodes():
        removed.append(Span("".join(first[a:b]), "same" if what == "equal" else "removed"))
        added.append(Span("".join(second[c:d]), "same" if what == "equal" else "added"))
    return tuple(span for span in removed if span.text), tuple(span for span in added if span.text)


def _folded(lines: Iterator[Line]) -> Iterator[Line]:
    """Long stretches without a change become one line that counts them."""
    stretch: list[Line] = []
    first = True
    for line in lines:
        if line.kind == "same":
            stretch.append(line)
            continue
        yield from _stretch(stretch, head=0 if first else CONTEXT, tail=CONTEXT)
        stretch, first = [], False
        yield line
    yield from _stretch(stretch, head=CONTEXT, tail=0)


def _stretch(lines: Sequence[Line], *, head: int, tail: int) -> Iterator[Line]:
    hidden = len(lines) - head - tail
    if hidden < 3:
        yield from lines
        return
    yield from lines[:head]
    yield Line("folded", folded=hidden)
    yield from lines[len(lines) - tail :]
