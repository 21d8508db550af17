"""JSON: this product's own, and any list of objects that hold a question."""

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, NoReturn

from core.errors import DomainError
from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.entries import question_of
from questions.importing.formats.json_entries import entry_of, first_index
from questions.importing.formats.json_objects import TOO_DEEP, objects_of
from questions.importing.formats.own import SCHEMA, own_question, wrong_with
from questions.importing.formats.tables import Gathered

COUNT = 10_000
TOO_MANY = "This file holds more than 10,000 questions. Split it and import the parts."
# No JSON, and written all the same: a line that only remarks something.
COMMENT = re.compile(r"^[ \t]*//.*", re.M)
NOTHING = "No object of this JSON file holds a question (“question”, “prompt”, “front”)."


def read_json(text: str) -> ParsedDocument:
    data = _load(text)
    found = Gathered()
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, str) and schema.startswith("interviewprep.questions/"):
        _read_own(data, schema, found)
    else:
        _read_foreign(data, found)
    if not found.questions:
        found.warnings.append(Warned(1, NOTHING))
    return ParsedDocument(
        "", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings), format="json"
    )


def _load(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise DomainError(TOO_DEEP) from None
    except ValueError as broken:
        lines = [line for line in text.split("\n") if line.strip() and not COMMENT.match(line)]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:20]):
            return _load_lines(lines)
        if COMMENT.search(text):
            return _load(COMMENT.sub("", text))
        raise DomainError(f"This is not well-formed JSON: {_said(broken)}.") from None


def _load_lines(lines: list[str]) -> list[Any]:
    values = []
    for number, line in enumerate(lines, start=1):
        try:
            values.append(json.loads(line, parse_constant=_refuse))
        except (ValueError, RecursionError) as broken:
            raise DomainError(f"Entry {number} is not well-formed JSON: {_said(broken)}.") from None
    return values


def _said(broken: ValueError | RecursionError) -> str:
    if not isinstance(broken, json.JSONDecodeError):
        return str(broken)
    message = broken.msg[:1].lower() + broken.msg[1:]
    return f"{message} in line {broken.lineno}, column {broken.colno}"


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _read_own(data: Mapping[str, Any], schema: str, found: Gathered) -> None:
    entries = data.get("questions")
    if schema != SCHEMA or not isinstance(entries, list):
        raise DomainError(f"This file is of the form “{schema[:60]}”; this version reads “{SCHEMA}”.")
    if len(entries) > COUNT:
        raise DomainError(TOO_MANY)
    for number, entry in enumerate(entries, start=1):
        if wrong := wrong_with(entry):
            found.skipped.append(Skipped(number, f"Entry {number} {wrong}.", str(entry)[:200]))
        else:
            found.questions.append(own_question(entry, number, found.warnings))


def _read_foreign(data: Any, found: Gathered) -> None:
    """Entries count as lines: JSON often stands on a single one."""
    places = list(islice(objects_of(data), COUNT + 1))
    if len(places) > COUNT:
        raise DomainError(TOO_MANY)
    first = first_index([place.value for place in places])
    for number, place in enumerate(places, start=1):
        entry = entry_of(place, number, first)
        if entry:
            found.questions.append(question_of(entry, found.warnings))
        else:
            found.skipped.append(Skipped(number, "An object whose question is empty.", str(place.value)[:200]))
