"""The saving protocol: each save has an operation id and a base version (security.md 7.2).

The same operation again gets the same answer; another version in between is a conflict, never an overwrite.
All three functions are called inside the transaction of the save.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BadRequest, Conflict, DomainError, TooLarge
from core.models import SaveOperation

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

OP_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
BODY_LIMIT = 256 * 1024


class Stale(Conflict):
    """The document moved on: `version` and `body` are the newest, so that both texts can be shown."""

    def __init__(self, *, version: int, body: str) -> None:
        super().__init__("This was changed in another tab or on another device. Both texts are kept.")
        self.version = version
        self.body = body


@dataclass(frozen=True, slots=True)
class Save:
    """`body` is the whole text, or the canonical form of the change, at most 256 kB without NUL."""

    op_id: str
    base_version: int
    body: str

    def __post_init__(self) -> None:
        if not OP_ID.fullmatch(self.op_id) or self.base_version < 0:
            raise BadRequest("The save is not of the expected form. Please reload the page.")
        if "\x00" in self.body:
            raise BadRequest("The text holds a NUL character, which cannot be stored.")
        if len(self.body.encode(errors="surrogatepass")) > BODY_LIMIT:
            raise TooLarge("The text is longer than 256 kB. Please shorten it; it is kept on this page.")

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body.encode(errors="surrogatepass")).hexdigest()


def earlier_answer(*, user: "AbstractBaseUser", document: str, save: Save) -> int | None:
    """The version this operation made when it came before; None when it is new."""
    known = SaveOperation.objects.filter(user_id=user.pk, op_id=save.op_id).first()
    if known is None:
        return None
    if (known.document, known.body_hash) != (document, save.digest):
        raise DomainError("This save was already used for another text.")
    return known.version


def refuse_stale(save: Save, *, version: int, body: str = "", seen: bool | None = None) -> None:
    """`version` and `body` are the newest. `seen`, where it says anything, tells better than the version's number
    whether what the save replaces is what its author had before them."""
    if not (save.base_version == version if seen is None else seen):
        raise Stale(version=version, body=body)


def record_answer(*, user: "AbstractBaseUser", document: str, save: Save, version: int) -> int:
    SaveOperation.objects.create(
        user_id=user.pk, op_id=save.op_id, document=document, body_hash=save.digest, version=version
    )
    return version
