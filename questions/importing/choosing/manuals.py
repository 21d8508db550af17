"""Documents of which no title speaks of questions: manuals, changelogs and forms ask as well, but no candidate."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.choosing.groups import Group
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, ends_asking, has_mark

FEWEST = 3
MANY = 5
LONG = 10
MOSTLY = 0.65
COUNTED = 0.7
# Words that begin a question and half a sentence alike, where no question mark tells which.
HALF = re.compile(
    r"(?:how to|how it|when|where|if|unless|is|are|was|were|do|does|did|has|have|may|can|could|should|would|will|"
    r"shall|you|now|and|so|but|given|assume|assuming|consider|suppose|in|on|at|for|from|to|with|by|under|"
    r"what(?:'s|’s| is) new|define|show|features|types|uses?|examples?)\b",
    re.I,
)
# What the reader of a manual asks about his own doing; an interviewer says "you".
OWN_DOING = re.compile(
    r"\b(?:(?:do|can|should|could|must|may|am|did|have) i|i (?:get|see|have|want|need|am)|i'm|my)\b", re.I
)
BY_HALF, HARDLY = 0.5, 0.25
FILLING = 0.4
PLAIN = ("line", 0, "")
LATE, OFTEN = 0.25, 0.1


def sobered(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with the weight that their words have where nothing else speaks of questions."""
    names = Counter(_without_numbers(mark) for mark in marks if mark.depth)
    return [replace(mark, asks=_weight(mark, names[_without_numbers(mark)])) for mark in marks]


def _without_numbers(mark: Mark) -> str:
    return re.sub(r"\d[\d.x]*", "", mark.text)


def _weight(mark: Mark, same: int) -> float:
    if mark.depth and same >= FEWEST and _without_numbers(mark) != mark.text:
        return 0.0  # "What is new in 2.4?" above each release
    if OWN_DOING.search(mark.text):
        return min(mark.asks, BY_HALF)
    if not re.search(r"\w", mark.text):
        return 0.0
    if has_mark(mark.text):
        return mark.asks
    return min(mark.asks, HARDLY) if mark.asks < ASKS or HALF.match(mark.text) else mark.asks


def speaks_for_itself(group: Group, page: Page) -> bool:
    """Whether the marks of one shape are questions though no title says so: by their labels, by their question marks,
    or since they are counted and all request something.
    """
    if group.shape[3] == "question" or group.shape[0] == "row" or group.is_answered:
        return True
    if len(group.marks) >= LONG and group.counts_up == 1 and group.asks >= ASKS:
        return True
    if group.shape[0] in ("item", "ordered") and group.carries < BY_HALF and not _fills(group, page):
        return False  # what a reader of instructions is to ask himself
    if group.shape[:3] == PLAIN and not _runs_through(group, page):
        return False  # what somebody noted among other things
    if group.asks < (MOSTLY if len(group.marks) * group.asks_aloud < MANY else BY_HALF):
        return False
    return group.asks_aloud >= BY_HALF or (len(group.marks) >= FEWEST and group.counts_up >= COUNTED)


def _runs_through(group: Group, page: Page) -> bool:
    """Whether the lines begin early in the document and come again and again."""
    before = bisect_left(page.texts, group.marks[0].line)
    return before <= LATE * len(page.texts) and len(group.marks) >= OFTEN * len(page.texts)


def _fills(group: Group, page: Page) -> bool:
    """Whether hardly anything else stands in the document than what is listed here, or asks elsewhere."""
    asked = sum(ends_asking(page.lines[line]) for line in page.texts) if group.asks_aloud == 1 else 0
    return max(len(group.marks), asked) >= FILLING * len(page.texts)
