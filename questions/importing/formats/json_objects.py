"""Where in a JSON file its questions are, however deep, and under which names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.errors import DomainError
from questions.importing.about import TURNED
from questions.importing.columns import WEAK, column_name, words_of
from questions.importing.formats.json_values import text_of
from questions.importing.levels import is_bare_level
from questions.importing.wording import ASKS, asking, ends_asking

DEPTH = 20
TOO_DEEP = "The values of this JSON file are nested more than 20 deep: it is not a list of questions."
CONTAINER = re.compile(
    r"(?:interview |quiz |sample |practice )?(?:questions?|data|items?|entries|results?|cards?|notes?|list|bank|"
    r"children|content|quiz(?:zes)?|slides|main entity|faqs?|sections?|categories|topics?|q ?\d+)",
    re.I,
)
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """An object, the names it stands under, and how deep."""

    value: Any
    topic: str | None = None
    level: str = ""
    depth: int = 0


def objects_of(data: Any) -> Iterator[Place]:
    """Every object with a question; its topic and level are the names it stands under."""
    stack = [Place(data)]
    while stack:
        place = stack.pop()
        if place.depth > DEPTH:
            raise DomainError(TOO_DEEP)
        if isinstance(place.value, dict) and asks(place.value):
            yield place
        else:
            stack += reversed(_inside(place))


def asks(value: Mapping[str, Any]) -> bool:
    """Whether the object is a question: by its names, or because a title of it asks or has an answer."""
    names = [column_name(words_of(key)) for key in value]
    texts = {name for name, inner in zip(names, value.values(), strict=True) if isinstance(inner, str) and inner}
    if "prompt" in texts and not _orders(value):
        return True
    if value.get("@type") == "Question":
        return bool(text_of(value.get("name")))
    answered = bool({"answer", "correct", "explanation"} & set(names)) or {"option:a", "option:b"} <= set(names)
    if WEAK not in texts:
        return answered and any(column_name(words_of(k)) == "prompt" and text_of(v) for k, v in value.items())
    title = next(inner for name, inner in zip(names, value.values(), strict=True) if name == WEAK and inner)
    return answered or (asking(text_of(title)) >= ASKS and not _contains(value))


def _orders(value: Mapping[str, Any]) -> bool:
    """A "prompt" or a "query" that asks nothing, without an answer beside it: an order to a program."""
    names = {column_name(words_of(key)) for key in value}
    weak = [text_of(inner) for key, inner in value.items() if words_of(key) in ("prompt", "query")]
    answered = names & {"answer", "correct", "options", "key_points", "level"}
    named = any(column_name(words_of(key)) == "prompt" for key in value if words_of(key) not in ("prompt", "query"))
    return bool(weak) and not named and not answered and not ends_asking(weak[0])


def _contains(value: Mapping[str, Any]) -> bool:
    """A quiz or a lesson has a title as well, and its questions inside."""
    return any(isinstance(inner, list) and any(isinstance(each, dict) for each in inner) for inner in value.values())


def _inside(place: Place) -> list[Place]:
    """What stands in a list or an object, each with the names above it."""
    value, below = place.value, replace(place, depth=place.depth + 1)
    if isinstance(value, list):
        return [replace(below, value=inner) for inner in _told(value)]
    if not isinstance(value, dict):
        return []
    if _is_pairs(value):
        return [replace(below, value={"question": key, "answer": text}) for key, text in value.items()]
    return [
        _named(below, key, inner, _title(value)) for key, inner in value.items() if not TURNED.search(words_of(key))
    ]


def _told(values: list[Any]) -> list[Any]:
    """A list of bare texts that ask is a list of questions; any other list of texts is none."""
    if pairs := _paired(values):
        return pairs
    texts = [text for text in values if isinstance(text, str)]
    if not texts or len(texts) < len(values):
        return values
    if sum(asking(text) >= ASKS for text in texts) < MOSTLY * len(texts):
        return []
    return [{"question": text} for text in texts]


def _paired(values: list[Any]) -> list[Any]:
    """[["What is an index?", "A sorted copy."], ..]"""
    if not all(isinstance(each, list) and len(each) == 2 and all(isinstance(t, str) for t in each) for each in values):
        return []
    if sum(asking(question) >= ASKS for question, _ in values) < MOSTLY * len(values):
        return []
    return [{"question": question, "answer": answer} for question, answer in values]


def _named(place: Place, key: str, inner: Any, title: str | None) -> Place:
    plain = re.sub(r"[_-]+", " ", key).strip()
    if is_bare_level(plain):
        return replace(place, value=inner, level=plain, topic=title or place.topic)
    topic = None if CONTAINER.fullmatch(words_of(key)) or plain.isdigit() else plain
    return replace(place, value=inner, topic=title or topic or place.topic)


def _title(value: Mapping[str, Any]) -> str | None:
    titles = (value.get(key) for key in ("topic", "category", "title", "name"))
    return next((title for title in titles if isinstance(title, str) and title.strip()), None)


def _is_pairs(value: Mapping[str, Any]) -> bool:
    """{"What is an index?": "A sorted copy."}"""
    texts = [key for key, inner in value.items() if isinstance(inner, str)]
    return len(texts) == len(value) > 0 and sum(asking(key) >= ASKS for key in texts) * 2 > len(texts)
