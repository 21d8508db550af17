"""A deck for Anki. Ids come from ours, so that importing it again updates the cards and keeps their schedule."""

import hashlib
import html
import io
import re
import sqlite3
import time
import zipfile
from collections.abc import Sequence
from contextlib import closing
from itertools import count

import genanki

from core.markdown import render
from questions.exporting.entries import Entry

# Chosen once: another number would be another note type to Anki, and every card a new one.
MODEL_ID = 1_763_719_200
NAME = "InterviewPrep"
CSS = """
.card { font: 18px/1.5 sans-serif; text-align: start; max-width: 44em; margin: auto; padding: 1em; }
pre { overflow-x: auto; padding: .6em; border: 1px solid #8886; border-radius: 6px; }
table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .2em .6em; }
.level { opacity: .7; font-size: .8em; }
"""
MODEL = genanki.Model(
    MODEL_ID,
    f"{NAME} question",
    fields=[{"name": name} for name in ("Question", "Expected answer", "Key points", "Level")],
    templates=[
        {
            "name": "Answer it",
            "qfmt": '<p class="level">{{Level}}</p>{{Question}}',
            "afmt": "{{FrontSide}}<hr id=answer>{{Expected answer}}{{#Key points}}<h3>Key points</h3>{{Key points}}"
            "{{/Key points}}",
        }
    ],
    css=CSS,
)


def export_anki(entries: Sequence[Entry]) -> bytes:
    decks: dict[str, genanki.Deck] = {}
    for entry in entries:
        name = f"{NAME}::{entry.topic}" if entry.topic else NAME
        deck = decks.setdefault(name, genanki.Deck(_number(name), name))
        deck.add_note(_note(entry))
    return _packed(genanki.Package(list(decks.values()) or [genanki.Deck(_number(NAME), NAME)]))


def _packed(package: genanki.Package) -> bytes:
    """What its `write_to_file` makes, in memory: on a disk, SQLite waits for each of a dozen steps."""
    out, now = io.BytesIO(), time.time()
    with closing(sqlite3.connect(":memory:")) as collection:
        package.write_to_db(collection.cursor(), now, count(int(now * 1000)))
        collection.commit()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("collection.anki2", collection.serialize())
            archive.writestr("media", "{}")
    return out.getvalue()


def _note(entry: Entry) -> genanki.Note:
    points = "\n".join("- " + point.replace("\n", "\n  ") for point in entry.key_points)
    levels = ", ".join(level.capitalize() for level in entry.levels)
    fields = [str(render(entry.prompt)), str(render(entry.answer)), str(render(points)) if points else "", levels]
    return genanki.Note(model=MODEL, fields=fields, guid=genanki.guid_for(NAME, entry.identity), tags=_tags(entry))


def _tags(entry: Entry) -> list[str]:
    """Anki's tags hold no blanks; two colons make a tree."""
    topic = [f"topic::{entry.topic}"] if entry.topic else []
    named = (*(f"level::{level}" for level in entry.levels), f"kind::{entry.kind}", *topic, *entry.tags)
    return [re.sub(r"[\s\"]+", "_", html.escape(tag, quote=False)) for tag in named]


def _number(name: str) -> int:
    """A stable id for a deck: Anki wants a positive number of at most 53 bits."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6])
