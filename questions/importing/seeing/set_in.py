"""Text that its author set in by four blanks or more, and that so looks like code."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import begins_answer

# Words as a sentence has them, one behind the other, or an option by its letter.
WORDY = re.compile(r"\W*(?:[^\W\d_][\w'’-]*[,.;:]?\s+){3}|\s*\(?[A-H][.)]\s+\S", re.I)
MOSTLY = 0.5


def set_out(tokens: Sequence[Token], lines: Sequence[str]) -> list[str] | None:
    """The lines with such text at the margin, each less its own blanks; None where there is none."""
    spans = [token.map for token in tokens if token.type == "code_block" and token.map and _is_text(token.content)]
    if not spans:
        return None
    inside = {number for start, end in spans for number in range(start, end)}
    return [line.strip() if number in inside else line for number, line in enumerate(lines)]


def _is_text(content: str) -> bool:
    """Sentences or options, and among them a line that begins an answer: "Answer: C"."""
    lines = [line for line in content.split("\n") if line.strip()]
    answers = sum(begins_answer(face_of(line).text) and not line.strip()[0].islower() for line in lines)
    said = sum(WORDY.match(line) is not None for line in lines)
    return answers > 0 and said >= MOSTLY * (len(lines) - answers)
