"""Where the reader of a document was unsure: what only its shape makes a question, and what asks and is none."""

from collections.abc import Sequence

from questions.importing.document import Warned
from questions.importing.marks import ASKS, Mark
from questions.importing.page import Page
from questions.importing.wording import ends_asking

SILENT = "This is taken for a question because those beside it are; in words it does not ask."
MOSTLY_SILENT = "{} of {} titles, from here on, are taken for questions by what stands below; in words they do not ask."
LEFT = "This asks, and is not taken for a question: it stands apart from those that recur."
AND_MORE = "{} more lines below ask and are not taken for questions."
MOST = 20


def doubts(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Warned]:
    return [*_silent(chosen), *_left(marks, chosen, page)]


def _silent(chosen: Sequence[Mark]) -> list[Warned]:
    """One warning for each, or one for all where they are the greater part."""
    silent = [mark for mark in chosen if mark.label != "question" and mark.asks < ASKS]
    if len(silent) * 2 <= len(chosen):
        return [Warned(mark.line + 1, SILENT) for mark in silent]
    return [Warned(silent[0].line + 1, MOSTLY_SILENT.format(len(silent), len(chosen)))]


def _left(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Warned]:
    """Of titles alone: not what an answer or its follow-ups ask, the entries of a table of contents, or what the
    document sets apart for somebody else.
    """
    known = {mark.text for mark in chosen}
    lines = {mark.line for mark in chosen}
    left = sorted(
        {
            mark.line
            for mark in marks
            if _is_title(mark) and mark.asks >= 1 and ends_asking(mark.text)
            if mark.line not in lines and mark.text not in known
            if not page.is_in_answer(mark.line) and not page.is_turned(mark.line)
        }
    )
    more = [Warned(left[MOST] + 1, AND_MORE.format(len(left) - MOST))] if len(left) > MOST else []
    return [*(Warned(line + 1, LEFT) for line in left[:MOST]), *more]


def _is_title(mark: Mark) -> bool:
    return mark.carrier == "heading" or mark.style == "bold"
