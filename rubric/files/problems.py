"""What a file of a rubric may hold, and how it is refused: every row that is wrong, by its place."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from core.errors import DomainError
from questions.importing.storable import UNSTORABLE
from questions.models import Level
from rubric.draft_form import HEAVIEST
from rubric.services.drafts import MOST_CRITERIA

SHOWN = 20
LEVELS = ", ".join(Level.values)


class Unreadable(DomainError):
    """The file was refused; `problems` say where and why, at most twenty of them."""

    def __init__(self, problems: Iterable[str]) -> None:
        listed = list(problems)
        more = [f"… and {len(listed) - SHOWN} more."] if len(listed) > SHOWN else []
        self.problems = (*listed[:SHOWN], *more)
        super().__init__(self.problems[0])


class Wrong(ValueError):
    """One entry is wrong; the reader adds its place."""


def level_named(raw: object) -> str:
    level = str(raw).strip().casefold()
    if level not in Level.values:
        raise Wrong(f"the level “{str(raw)[:40]}” does not exist; it is one of {LEVELS}.")
    return level


def weight_of(raw: object) -> Decimal:
    """A number above 0; a decimal comma is understood. Nothing said is 1."""
    text = str(raw).strip().replace(",", ".")
    if not text:
        return Decimal(1)
    try:
        weight = Decimal(text)
    except InvalidOperation:
        weight = Decimal("NaN")
    if not (weight.is_finite() and Decimal("0.01") <= weight <= HEAVIEST):
        raise Wrong(f"the weight “{text[:40]}” is not a number between 0.01 and {HEAVIEST}.")
    return weight.quantize(Decimal("0.01"))


def text_of(raw: object, name: str, longest: int) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"{name} is not a text.")
    text = UNSTORABLE.sub("\ufffd", raw.replace("\r\n", "\n")).strip()
    if len(text) > longest:
        raise Wrong(f"{name} is longer than {longest} characters.")
    return text


def refuse_too_many(count: int) -> None:
    if count > MOST_CRITERIA:
        raise Unreadable([f"The file holds {count} criteria; a rubric holds at most {MOST_CRITERIA}."])
