"""Words near each other in meaning, where `make vectors` has derived a table of them; without it no word is near.

One line for each stem: the stem, a tab, and its neighbours with their likeness in hundredths. It is never committed.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "words" / "neighbours.txt"


@lru_cache(maxsize=4096)
def neighbours_of(stem: str) -> Mapping[str, float]:
    """Stem -> likeness, 0..1."""
    cells = (cell.rpartition(":") for cell in _lines().get(stem, "").split())
    return {other: int(hundredths) / 100 for other, _, hundredths in cells}


@cache
def _lines() -> Mapping[str, str]:
    """Read as lines and taken apart when asked, which keeps 14,000 words within a few megabytes."""
    if not TABLE.exists():
        return {}
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {stem: cells for stem, tab, cells in (line.partition("\t") for line in lines) if tab}


def forget() -> None:
    """Reads the table anew when it is next asked."""
    neighbours_of.cache_clear()
    _lines.cache_clear()
