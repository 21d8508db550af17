"""GIFT: one essay question a line, what is expected as its general feedback."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from questions.exporting.entries import Entry
from questions.exporting.guides import guide_text, tags_of
from questions.exporting.moodle import path_of

SPECIAL = re.compile(r"[~=#{}:\\]")


def export_gift(entries: Sequence[Entry]) -> bytes:
    return ("\n".join(_lines(entries)) + "\n").encode()


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    for topic, group in groupby(sorted(entries, key=lambda entry: entry.topic), key=lambda entry: entry.topic):
        yield from (f"$CATEGORY: {_flat(path_of(topic))}", "")
        for entry in group:
            tags = " ".join(f"[tag:{_tag(tag)}]" for tag in tags_of(entry))
            yield f"// [id:{entry.identity}] {tags}"
            guide = guide_text(entry)
            expected = f"####{_escaped(guide)}" if guide else ""
            yield f"::{_escaped(entry.title[:100])}::[markdown]{_escaped(entry.prompt)}{{{expected}}}"
            yield ""


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")


def _tag(text: str) -> str:
    return _flat(text.replace("\\", "\\\\").replace("]", "\\]"))


def _flat(text: str) -> str:
    return " ".join(text.split())
