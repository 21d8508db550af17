"""Questions that stand in a code block, one a line, where nothing else in the document asks."""

import re
from collections.abc import Sequence

from questions.importing.about import QUESTIONS
from questions.importing.seeing.labels import ANSWER_WORDS, read_label
from questions.importing.seeing.outside import FENCE, outside_code
from questions.importing.wording import ASKS, asking, ends_asking, has_mark

PLAIN = ("", "text", "txt", "plaintext", "md", "markdown")
# The name of a part: "STORAGE", "On storage:".
NAME = re.compile(r"[^\W\d_][\w &/-]{1,40}:?")
PER_NAME = 2
ANSWER = re.compile(rf"(?:a|{ANSWER_WORDS})\s?[:：]", re.I)
FEWEST, FEWEST_TITLED = 5, 2
HARDLY = 0.25
LONGEST_TITLE = 100


def without_code(lines: list[str]) -> list[str]:
    """The lines with such blocks as lists: their fences blank, and a bullet before what has no number."""
    blocks = [block for block in _blocks(lines) if _asks(lines[block.start + 1 : block.stop - 1])]
    if not blocks:
        return lines
    asked = sum(bool(lines[at].strip()) for block in blocks for at in range(block.start + 1, block.stop - 1))
    outside = list(outside_code(lines))
    title = outside[0][1] if outside else ""
    titled = QUESTIONS.search(title) and len(title) <= LONGEST_TITLE and not has_mark(title)
    beside = sum(_asks_beside(line) for _, line in outside)
    if asked < (FEWEST_TITLED if titled else FEWEST) or beside > HARDLY * asked:
        return lines
    found = list(lines)
    for block in blocks:
        found[block.start : block.stop] = ["", *map(_item, lines[block.start + 1 : block.stop - 1]), ""]
    return found


def _asks_beside(line: str) -> bool:
    """By a question mark, or in words that are set as a title, in bold or with a number."""
    text = line.lstrip("#-*+> ")
    label = read_label(text)
    return ends_asking(text) or ((label is not None or text != line) and asking(label.text if label else text) >= ASKS)


def _blocks(lines: Sequence[str]) -> list[range]:
    """From fence to fence, without a language."""
    found: list[range] = []
    opening: tuple[int, re.Match[str]] | None = None
    for at, line in enumerate(lines):
        fence = FENCE.match(line)
        if fence and opening is None:
            opening = at, fence
        elif fence and opening and fence[1].startswith(opening[1][1]) and not fence[2]:
            if opening[1][2].lower() in PLAIN:
                found.append(range(opening[0], at + 1))
            opening = None
    return found


def _asks(block: Sequence[str]) -> bool:
    lines = [line.strip().lstrip("-*+ ") for line in block if line.strip() and not ANSWER.match(line.strip())]
    names = [line for line in lines if NAME.fullmatch(line) and asking(line) < ASKS]
    if len(names) * (1 + PER_NAME) > len(lines):
        return False
    texts = [label.text if (label := read_label(line)) else line for line in lines if line not in names]
    aloud = sum(map(has_mark, texts))
    return len(texts) > 0 and aloud * 2 >= len(texts) and all(asking(text) >= ASKS for text in texts)


def _item(line: str) -> str:
    text = line.strip()
    if NAME.fullmatch(text) and asking(text) < ASKS:
        return f"**{text.rstrip(':')}**"
    bare = text and not read_label(text) and not ANSWER.match(text) and text[:1] not in "-*+"
    return f"+ {text}" if bare else text
