"""How far the record of access had come, written down outside the database: what was cut off is missed here.

A file beside the data, only ever added to; the same figures go to the log, which a careful house sends elsewhere.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """On `day` the chain had `number` links, the last of them marked `mark`; `restored` says that it was a backup's."""

    day: str
    number: int
    mark: str
    restored: bool = False


def anchors_file() -> Path:
    folder: Path = settings.VAR_DIR
    return folder / "audit_anchors.jsonl"


def drop_anchor(anchor: Anchor) -> None:
    """One line at the end, on the disk before this returns."""
    with os.fdopen(os.open(anchors_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as file:
        file.write(json.dumps(asdict(anchor)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    log.info("audit anchor %s of %s: %s", anchor.number, anchor.day, anchor.mark)


def anchors() -> list[Anchor]:
    """Since the last restored backup: before it the record was another one."""
    file = anchors_file()
    lines = file.read_text().splitlines() if file.exists() else []
    kept: list[Anchor] = []
    for line in lines:
        anchor = Anchor(**json.loads(line))
        kept = [anchor] if anchor.restored else [*kept, anchor]
    return kept


def cut_off(marks: dict[int, str]) -> Iterator[str]:
    """A sentence for each anchor that the chain, as {number: mark}, no longer reaches or fits."""
    for anchor in anchors():
        if anchor.number and marks.get(anchor.number) != anchor.mark:
            yield (
                f"On {anchor.day} the record had {anchor.number} entries; now it ends earlier, or another stands there."
            )
