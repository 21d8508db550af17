"""The Markdown that this product writes: comments with a boundary part the fields, so that any text survives.

The head says `format: interviewprep.questions/1` and `boundary: ip-..`. A field stands between its comment
`<!-- ip-.. name -->` and the next one: a blank line, the text, a blank line. What people read between a comment
and the blank line ("**Expected answer:**") is not part of the text. Lists hold one item a "- ", and each further
line of an item is set in by two spaces.
"""

import json
import re
from typing import Any

from core.errors import DomainError
from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.formats.own import LISTS, SCHEMA, own_question, wrong_with
from questions.importing.formats.tables import Gathered

HEAD = re.compile(r"---\nformat: (interviewprep\.questions/\d+)\nboundary: (ip-[0-9a-f]{8,64})\n---\n")
LOST = "The comment with this question's data was damaged, so it cannot be read exactly."


def is_own_markdown(text: str) -> bool:
    return HEAD.match(text) is not None


def read_own_markdown(text: str) -> ParsedDocument:
    head = HEAD.match(text)
    if head is None or head[1] != SCHEMA:
        raise DomainError(f"This file was written by another version; this one reads “{SCHEMA}”.")
    found = Gathered()
    marker = re.compile(rf"<!-- {head[2]} ([a-z_:]+)(?: (\{{.*\}}))? -->")
    entry: tuple[int, dict[str, Any]] | None = None
    field: tuple[str, list[str]] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        mark = marker.fullmatch(line)
        if mark is None:
            if field:
                field[1].append(line)
            continue
        _close(entry, field)
        field = (mark[1], [])
        if mark[1] in ("question", "end"):
            _finish(entry, found)
            entry = (number, _data(mark[2], number, found)) if mark[1] == "question" else None
    return ParsedDocument("", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings))


def _data(written: str | None, line: int, found: Gathered) -> dict[str, Any]:
    try:
        data = json.loads(written or "{}")
    except (ValueError, RecursionError):
        found.warnings.append(Warned(line, LOST))
        return {}
    return dict(data)


def _close(entry: tuple[int, dict[str, Any]] | None, field: tuple[str, list[str]] | None) -> None:
    if entry is None or field is None:
        return
    name, lines = field
    text = _between(lines)
    if name == "question":
        entry[1]["prompt"] = text
    elif name.startswith("level:"):
        entry[1].setdefault("level_answers", {})[name[6:]] = text
    else:
        entry[1][name] = _items(text) if name in LISTS else text


def _between(lines: list[str]) -> str:
    """Without what stands up to the first blank line, and without the blank line at the end."""
    start = lines.index("") + 1 if "" in lines else 0
    end = len(lines) - 1 if len(lines) > start and not lines[-1] else len(lines)
    return "\n".join(lines[start:end])


def _items(text: str) -> list[str]:
    items: list[list[str]] = []
    for line in text.split("\n"):
        if line.startswith("- "):
            items.append([line[2:]])
        elif items:
            items[-1].append(line[2:])
    return ["\n".join(item) for item in items]


def _finish(entry: tuple[int, dict[str, Any]] | None, found: Gathered) -> None:
    if entry is None:
        return
    line, data = entry
    if wrong := wrong_with(data):
        found.skipped.append(Skipped(line, f"This question {wrong}.", str(data.get("prompt", ""))[:200]))
    else:
        found.questions.append(own_question(data, line, found.warnings))
