"""A debrief as plain JSON values and back, exactly: decimals keep their digits, moments their offset."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from reports.debrief import Debrief


def debrief_to_dict(debrief: Debrief) -> dict[str, Any]:
    """Keys are the field names; Decimal as string, datetime as ISO 8601, anchors keyed by "1".."5"."""
    encoded: dict[str, Any] = _encode(debrief)
    return encoded


def debrief_from_dict(data: dict[str, Any]) -> Debrief:
    """The inverse of `debrief_to_dict`; ValueError where a field is missing or unreadable."""
    try:
        debrief: Debrief = _decode(Debrief, data)
    except (KeyError, TypeError, AttributeError, ArithmeticError) as problem:
        raise ValueError(f"This is not a debrief: {problem!r}.") from problem
    return debrief


def debrief_hash(debrief: Debrief) -> str:
    """SHA-256 over canonical JSON: equal debriefs hash alike, so 3.0 is 3 and every moment is UTC.

    A field with its default says nothing and is left out, so that a field that came later changes no older hash.
    The decision is left out too: the hash names what it rests on.
    """
    frozen = replace(debrief, decision=None)
    canonical = json.dumps(_encode(frozen, canonical=True), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _encode(value: Any, *, canonical: bool = False) -> Any:
    if is_dataclass(value):
        told = ((each.name, getattr(value, each.name)) for each in fields(value) if not canonical or _says(value, each))
        return {name: _encode(each, canonical=canonical) for name, each in told}
    if isinstance(value, tuple):
        return [_encode(each, canonical=canonical) for each in value]
    if isinstance(value, dict):
        return {str(key): _encode(each, canonical=canonical) for key, each in value.items()}
    return _encode_scalar(value, canonical=canonical)


def _says(value: Any, field: Field[Any]) -> bool:
    return field.default is MISSING or getattr(value, field.name) != field.default


def _encode_scalar(value: Any, *, canonical: bool) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if canonical else str(value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if canonical else value).isoformat()
    return value


def _decode(kind: Any, value: Any) -> Any:
    return None if value is None else _reader(kind)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What reads a value of this kind, never None: found out once, since a report holds thousands of values."""
    kind = _without_none(kind)
    if is_dataclass(kind):
        return _class_reader(kind)
    if get_origin(kind) is tuple:
        each = _optional(get_args(kind)[0])
        return lambda value: tuple([each(item) for item in value])
    if get_origin(kind) is dict:
        of_key, of_value = get_args(kind)[0], _optional(get_args(kind)[1])
        return lambda value: {of_key(key): of_value(item) for key, item in value.items()}
    reader: Callable[[Any], Any] = datetime.fromisoformat if kind is datetime else kind
    return reader


def _class_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    told = [(each.name, each.default is MISSING, _optional(hints[each.name])) for each in fields(kind)]
    return lambda value: kind(**{name: read(value[name]) for name, needed, read in told if needed or name in value})


def _optional(kind: Any) -> Callable[[Any], Any]:
    reader = _reader(kind)
    return lambda value: None if value is None else reader(value)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (UnionType, Union):
        return next(each for each in get_args(kind) if each is not type(None))
    return kind
