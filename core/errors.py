"""Refusals a person can read: the sentence is shown, the status is answered."""


class DomainError(Exception):
    """The request cannot be done; `sentence` says why in the user's words, and `onwards` where to go: a text, a url."""

    status = 422

    def __init__(self, sentence: str, *, onwards: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.onwards = onwards


class BadRequest(DomainError):
    """The request was tampered with or is not of the form's shape."""

    status = 400


class SignedOut(DomainError):
    """What saves by itself reads the status and keeps its text (saver.js)."""

    status = 401


class Forbidden(DomainError):
    status = 403


class Conflict(DomainError):
    """Something changed in the meantime."""

    status = 409


class NotThere(DomainError):
    """Said alike of what is gone and of what is not the person's to see."""

    status = 404


class TooLarge(DomainError):
    status = 413


class TooMany(DomainError):
    """Tried too often in too short a time."""

    status = 429
