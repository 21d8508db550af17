"""Lines of a document as a sentence names them."""

from collections.abc import Sequence

MOST = 10


def lines_said(lines: Sequence[int | str]) -> str:
    """ "line 4", "lines 4 and 9", "lines 4, 9, 12 and 30 more". The lines count from 1; "4–9" is a span of them."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    told, left = (lines, 0) if len(lines) <= MOST else (lines[: MOST - 1], len(lines) - MOST + 1)
    first, last = (told[:-1], str(told[-1])) if not left else (told, f"{left} more")
    return f"lines {', '.join(map(str, first))} and {last}"
