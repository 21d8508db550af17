"""The pad without the bundle: whole texts, merged step by step into the same document."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import takewhile

from django.db import transaction
from pycrdt import Text

from core.errors import BadRequest, TooLarge
from sessions.models import AskedQuestion
from sessions.pad.documents import TEXT, assembled, checked_step, is_news, text_of
from sessions.pad.models import PadUpdate
from sessions.pad.steps import store_steps

TEXT_LIMIT = 50_000


@transaction.atomic
def merge_text(*, asked: AskedQuestion, text: str, known_steps: int, user_id: int | None) -> bytes | None:
    """Brings a text that was typed on the pad's first `known_steps` steps into the pad as it is now.

    Returns the step to tell the others, None when nothing changed. What others typed meanwhile stays. The same text
    on the same steps again, by a browser that missed the answer, is the same step and changes nothing.
    """
    return next(iter(merge_texts(asked=asked, texts=(text,), known_steps=known_steps, user_id=user_id)), None)


@transaction.atomic
def merge_texts(*, asked: AskedQuestion, texts: Sequence[str], known_steps: int, user_id: int | None) -> list[bytes]:
    """The same for texts of which each was typed on the one before it, whether that one arrived or not."""
    for text in texts:
        _refuse(text, known_steps)
    bodies = PadUpdate.objects.filter(asked=asked).values_list("body", flat=True)[:known_steps]
    steps: list[bytes] = []
    for text in texts:
        step = _step([*bodies, *steps], text, author=_author(user_id, known_steps, text))
        steps += [step] if step else []
    # One by one: the second builds upon the first.
    return [step for step in steps if _store(asked, step, user_id)]


def _store(asked: AskedQuestion, step: bytes, user_id: int | None) -> bool:
    if not is_news(asked.pk, step):
        return False
    store_steps([checked_step(asked_id=asked.pk, body=step, user_id=user_id)])
    return True


def _refuse(text: str, known_steps: int) -> None:
    if "\x00" in text or known_steps < 0:
        raise BadRequest("The text holds a NUL character, which cannot be stored.")
    if len(text.encode(errors="surrogatepass")) > TEXT_LIMIT:
        raise TooLarge("The pad is longer than 50 kB. Please shorten it.")


def _step(bodies: Sequence[bytes | memoryview], text: str, *, author: int) -> bytes | None:
    document = assembled(bodies, author=author)
    before = document.get_state()
    if text_of(document) == text:
        return None
    _edit(document[TEXT], text)
    return document.get_update(before)


def _author(user_id: int | None, known_steps: int, text: str) -> int:
    """Yjs knows a step by its author's number and takes it once: 52 bits, which browsers can still count with."""
    save = f"{user_id} {known_steps} {text}".encode(errors="surrogatepass")
    return int.from_bytes(sha256(save).digest()[:8]) >> 12


def _edit(pad: Text, text: str) -> None:
    """Replaces what lies between the common beginning and the common end: one person's edits of a second or two."""
    old = str(pad)
    start = _common(old, text)
    tail = _common(old[start:][::-1], text[start:][::-1])
    gone, new = old[start : len(old) - tail], text[start : len(text) - tail]
    at = _weight(old[:start])
    if gone:
        del pad[at : at + _weight(gone)]
    if new:
        pad.insert(at, new)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _weight(text: str) -> int:
    """pycrdt counts in UTF-8 bytes."""
    return len(text.encode())
