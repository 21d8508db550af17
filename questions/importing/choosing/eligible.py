"""Whether the marks of one shape can be the questions of a document: how much they ask, carry and count."""

from questions.importing.about import QUESTIONS
from questions.importing.choosing.filling import asks_throughout
from questions.importing.choosing.groups import Group
from questions.importing.choosing.manuals import speaks_for_itself
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS

ENOUGH = 0.5
CERTAIN = 0.7
MANY = 0.4
FEWEST = 3
ALL, SOME = 0.95, 0.15
SEVERAL, MANY_TERMS = 4, 6


def may_be_questions(group: Group, page: Page, strict: bool) -> bool:
    """`strict` is for what stands beside questions that were found already."""
    return _is_heard(group, page) and _eligible(group, page, strict)


def _only_lead(group: Group, page: Page) -> bool:
    """Titles of subjects, each over a list that a label ("Sample questions:") says to be the questions."""
    leading = sum(page.announces(mark.end, end) for mark, end in zip(group.marks, group.ends, strict=True))
    return leading >= CERTAIN * len(group.marks)


def _is_heard(group: Group, page: Page) -> bool:
    """What asks by its words alone counts in a document that speaks of questions."""
    if page.about_questions or QUESTIONS.search(page.line_above(group.marks[0].line)):
        return True
    return (_counts_through(group) and group.asks_aloud > 0) or speaks_for_itself(group, page)


def _eligible(group: Group, page: Page, strict: bool) -> bool:
    carrier, _, style, label = group.shape
    if _is_ruled_out(group, page, strict):
        return False
    if carrier == "row" and style and _is_said(group, page, strict):
        return True
    if carrier == "line" and not style and not label and not group.marks[0].is_linked:
        return len(group.marks) > 2 and group.asks >= CERTAIN and group.carries > CERTAIN
    few = carrier == "heading" and not label and len(group.marks) < FEWEST
    if max(group.asks, group.answered) >= (CERTAIN if strict or few else ENOUGH):
        return True
    if strict:
        return page.about_questions and (_is_counted_beside(group, page) or _all_request(group))
    return _counts_through(group) or (page.about_questions and _is_plausible(group, page))


def _is_said(group: Group, page: Page, strict: bool) -> bool:
    """The header says that its column holds questions, or their titles in a document of questions and nothing else."""
    if group.shape[2] == "titled":
        return page.titled_questions and not strict
    return page.about_questions or group.asks >= SOME


def _is_ruled_out(group: Group, page: Page, strict: bool) -> bool:
    """Titles that only lead to questions, and too few; beside others, items that nothing says to be questions."""
    is_title = group.shape[0] == "heading"
    said = page.says_questions(group.marks[0].line)
    listed = group.shape[0] in ("item", "ordered")
    if strict and listed and not said and group.answered < CERTAIN and not _asks_throughout(group):
        return True
    certain = is_title or said or min(group.asks, group.answered) >= ASKS
    if len(group.marks) < (FEWEST if strict and not certain else 2):
        return True
    return is_title and group.asks < MANY and _only_lead(group, page)


def _asks_throughout(group: Group) -> bool:
    """Whether each asks, and not by the way to where it is asked."""
    counted = group.counts_up == 1 and group.asks >= ASKS
    asked = len(group.marks) > FEWEST and (counted or group.asks_aloud == 1)
    return asked and not any("](" in mark.text for mark in group.marks)


def _is_counted_beside(group: Group, page: Page) -> bool:
    """Numbered tasks, or numbered titles of which many ask, each with a text below it."""
    if group.carries < CERTAIN or not group.rises:
        return False
    several = len(group.marks) >= FEWEST
    if group.shape[3] == "task":
        return group.asks >= ENOUGH or (several and page.says_questions(group.marks[0].line))
    return several and group.shape[0] == "heading" and group.asks >= MANY


def _all_request(group: Group) -> bool:
    """Several titles of which none only names something, each with a text below it."""
    several = group.shape[0] == "heading" and len(group.marks) >= FEWEST
    return several and group.carries == 1 and all(mark.asks >= ENOUGH for mark in group.marks)


def _counts_through(group: Group) -> bool:
    """Headings numbered from the first on, of which some only name a subject."""
    counted = group.shape[0] == "heading" and group.marks[0].number == 1 and min(group.counts_up, group.carries) == 1
    return counted and len(group.marks) > 3 and group.asks >= MANY


def is_answered_question(group: Group, page: Page) -> bool:
    """One question alone, with its answer labelled below it, or the first number of a document of questions."""
    if len(group.marks) != 1 or group.asks < ASKS:
        return False
    if group.marks[0].text.endswith(":"):
        return False
    first = group.shape[0] == "heading" and group.marks[0].number == 1 and page.about_questions
    return group.answered == 1 or (first and group.carries == 1)


def is_silent_fold(group: Group) -> bool:
    """Folded parts whose names do not ask: subjects, or the sections of a document."""
    return group.shape[0] == "summary" and group.asks < ENOUGH


def are_terms(group: Group, page: Page) -> bool:
    """Titles or bold lines of a document whose title names questions, each over its text: some ask, others only name a
    subject.
    """
    heading = group.shape[0] == "heading" and group.shape[1] > 1
    if not (heading or group.shape[:3] == ("line", 0, "bold")) or group.shape[3]:
        return False
    title = page.headings[0].text if page.headings and page.titled_questions else ""
    several = len(group.marks) >= (SEVERAL if heading else MANY_TERMS)
    return several and min(group.carries / ALL, group.asks / SOME) >= 1 and QUESTIONS.search(title) is not None


def _is_plausible(group: Group, page: Page) -> bool:
    """In a document about questions: what fills it, headings of which many ask, what is numbered throughout and has a
    text, or subjects that fold each its own answer.
    """
    if asks_throughout(group.marks, page):
        return True
    if group.carries < ENOUGH:
        return False
    if group.shape[0] == "summary":
        return page.titled_questions and len({mark.text for mark in group.marks}) > max(2, 0.8 * len(group.marks))
    if len(group.marks) < (2 if group.shape[3] == "task" else 3):
        return False
    told = group.asks > 0 or group.shape[3] == "task" or page.says_questions(group.marks[0].line)
    return (told and group.counts_up >= CERTAIN) or (group.shape[0] == "heading" and group.asks >= MANY)
