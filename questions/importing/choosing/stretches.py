"""Stretches of the run of numbers that ask here and there: below a title of questions the others name a subject."""

from collections.abc import Sequence

from questions.importing.choosing.lists import ADVICE
from questions.importing.choosing.runs import FEWEST, SOME, kind_of
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS


def stretches(run: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """Where some members of a stretch that counts on were chosen, all others that are set so, though they only name a
    subject; of a run without any that was chosen all stretches of which some ask.
    """
    lines = {mark.line for mark in chosen}
    found: list[Mark] = []
    for stretch in _stretches(run) if page.titled_questions else ():
        certain = [mark for mark in stretch if (mark.line in lines if chosen else mark.asks >= ASKS)]
        kinds = set(map(kind_of, certain))
        asks = sum(mark.asks for mark in stretch) >= SOME * len(stretch)
        if len(stretch) >= FEWEST and asks and not _is_advice(stretch, page):
            found += [mark for mark in stretch if kind_of(mark) in kinds and mark.line not in lines]
    return found


def _is_advice(stretch: Sequence[Mark], page: Page) -> bool:
    return ADVICE.search(page.title_over(stretch[0].line, stretch[0].depth or 7)) is not None


def _stretches(run: Sequence[Mark]) -> list[list[Mark]]:
    """Each counts on by one from 1."""
    found: list[list[Mark]] = []
    for mark in run:
        if found and mark.number == (found[-1][-1].number or 0) + 1:
            found[-1].append(mark)
        elif mark.number == 1:
            found.append([mark])
    return found
