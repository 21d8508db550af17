"""Questions where a person says that they begin, instead of where the reader would have chosen them."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from questions.importing.seeing.marks import PLAIN, Mark, plain_mark
from questions.importing.seeing.page import Page


def given_marks(lines: Collection[int], own: Sequence[Mark], marks: Sequence[Mark], page: Page) -> list[Mark]:
    """For each of the lines (from 0) what the reader chose there itself, or the mark it sees there, or a plain one;
    none for a line without a word.
    """
    chosen, seen = _by_line(own), _by_line(marks)
    asked = sorted(line for line in lines if line < len(page.lines) and re.search(r"\w", page.lines[line]))
    found = [mark for line in asked for mark in chosen[line] or seen[line][:1] or [_plain(line, page)]]
    return [_ended(mark, after) for mark, after in zip_longest(found, found[1:])]


def _ended(mark: Mark, after: Mark | None) -> Mark:
    """A mark over several lines ends where a person sees the next question."""
    return replace(mark, end=after.line) if after and mark.line < after.line < mark.end else mark


def _by_line(marks: Sequence[Mark]) -> defaultdict[int, list[Mark]]:
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.line].append(mark)
    return found


def _plain(line: int, page: Page) -> Mark:
    leaf = page.leaf_at(line)
    if leaf and leaf.kind == "table":
        cells = next((cells for at, cells in leaf.rows if at == line), ())
        if any(cells):
            return _of_cells(line, list(filter(None, cells)))
    if leaf and leaf.kind == "fence" and leaf.start == line:
        return Mark(line, line, PLAIN, None, "", 0.0)  # the block itself is what is asked
    return plain_mark(page.lines[line], line)


def _of_cells(line: int, cells: Sequence[str]) -> Mark:
    """A row of a table whose columns say nothing: the first cell with words asks, the others answer."""
    asked = next((at for at, cell in enumerate(cells) if any(map(str.isalpha, cell))), 0)
    mark = plain_mark(cells[asked], line)
    return replace(mark, tail="\n\n".join(filter(None, (mark.tail, *cells[asked + 1 :]))))
