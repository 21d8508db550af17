"""JSON: this product's own, and any list of objects that hold a question."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from core.errors import DomainError
from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.entries import Entry, question_of
from questions.importing.own import SCHEMA, own_question, wrong_with
from questions.importing.tables import Gathered, column_name, with_options
from questions.importing.wording import asking

DEPTH = 20
COUNT = 10_000
TOO_DEEP = "The values of this JSON file are nested more than 20 deep: it is not a list of questions."
TOO_MANY = "This file holds more than 10,000 questions. Split it and import the parts."
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
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:20]):
            return _load_lines(lines)
        raise DomainError(f"This is not well-formed JSON: {broken}.") from None


def _load_lines(lines: list[str]) -> list[Any]:
    values = []
    for number, line in enumerate(lines, start=1):
        try:
            values.append(json.loads(line, parse_constant=_refuse))
        except (ValueError, RecursionError) as broken:
            raise DomainError(f"Entry {number} is not well-formed JSON: {broken}.") from None
    return values


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
    for number, (topic, value) in enumerate(_objects(data), start=1):
        if number > COUNT:
            raise DomainError(TOO_MANY)
        entry = _entry(value, topic, number)
        if entry:
            found.questions.append(question_of(entry, found.warnings))
        else:
            found.skipped.append(Skipped(number, "An object whose question is empty.", str(value)[:200]))


def _objects(data: Any) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
    """(topic, object) for every object with a question, however deep; its topic is the name it stands under."""
    stack: list[tuple[Any, str | None, int]] = [(data, None, 0)]
    while stack:
        value, topic, depth = stack.pop()
        if depth > DEPTH:
            raise DomainError(TOO_DEEP)
        if isinstance(value, dict) and _asks(value):
            yield topic, value
        else:
            stack += [(inner, name, depth + 1) for inner, name in reversed(_inside(value, topic))]


def _asks(value: Mapping[str, Any]) -> bool:
    return any(column_name(_words(key)) == "prompt" and isinstance(inner, str) for key, inner in value.items())


def _inside(value: Any, topic: str | None) -> list[tuple[Any, str | None]]:
    """What stands in a list or an object, each with its topic."""
    if isinstance(value, list):
        return [(inner, topic) for inner in value]
    if not isinstance(value, dict):
        return []
    if _is_pairs(value):
        return [({"question": key, "answer": text}, topic) for key, text in value.items()]
    title = next((value[k] for k in ("topic", "category", "title", "name") if _is_text(value.get(k))), None)
    return [(inner, title or _topic_of(key) or topic) for key, inner in value.items()]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _topic_of(key: str) -> str | None:
    """ "javascript_basics" is a topic; "questions", "data" and the like are only containers."""
    plain = re.sub(r"[_-]+", " ", key).strip()
    boring = r"(?:interview )?(?:questions?|data|items?|entries|results?|cards?|notes?|list|bank|children|content)"
    return None if re.fullmatch(boring, plain, re.I) or plain.isdigit() else plain


def _is_pairs(value: Mapping[str, Any]) -> bool:
    """{"What is an index?": "A sorted copy."}"""
    texts = [key for key, inner in value.items() if isinstance(inner, str)]
    return len(texts) == len(value) > 0 and sum(asking(key) >= 0.9 for key in texts) * 2 > len(texts)


def _words(key: str) -> str:
    return re.sub(r"[\s_-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip().lower()


def _entry(value: Mapping[str, Any], topic: str | None, number: int) -> Entry | None:
    named: dict[str, Any] = {}
    for key, inner in value.items():
        words = _words(key)
        if name := "options" if words in ("options", "choices", "answers", "distractors") else column_name(words):
            named.setdefault(name, inner)
    prompt, answer, is_choice = _choice(named)
    if not prompt:
        return None
    tags = tuple(_listed(named.get("tags")))
    return Entry(
        line=number,
        prompt=prompt,
        answer=answer,
        level=", ".join(_listed(named.get("level"))),
        kind=_text(named.get("kind")) or ("multiple choice" if is_choice else ""),
        topic=_text(named.get("topic")) or topic,
        tags=tags,
        minutes=_text(named.get("minutes")),
        key_points=_listed(named.get("key_points")),
        follow_ups=_listed(named.get("follow_ups")),
        red_flags=_listed(named.get("red_flags")),
        level_answers={name[6:]: _text(inner) for name, inner in named.items() if name.startswith("level:")},
    )


def _choice(named: Mapping[str, Any]) -> tuple[str, str, bool]:
    prompt = _text(named.get("prompt"))
    right = named.get("answer", named.get("correct"))
    options = {**_options(named.get("options")), **{n[7:]: _text(v) for n, v in named.items() if n[:7] == "option:"}}
    if len(options) < 2 or not prompt:
        return prompt, _text(named.get("answer")) or "\n".join(options.values()), False
    if type(right) is int and 0 <= right < len(options):
        right = list(options)[right]
    return *with_options(prompt, options, _text(right)), True


def _options(value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(key).lower(): _text(inner) for key, inner in value.items()}
    texts = value if isinstance(value, list) else []
    return {"abcdefghijklmnop"[n]: _text(inner) for n, inner in enumerate(texts[:16])}


def _text(value: Any) -> str:
    """Text, number, or a list of them line by line; of an object its text."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, dict):
        return next((_text(value[k]) for k in ("text", "content", "value", "answer", "body") if k in value), "")
    if isinstance(value, list):
        return "\n".join(f"- {text}" for text in _listed(value))
    return str(value).strip()


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for inner in value if not isinstance(inner, list) and (text := _text(inner))]
    text = _text(value)
    return [text] if text else []
