"""A page of nothing but questions, one a line or a paragraph, without a mark of any kind: as people paste them."""

from collections.abc import Iterator, Sequence

from questions.importing.faces import face_of
from questions.importing.labels import read_label
from questions.importing.marks import Mark
from questions.importing.outline import Leaf
from questions.importing.wording import asking

ASKS = 0.9
FEWEST = 5
SHARE = 0.6
LONGEST = 300


def bare_questions(leaves: Sequence[Leaf]) -> list[Mark]:
    """None unless most lines of the page ask; then its lines that ask, which have no answers."""
    lines = list(_lines(leaves))
    asking_lines = [mark for mark in lines if mark.asks >= ASKS]
    if len(asking_lines) < FEWEST or len(asking_lines) < SHARE * len(lines):
        return []
    return asking_lines


def _lines(leaves: Sequence[Leaf]) -> Iterator[Mark]:
    for leaf in leaves:
        for offset, line in enumerate(leaf.text.split("\n")):
            face = face_of(line)
            if leaf.kind == "paragraph" and not leaf.nest and len(line) <= LONGEST and not read_label(face.text):
                asks = asking(face.text)
            else:
                asks = 0.0
            if face.text:
                at = leaf.start + offset
                yield Mark(
                    at, at + 1, ("line", 0, "bare", ""), None, f"{face.text} {face.tail}".strip(), asks, answer=""
                )
