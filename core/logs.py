"""Production's log: one JSON object a line, with the ids of what was done and no word that a person wrote.

A message of our own code holds what its author put there. A library may put anything into a message, an exception's
text above all, so that of libraries only the pattern and its numbers are kept, and of exceptions the type and place.
"""

import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.routes import method_of, route_of

log = logging.getLogger(__name__)
# Libraries that speak of machines and never of what is entered.
OF_MACHINES = ("celery.apps", "celery.beat", "celery.worker.consumer", "granian", "_granian", "uvicorn")
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LONGEST = 300
_ids: ContextVar[Mapping[str, str]] = ContextVar("ids", default=MappingProxyType({}))


def bind(**ids: str) -> None:
    """Adds ids to every later line of the same request or job."""
    _ids.set({**_ids.get(), **ids})


@contextmanager
def bound(**ids: str) -> Iterator[None]:
    """Lines within start from these ids alone; those outside keep theirs."""
    token = _ids.set(ids)
    try:
        yield
    finally:
        _ids.reset(token)


class Masked:
    """Stands in a message for what must not be logged."""

    def __str__(self) -> str:
        return "…"

    __repr__ = __str__


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
            **_ids.get(),
            **getattr(record, "figures", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= {"exception": _types(record.exc_info[1]), "where": _places(record.exc_info[1])}
        return json.dumps(line, ensure_ascii=False)


def message_of(record: logging.LogRecord) -> str:
    if not record.args:
        return str(record.msg).split("\n")[0][:LONGEST]
    kept: tuple[type, ...] = (int, float, str) if _is_trusted(record.name) else (int, float)
    try:
        message: str = str(record.msg) % _masked(record.args, kept)
    except (TypeError, ValueError):  # %d of a masked number: logging would print all of its arguments instead
        return str(record.msg)
    return message


def _is_trusted(name: str) -> bool:
    return name.split(".")[0] in settings.OWN_APPS or name.startswith(OF_MACHINES)


def _masked(args: Any, kept: tuple[type, ...]) -> Any:
    """An exception is masked even in our own lines: its text may quote a row."""
    if isinstance(args, Mapping):
        return {key: value if isinstance(value, kept) else Masked() for key, value in args.items()}
    return tuple(value if isinstance(value, kept) else Masked() for value in args)


def _types(failure: BaseException) -> list[str]:
    """The exception and what it came from, by type: their texts may quote a row or a form."""
    names: list[str] = []
    current: BaseException | None = failure
    while current and len(names) < 5:
        names.append(f"{type(current).__module__}.{type(current).__qualname__}".removeprefix("builtins."))
        current = current.__cause__ or current.__context__
    return names


def _places(failure: BaseException) -> list[str]:
    frames = traceback.extract_tb(failure.__traceback__)[-12:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def requests_in_logs(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives each request an id, which its answer carries as X-Request-ID, and logs one line when it is answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        request_id, began = _id_of(request), time.perf_counter()
        with bound(request=request_id):
            response = get_response(request)
            figures = {
                "method": method_of(request),
                "route": route_of(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            log.info("answered", extra={"figures": figures})
        response["X-Request-ID"] = request_id
        return response

    return answer


def _id_of(request: HttpRequest) -> str:
    """The proxy's id where a proxy of ours stands in front and overwrites what strangers send; else a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
