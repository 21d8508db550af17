"""Markdown that people read and that comes back to the letter: questions.importing.formats.own_markdown says how."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from questions.exporting.entries import Entry
from questions.exporting.json_file import data_of, export_json
from questions.importing.formats.own import SCHEMA

LISTS = (("key_points", "Key points"), ("follow_ups", "Follow-ups"), ("red_flags", "Red flags"))


def export_markdown(entries: Sequence[Entry]) -> bytes:
    boundary = _boundary(export_json(entries))
    lines = ["---", f"format: {SCHEMA}", f"boundary: {boundary}", "---", "", "# Questions", ""]
    for number, entry in enumerate(entries, start=1):
        lines += _question(entry, number, boundary)
    lines.append(f"<!-- {boundary} end -->")
    return ("\n".join(lines) + "\n").encode()


def _boundary(content: bytes) -> str:
    """A word that stands nowhere in the texts; the same questions always get the same."""
    for length in range(8, 65):
        boundary = f"ip-{hashlib.sha256(content).hexdigest()[:length]}"
        if boundary.encode() not in content:
            return boundary
    raise ValueError("The texts hold every beginning of their own hash.")


def _question(entry: Entry, number: int, boundary: str) -> Iterator[str]:
    # ">" as an escape: the comment must not end inside of its data.
    data = json.dumps(data_of(entry), ensure_ascii=False).replace(">", "\\u003e")
    yield from _field(f"{boundary} question {data}", f"## Question {number}", entry.prompt)
    if entry.answer:
        yield from _field(f"{boundary} answer", f"**{_shown(entry.answer_label)}:**", entry.answer)
    for name, title in LISTS:
        if items := getattr(entry, name):
            yield from _field(f"{boundary} {name}", f"**{title}:**", "\n".join(_item(item) for item in items))
    for level, text in entry.level_answers.items():
        yield from _field(f"{boundary} level:{level}", f"**{level.capitalize()} answer:**", text)


def _field(comment: str, title: str, text: str) -> Iterator[str]:
    yield from (f"<!-- {comment} -->", title, "", text, "")


def _shown(label: str) -> str:
    """A label that is only shown: the data holds it as it is."""
    return " ".join(label.split()) or "Expected answer"


def _item(text: str) -> str:
    return "- " + text.replace("\n", "\n  ")
