"""Lines before Markdown has read them: which of them stand outside of code blocks."""

import re
from collections.abc import Iterator, Sequence

FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$")


def outside_code(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(where it stands, the line) for each line with a text, outside of fences and not set in like code."""
    closing = ""
    for at, line in enumerate(lines):
        found = FENCE.match(line)
        if found and not closing:
            closing = found[1]
        elif found and found[1].startswith(closing) and not found[2]:
            closing = ""
        elif not closing and line.strip() and not line.startswith(("    ", "\t")):
            yield at, line
