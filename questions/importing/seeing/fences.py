"""Fences that hide questions: a document wrapped whole into one, and one that is never closed."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from markdown_it.token import Token

from questions.importing.document import Warned
from questions.importing.seeing.counters import with_numbers
from questions.importing.seeing.in_code import without_code
from questions.importing.seeing.outside import FENCE
from questions.importing.seeing.parsing import parse
from questions.importing.seeing.pasted import unpasted
from questions.importing.seeing.set_in import set_out
from questions.importing.seeing.turns import with_labels
from questions.importing.wording import ASKS, asking, ends_asking

ASKED = re.compile(
    r"\s{0,3}(?:#{1,6}\s+\S.*|\*\*\s*(?:Q|Question\s*)?\d+\s*[.:)].*|(?:Q|Question )\d+\s*[.:)].*|<summary>.*|"
    r"#{1,6}\s*.*\?)\s*$",
    re.I,
)
TITLE = re.compile(r"#{1,6}\s")
# What VuePress and its kin frame: "::: details What is a lease?" up to ":::".
FRAME = re.compile(r":{3,}\s*[a-z-]+\s+(?=.*\w)(\S.*)", re.I)
FRAME_END = re.compile(r":{3,}\s*(?:[a-z-]+\W*)?", re.I)
WRAPPED = "This document stands in a code block of its own; it was read as if it did not."
UNCLOSED = "The code block from line {} on is not closed; it was ended before line {}, where a question follows."


def parse_recovering(text: str, warnings: list[Warned]) -> tuple[list[Token], list[str]]:
    """The tokens and the lines of a document whose stray fences were taken out or closed; each is warned of."""
    lines = unpasted(_unframed(_unwrapped(text.split("\n"), warnings)))
    lines = with_numbers(with_labels(without_code(lines)))
    for _ in range(20):
        tokens = parse("\n".join(lines))
        stray = next((found for token in tokens if (found := _stray(token, lines))), None)
        if stray is None:
            break
        start, before = stray
        warnings.append(Warned(start + 1, UNCLOSED.format(start + 1, before + 1)))
        lines = _closed(lines, start, before)
    at_margin = set_out(tokens, lines)
    return (parse("\n".join(at_margin)), at_margin) if at_margin else (tokens, lines)


def unfenced(tokens: Sequence[Token], lines: Sequence[str], begins: Collection[int]) -> list[str] | None:
    """The lines with the code that one of the lines stands in (from 0, excluded where the code begins) as a text: its
    fences blanked, or set out to the margin; None where there is none.
    """
    plain, asked = list(lines), sorted(begins)
    for token in tokens:
        start, end = token.map or (0, 0)
        first = start + (token.type == "fence")
        if token.type in ("fence", "code_block") and bisect_left(asked, first) < bisect_left(asked, end):
            plain[start:end] = _as_text(token, plain[start:end])
    return plain if plain != lines else None


def _as_text(token: Token, lines: Sequence[str]) -> list[str]:
    if token.type == "code_block":
        return [line.strip() for line in lines]
    closed = len(lines) > 1 and FENCE.match(lines[-1]) is not None
    return ["", *lines[1:-1], ""] if closed else ["", *lines[1:]]


def _unwrapped(lines: list[str], warnings: list[Warned]) -> list[str]:
    """A fence named "markdown" with headings inside is a wrapping; blanked, so that lines keep their numbers."""
    if whole := _whole(lines):
        warnings.append(Warned(whole[0] + 1, WRAPPED))
        return ["" if number in whole else line for number, line in enumerate(lines)]
    if (unclosed := _unclosed_wrapping(lines)) is not None:
        warnings.append(Warned(unclosed + 1, WRAPPED))
        return [*lines[:unclosed], "", *lines[unclosed + 1 :]]
    opening = next((number for number, line in enumerate(lines) if FENCE.match(line) or TITLE.match(line)), None)
    if opening is not None and _wraps(lines, opening):
        warnings.append(Warned(opening + 1, WRAPPED))
        return [*lines[:opening], "", *lines[opening + 1 :]]
    return lines


def _unclosed_wrapping(lines: Sequence[str]) -> int | None:
    """Where a fence named "markdown" begins that nothing closes: the rest of the document was pasted into it."""
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if found and found[2].lower() in ("markdown", "md") and _wraps(lines, number):
            marks = found[1]
            return None if any(text.strip() == marks for text in lines[number + 1 :]) else number
    return None


def _wraps(lines: Sequence[str], opening: int) -> bool:
    """Whether a fence named "markdown" that nothing stands before holds several titles."""
    found = FENCE.match(lines[opening])
    inside = lines[opening + 1 : opening + 400]
    named = found is not None and found[2].lower() in ("markdown", "md")
    return named and sum(bool(TITLE.match(text)) for text in inside) > 2


def _unframed(lines: list[str]) -> list[str]:
    """Frames whose titles ask become headings of the lowest depth; others stay as they are."""
    frames = [found[1] for line in lines if (found := FRAME.fullmatch(line))]
    if len(frames) < 2 or sum(asking(title) >= ASKS for title in frames) * 2 < len(frames):
        return lines
    plain = ["" if FRAME_END.fullmatch(line) else line for line in lines]
    return [f"###### {found[1]}" if (found := FRAME.fullmatch(line)) else line for line in plain]


def _whole(lines: Sequence[str]) -> tuple[int, int] | None:
    """(first line, last line) where those two alone are fences and hold a text that asks, and no program."""
    fences = [number for number, line in enumerate(lines) if FENCE.match(line)]
    written = [number for number, line in enumerate(lines) if line.strip()]
    if len(fences) != 2 or fences != [written[0], written[-1]] or lines[fences[1]].strip(" `~"):
        return None
    found = FENCE.match(lines[fences[0]])
    plain = found is not None and (found[2].lower() in ("", "markdown", "md", "text", "txt") or _is_titled(found[0]))
    return (fences[0], fences[1]) if plain and sum(ends_asking(lines[number]) for number in written) > 1 else None


def _is_titled(fence: str) -> bool:
    """Whether several words stand where the name of a language would: the title of the document."""
    return len(fence.strip(" `~").split()) > 2


def _stray(token: Token, lines: Sequence[str]) -> tuple[int, int] | None:
    """(line of the fence, line to end it before) where the fence runs over another opening, or to the end."""
    if token.type != "fence" or not token.map or token.info.strip().lower() in ("markdown", "md"):
        return None
    start, end = token.map
    closed = FENCE.match(lines[end - 1]) is not None and end - start > 1
    opened = (number for number in range(start + 1, end - 1) if (found := FENCE.match(lines[number])) and found[2])
    limit = next(opened, end if not closed else start)
    for number in range(start + 2, limit):
        if ASKED.match(lines[number]) and not lines[number - 1].strip():
            return start, number
    return None


def _closed(lines: list[str], start: int, before: int) -> list[str]:
    """The fence ends on the blank line before the question: no line is added."""
    found = FENCE.match(lines[start])
    marks = found[1] if found else "```"
    return [*lines[: before - 1], marks, *lines[before:]]
