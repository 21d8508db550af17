"""What the report list can be narrowed down by."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chosen:
    """Empty words and None narrow nothing down. `decision` may be "open"; `level` is the level met."""

    q: str = ""
    position: str = ""
    target: str = ""
    level: str = ""
    decision: str = ""
    since: date | None = None
    until: date | None = None
    order: str = ""
