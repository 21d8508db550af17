"""Moodle's XML: essay questions with the expected answer as the grader's note, topics as categories."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from questions.exporting.entries import Entry
from questions.exporting.guides import guide_text, tags_of

# What XML 1.0 cannot hold.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Essays as Moodle asks for them: a free text of any length, without files.
ESSAY = (
    ("responseformat", "editor"),
    ("responserequired", "1"),
    ("responsefieldlines", "15"),
    ("attachments", "0"),
    ("attachmentsrequired", "0"),
)


def export_moodle(entries: Sequence[Entry]) -> bytes:
    quiz = Element("quiz")
    for topic, group in groupby(sorted(entries, key=lambda entry: entry.topic), key=lambda entry: entry.topic):
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        _text(category, path_of(topic))
        for entry in group:
            _question(quiz, entry)
    indent(quiz)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True))


def path_of(topic: str) -> str:
    """ "Storage / Indexes" is two categories, one in the other; a slash inside of a name is doubled."""
    names = [name.replace("/", "//") for name in topic.split(" / ") if name]
    return "/".join(("$course$", "top", *names))


def _question(quiz: Element, entry: Entry) -> None:
    question = SubElement(quiz, "question", type="essay")
    _text(SubElement(question, "name"), entry.title[:200])
    _text(SubElement(question, "questiontext", format="markdown"), entry.prompt)
    _text(SubElement(question, "generalfeedback", format="markdown"), "")
    for name, value in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0"), ("idnumber", entry.identity)):
        SubElement(question, name).text = value
    for name, value in ESSAY:
        SubElement(question, name).text = value
    _text(SubElement(question, "graderinfo", format="markdown"), guide_text(entry))
    _text(SubElement(question, "responsetemplate", format="markdown"), "")
    tags = SubElement(question, "tags")
    for tag in tags_of(entry):
        _text(SubElement(tags, "tag"), tag)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = FORBIDDEN.sub("\ufffd", text)
