"""Moodle's XML. Entities and document types are refused; what is no question is listed."""

import io
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError  # types only: defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from core.errors import DomainError
from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.entries import question_of
from questions.importing.formats.guides import guided
from questions.importing.formats.html_text import markdown_of
from questions.importing.formats.tables import Gathered

DEPTH = 60
COUNT = 5_000
CHOICES = ("multichoice", "truefalse")
GAPS = "A text with gaps to fill in, which holds its answers."
NOT_ASKED = {
    "description": "A description, not a question.",
    **dict.fromkeys(("cloze", "multianswer", "ddwtos", "gapselect"), GAPS),
}
KNOWN = frozenset(("essay", "shortanswer", "multichoice", "truefalse", "numerical", "matching"))
DANGER = "This XML file declares entities or a document type, which is refused: it can be a trap. Export it again."
TOO_DEEP = "The elements of this XML file are nested more than 60 deep: it is not a Moodle export."
TOO_MANY = "This file holds more than 5,000 questions. Split it and import the parts."
NOT_MOODLE = "This XML file is not a Moodle question export: its first element is not <quiz>."
NOTHING = "This Moodle file holds no question."


def read_moodle(text: str) -> ParsedDocument:
    found = Gathered()
    topic: str | None = None
    for number, element in enumerate(_elements(text), start=1):
        kind = element.get("type", "")
        if kind == "category":
            topic = _topic(_text(element, "category/text"))
        elif kind in NOT_ASKED:
            found.skipped.append(Skipped(number, NOT_ASKED[kind], _title(element)))
        elif number > COUNT:
            raise DomainError(TOO_MANY)
        else:
            _read(element, kind, topic, number, found)
    if not found.questions:
        found.warnings.append(Warned(1, NOTHING))
    return ParsedDocument(
        "", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings), format="moodle_xml"
    )


def _elements(text: str) -> Iterator[Element]:
    """Each <question> as it ends; elements count as lines, since such files often stand on a single one."""
    # The text was decoded already: what its first line says of an encoding is no longer true.
    source = io.BytesIO(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode(errors="replace"))
    try:
        yield from _walk(iterparse(source, events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException as refused:
        raise DomainError(DANGER) from refused
    except ParseError as broken:
        raise DomainError(f"This is not well-formed XML: {broken}.") from broken


def _walk(events: Iterable[tuple[str, Element]]) -> Iterator[Element]:
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise DomainError(TOO_DEEP)
        if event == "start" and depth == 1 and element.tag != "quiz":
            raise DomainError(NOT_MOODLE)
        if event == "end" and depth == 1 and element.tag == "question":
            yield element
            element.clear()


def _topic(path: str) -> str | None:
    """ "$course$/top/Storage/Indexes" is "Storage / Indexes"; a doubled slash is one that belongs to a name."""
    names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
    names = [name for name in names if name and not re.fullmatch(r"\$\w+\$|top", name)]
    return " / ".join(names) or None


def _read(element: Element, kind: str, topic: str | None, number: int, found: Gathered) -> None:
    prompt = _rich(element.find("questiontext"))
    if not prompt:
        found.skipped.append(Skipped(number, f"An element of type “{kind}” without a question.", _title(element)))
        return
    if kind not in KNOWN:
        found.warnings.append(Warned(number, f"“{kind}” is a type that is not known here; its text was imported."))
    if element.find(".//file") is not None:
        found.warnings.append(Warned(number, "This question holds files (pictures), which were not imported."))
    entry = guided(
        line=number,
        prompt=prompt + _options(element, kind),
        said=_answer(element, kind),
        tags=[_text(tag, "text") for tag in element.findall("tags/tag")],
        topic=topic,
        is_choice=kind in CHOICES,
    )
    found.questions.append(question_of(entry, found.warnings))


def _answer(element: Element, kind: str) -> str:
    if kind == "essay" and (said := _rich(element.find("graderinfo"))):
        return said
    right = [answer for answer in element.findall("answer") if float(_number(answer.get("fraction"))) > 0]
    texts = [_rich(answer) for answer in right]
    pairs = [f"{_rich(sub)} → {_text(sub, 'answer/text')}" for sub in element.findall("subquestion")]
    said = "\n".join(f"- {text}" for text in (*texts, *pairs)) if len(texts) + len(pairs) > 1 else "".join(texts)
    return "\n\n".join(filter(None, (said, _rich(element.find("generalfeedback")))))


def _number(text: str | None) -> str:
    return text if text and re.fullmatch(r"-?\d{1,4}(?:\.\d{1,10})?", text) else "0"


def _options(element: Element, kind: str) -> str:
    if kind not in CHOICES:
        return ""
    texts = [_rich(answer) for answer in element.findall("answer")]
    return "\n\n" + "\n".join(f"- {text}" for text in texts) if texts else ""


def _rich(element: Element | None) -> str:
    if element is None:
        return ""
    text = _text(element, "text")
    return markdown_of(text) if element.get("format", "html") == "html" else text.strip()


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _title(element: Element) -> str:
    return (_text(element, "name/text") or _rich(element.find("questiontext")))[:200]
