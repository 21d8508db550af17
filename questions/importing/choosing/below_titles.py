"""Which headings of one depth hold questions: an answer and a section have headings as well."""

from collections import defaultdict
from collections.abc import Sequence

from questions.importing.about import QUESTIONS
from questions.importing.choosing.groups import carries, ends_of
from questions.importing.choosing.lists import ADVICE, OFTEN
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, asking


def asking_below_titles(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Of headings those under a title of advice only where one of them asks; and where a chapter of questions follows
    upon chapters of something else, those of that chapter.
    """
    marks = _without_sections(_without_labels(marks), page)
    sections: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        sections[page.title_over(mark.line, mark.depth)].append(mark)
    silent = {title for title, members in sections.items() if not any(mark.asks >= MAY_ASK for mark in members)}
    chapter = not page.opens_with_questions and any(QUESTIONS.search(title) for title in sections.keys() - silent)
    answered = any(page.has_answer(mark.line, len(page.lines)) for title in silent for mark in sections[title])
    advice = {
        title
        for title, members in sections.items()
        if ADVICE.search(title) and not QUESTIONS.search(title) and all(mark.asks < 1 for mark in members)
    }
    mute = advice | (silent if chapter and not answered else set())
    return _without_empty([mark for mark in marks if page.title_over(mark.line, mark.depth) not in mute], page)


def _without_labels(marks: Sequence[Mark]) -> Sequence[Mark]:
    """ "### Example:" leads on to a part of an answer, where the titles without a colon ask."""
    rest = [mark for mark in marks if mark.label or mark.asks >= ASKS or not mark.text.endswith((":", "："))]
    return rest if len(rest) > 1 and all(mark.asks >= ASKS for mark in rest) else marks


def _without_sections(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the silent titles right above several deeper ones that all ask."""
    both = zip(marks, ends_of(marks, page), strict=True)
    return [mark for mark, end in both if mark.asks > 0 or not _holds_questions(mark, end, page)]


def _holds_questions(mark: Mark, end: int, page: Page) -> bool:
    inner = [each for each in page.headings if mark.line < each.line < end]
    asked = len(inner) > 1 and all(asking(each.text) >= ASKS for each in inner)
    return asked and not page.has_text(mark.end, inner[0].line)


def _without_empty(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """A silent title right above the next is a section as high as its questions, where all that ask have a text, or
    nearly all others ask and most have one; so is the document's own title, where all others ask.
    """
    several = page.about_questions or len(marks) > 2 * OFTEN
    if several and _alone_is_silent(marks) and _is_title(marks[0], page):
        return list(marks[1:])
    carried = [carries(mark, end, page) for mark, end in zip(marks, ends_of(marks, page), strict=True)]
    asked = [sure for mark, sure in zip(marks, carried, strict=True) if mark.asks >= MAY_ASK]
    rest = [mark for mark, sure in zip(marks, carried, strict=True) if sure or mark.asks > 0 or mark.label]
    mostly = len(asked) * 5 >= len(rest) * 4 and sum(asked) * 2 >= len(rest)
    return rest if len(asked) >= OFTEN and (all(asked) or mostly) else list(marks)


def _alone_is_silent(marks: Sequence[Mark]) -> bool:
    return (
        len(marks) > OFTEN
        and marks[0].asks == 0
        and not marks[0].label
        and all(mark.asks >= MAY_ASK for mark in marks[1:])
    )


def _is_title(mark: Mark, page: Page) -> bool:
    return any(heading.line == mark.line for heading in page.headings[:1])
