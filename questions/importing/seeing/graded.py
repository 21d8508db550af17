"""Problems copied out of a site: below each title its difficulty and how many solved it, on lines of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from questions.importing.wording import ASKS, asking

GRADE = re.compile(r"\W*(difficulty\W+)?(easy|medium|med|hard)[\s.]*", re.I)
RATE = re.compile(r"\W*(?:acceptance(?: rate)?\W+)?\d{1,3}(?:\.\d{1,2})?\s*%\W*", re.I)
BUTTON = re.compile(r"\W*(?:(?:video )?solution|editorial|premium)\W*", re.I)
TITLE = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,4}[.)]\s)")
# So many titles have a grade below them, and no less a share of all titles and items: else it is one over several.
FEWEST, MOSTLY = 3, 0.6
LONGEST = 40


def with_grades(lines: Sequence[str]) -> list[str]:
    """Each title with its grade in brackets behind it, and the lines below it left blank; all keep their numbers. What
    is neither numbered nor a heading becomes an item.
    """
    found = list(_graded(lines))
    titles = sum(TITLE.match(line) is not None for line in lines)
    if len(found) < max(FEWEST, MOSTLY * titles):
        return list(lines)
    kept = list(lines)
    for title, below, grade in found:
        bullet = "" if TITLE.match(lines[title]) else "- "
        kept[title] = f"{bullet}{lines[title].rstrip()} ({grade})"
        kept[below.start : below.stop] = [""] * len(below)
    return kept


def _graded(lines: Sequence[str]) -> Iterator[tuple[int, range, str]]:
    """(line of the title, lines below it, the only grade among these)."""
    title = None
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if not _says(line):
            title = at
        elif title is not None:
            below = range(title + 1, at + len(list(takewhile(_may_say, lines[at : at + 8]))))
            grades = [grade for number in below if (grade := GRADE.fullmatch(lines[number]))]
            pasted = any(RATE.fullmatch(lines[number]) for number in below) or not any(grade[1] for grade in grades)
            if len(grades) == 1 and pasted and _names(lines[title]):
                yield title, below, grades[0][2].capitalize()
            title = None


def _names(line: str) -> bool:
    """What asks, or is set in bold, is a question whose difficulty is said below it."""
    return asking(line) < ASKS and "**" not in line


def _says(line: str) -> bool:
    return len(line) < LONGEST and any(said.fullmatch(line) for said in (GRADE, RATE, BUTTON))


def _may_say(line: str) -> bool:
    return not line.strip() or _says(line)
