"""Questions one a line or a paragraph, without any mark, as people paste them: a page of them, or a section."""

import re
from collections.abc import Iterator, Sequence

from questions.importing.about import QUESTIONS
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.outline import Leaf
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, asking, has_mark

FEWEST = 5
FEWEST_BELOW_A_TITLE = 3
SHARE = 0.6
NEARLY_ALL = 0.8
LONGEST = 300
BESIDE = re.compile(r"\W*(?:contribut|licen[sc]e|support|contact|authors?\b|credits|acknowledge|feedback)", re.I)
# "1–20: Basics" says what the lines below it are about.
RANGE = re.compile(r"\d+\s*[-–—]\s*\d+\s*[:.)]")
# "What follows is about storage.": a statement, where the others have question marks.
TOLD = re.compile(r"(?:what|how|when|where|why|which|who)\b.*\.\W*$", re.I)


def bare_questions(leaves: Sequence[Leaf], page: Page) -> list[Mark]:
    """None unless most lines of the page ask, or of a section that says so; then the lines that ask, unanswered."""
    lines = list(_lines(leaves, page))
    opening = page.headings[1].line if len(page.headings) > 1 else -1
    all_ask = page.titled_questions and all(mark.asks >= ASKS for mark in lines if mark.line > opening)
    return _if_most_ask(lines, FEWEST_BELOW_A_TITLE if all_ask else FEWEST) or _in_sections(lines, page)


def _if_most_ask(lines: Sequence[Mark], fewest: int) -> list[Mark]:
    asking_lines = [mark for mark in lines if mark.asks >= ASKS]
    aloud = [mark for mark in asking_lines if has_mark(mark.text)]
    if len(aloud) >= max(fewest, SHARE * len(asking_lines)):
        lines = [mark for mark in lines if has_mark(mark.text) or not TOLD.match(mark.text)]
        asking_lines = [mark for mark in lines if mark.asks >= ASKS]
    if len(asking_lines) >= max(fewest, NEARLY_ALL * len(lines)):
        return [mark for mark in lines if mark.asks >= MAY_ASK]
    return asking_lines if len(asking_lines) >= max(fewest, SHARE * len(lines)) else []


def _in_sections(lines: Sequence[Mark], page: Page) -> list[Mark]:
    found: list[Mark] = []
    for heading in page.headings:
        if QUESTIONS.search(heading.text) and not page.is_turned(heading.line + 1):
            end = page.closing(heading.line, len(page.lines), 6)
            found += _if_most_ask([mark for mark in lines if heading.line < mark.line < end], FEWEST_BELOW_A_TITLE)
    return found


def _lines(leaves: Sequence[Leaf], page: Page) -> Iterator[Mark]:
    """Without titles and lists beside them, where the document is about questions."""
    for leaf in leaves:
        if page.about_questions and (leaf.kind == "heading" or leaf.item or _is_beside(leaf, page)):
            continue
        lines = leaf.text.split("\n")
        weights = [_asks(leaf, line) for line in lines]
        if len(lines) >= FEWEST and sum(weight >= ASKS for weight in weights) >= NEARLY_ALL * len(lines):
            # A list that only names a subject here and there.
            weights = [0.0 if RANGE.match(face_of(line).text) else 1.0 for line in lines]
        for offset, (line, asks) in enumerate(zip(lines, weights, strict=True)):
            face, at = face_of(line), leaf.start + offset
            if face.text:
                text = f"{face.text} {face.tail}".strip()
                yield Mark(at, at + 1, ("line", 0, "bare", ""), None, text, asks, answer="")


def _is_beside(leaf: Leaf, page: Page) -> bool:
    """Below "Contributing" or the like."""
    return BESIDE.match(page.title_over(leaf.start, 7)) is not None


def _asks(leaf: Leaf, line: str) -> float:
    face = face_of(line)
    if not has_mark(face.text) and (face.style == "lead" or face.text.endswith((":", "："))):
        return 0.0  # "**Why it is asked:** It hurts.", "How to use this page:"
    plain = leaf.kind == "paragraph" and not leaf.nest and len(line) <= LONGEST and not read_label(face.text)
    return asking(face.text) if plain else 0.0
