"""Which sheets an answer has beside its words."""

from dataclasses import dataclass

from practice.models import Attempt, Sheet
from questions.models import Kind

BESIDE = {Kind.CODING: Sheet.Kind.CODE, Kind.SYSTEM_DESIGN: Sheet.Kind.DRAWING}


@dataclass(frozen=True, slots=True)
class ShownSheet:
    kind: str
    label: str
    body: str
    version: int


def sheets_of(attempt: Attempt) -> list[ShownSheet]:
    """What was written, and an empty sheet where the kind of question asks for one."""
    kept = {sheet.kind: sheet for sheet in attempt.sheets.all()}
    wanted = BESIDE.get(attempt.question_version.question.kind)  # type: ignore[call-overload]
    kinds = [kind for kind in Sheet.Kind if kind in kept or kind == wanted]
    return [_shown(kind, kept.get(kind)) for kind in kinds]


def _shown(kind: Sheet.Kind, sheet: Sheet | None) -> ShownSheet:
    label = "Code in Python" if kind is Sheet.Kind.CODE else "Drawing"
    return ShownSheet(kind.value, label, sheet.body if sheet else "", sheet.version if sheet else 0)
