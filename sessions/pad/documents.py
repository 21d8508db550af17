"""A pad's document, made from its stored steps. Nothing is kept in memory, so that any web process can answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pycrdt import Array, Decoder, Doc, Text

from core.errors import BadRequest, TooLarge
from sessions.models import AskedQuestion, InterviewSession
from sessions.pad.models import PadUpdate

# What a browser may send in one step, in bytes.
STEP_LIMIT = 60_000
# A Yjs update without a change.
NOTHING = b"\x00\x00"
TEXT = "text"
RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pad's Python in somebody's browser, as shared with everybody in the room."""

    by: str
    output: str


def assembled(bodies: Iterable[bytes | memoryview], *, author: int | None = None) -> Doc[Any]:
    """The document after these steps, in their order. What is edited further is written under the number `author`."""
    document: Doc[Any] = Doc(client_id=author)
    document[TEXT] = Text()
    document[RUNS] = Array()
    for body in bodies:
        document.apply_update(bytes(body))
    return document


def document_of(asked_id: int, *, steps: int | None = None, author: int | None = None) -> Doc[Any]:
    """The pad of an asked question now, or after its first `steps` steps."""
    bodies = PadUpdate.objects.filter(asked_id=asked_id).values_list("body", flat=True)
    return assembled(bodies[:steps] if steps is not None else bodies, author=author)


def text_of(document: Doc[Any]) -> str:
    return str(document[TEXT])


def runs_of(document: Doc[Any]) -> list[Run]:
    """What was run, oldest first; an entry that is not of the expected form is left out."""
    entries = [entry for entry in document[RUNS].to_py() or [] if isinstance(entry, dict)]
    return [Run(str(entry.get("by", ""))[:80], str(entry.get("output", ""))[:20_000]) for entry in entries]


def last_sheets(asked_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Text and last output by asked question, of the pads in which anything was written. One query for all."""
    steps: dict[int, list[bytes | memoryview]] = defaultdict(list)
    for asked_id, body in PadUpdate.objects.filter(asked_id__in=asked_ids).values_list("asked_id", "body"):
        steps[asked_id].append(body)
    return {asked_id: _sheet(assembled(bodies)) for asked_id, bodies in steps.items()}


def sheets_of(interview: InterviewSession) -> list[tuple[AskedQuestion, str, str]]:
    """The questions of an interview in whose pad something stands, each with text and last output."""
    asked = list(interview.asked.select_related("question_version"))
    sheets = last_sheets([one.pk for one in asked])
    return [(one, *sheets[one.pk]) for one in asked if any(sheets.get(one.pk, ()))]


def _sheet(document: Doc[Any]) -> tuple[str, str]:
    runs = runs_of(document)
    return text_of(document), runs[-1].output if runs else ""


def carried(message: bytes) -> bytes:
    """What a sync message carries after its two bytes of kind."""
    body = Decoder(message[2:]).read_message()
    if body is None:
        raise BadRequest("This message of the pad is empty.")
    return body


def checked_step(*, asked_id: int, body: bytes, user_id: int | None) -> PadUpdate:
    """A step to be stored; refuses what is no Yjs update."""
    if len(body) > STEP_LIMIT:
        raise TooLarge("One step of the pad is larger than 60 kB.")
    _refuse_broken(body)
    return PadUpdate(asked_id=asked_id, body=body, user_id=user_id)


def is_news(asked_id: int, body: bytes) -> bool:
    """Whether a step would change the stored pad, or wait in it for what it builds upon."""
    document = document_of(asked_id)
    before = document.get_update()
    document.apply_update(body)
    return document.get_update() != before


def _refuse_broken(body: bytes) -> None:
    try:
        Doc().apply_update(body)
    except ValueError as broken:
        raise BadRequest("This is not a step of a pad.") from broken
