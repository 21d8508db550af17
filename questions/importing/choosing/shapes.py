"""Which marks begin a question: the shape that recurs in the document, asks, and carries answers."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.about import BOILERPLATE, QUESTIONS, TURNED
from questions.importing.choosing.announced import announced_sections, holds, told_titles
from questions.importing.choosing.below_titles import asking_below_titles
from questions.importing.choosing.blanks import without_blanks
from questions.importing.choosing.contents import once, without_contents
from questions.importing.choosing.counting import counted_titles, missing
from questions.importing.choosing.eligible import (
    ENOUGH,
    are_terms,
    is_answered_question,
    is_silent_fold,
    may_be_questions,
)
from questions.importing.choosing.forgotten import continued, set_deeper, unanswered, unnumbered
from questions.importing.choosing.groups import Group, ends_of, is_covered, measure
from questions.importing.choosing.labelled import labelled
from questions.importing.choosing.led import without_led
from questions.importing.choosing.lines import asking_lines
from questions.importing.choosing.lists import LEADING, asking_items, listed_behind
from questions.importing.choosing.lone import lone_question
from questions.importing.choosing.manuals import sobered
from questions.importing.choosing.runs import between, run_of, without_inner_lists
from questions.importing.choosing.stretches import stretches
from questions.importing.choosing.terms import terms_beside
from questions.importing.seeing.marks import TERM, Mark, Shape
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, ends_asking, has_mark

MANY_TITLES = 8
# A chapter of its own, beside this document.
FILE = re.compile(r"^(?!\w+:|#).*(?:\.\w{2,8}|/)$")
# A title over questions: "Bonus questions", "Questions on joins".
CHAPTER = re.compile(
    r"[^.!?？:：]{0,50}"
    r"(?:\bquestions(?: (?:and|&) answers)?(?: (?:on|about|regarding|related to) [^.!?:]{1,40})?|\bq\s*&\s*a|"
    r"вопросы|\bpreguntas|\bperguntas|fragen|面试题|問題集)\W*(?:\([^()]*\)\W*)?",
    re.I,
)
FOLLOW_UP = re.compile(r"\W*follow[- ]?ups?(?: questions?)?\W*(?:\d\W*)?[:：]", re.I)
# An item that only leads to the others of its list, or closes it.
OPENING = re.compile(
    r"(?:introduction|intro|overview|preface|conclusion|summary|references?|(?:useful )?links|resources|"
    r"(?:полезные )?ссылки)\W*",
    re.I,
)


def choose(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """The marks that are questions, in the order of the document."""
    marks = marks if page.about_questions else sobered(marks)
    marks = _without_ways(marks)
    pool = without_blanks([mark for mark in marks if _may_ask(mark, page)], page)
    pool = without_led(without_contents(pool), page)
    run = run_of(pool, page)
    pool = without_inner_lists(pool, run, page)
    chosen = counted_titles(pool) or labelled(pool, page) or _best(pool, page) or stretches(run, [], page)
    for _ in range(4):
        more = _more(pool, run, chosen, page)
        if not more:
            break
        chosen = sorted([*chosen, *more], key=lambda mark: mark.line)
    return lone_question(marks, chosen, page) or once(chosen, page)


def _more(pool: Sequence[Mark], run: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """What the questions found so far lead to, the surest first."""
    left = _uncovered(pool, chosen, page) if chosen else []
    return (
        missing(left, chosen)
        or between(run, chosen)
        or stretches(run, chosen, page)
        or listed_behind(pool, chosen, page)
        or unnumbered(pool, chosen, page)
        or set_deeper(pool, chosen)
        or continued(pool, chosen)
        or unanswered(pool, chosen)
        or terms_beside(pool, chosen, page)
        or _best(_beside(left, chosen, page), page, strict=True)
        or _counted_through(pool, chosen, page)
        or _announced(left, chosen, page)
    )


def _without_ways(marks: Sequence[Mark]) -> list[Mark]:
    """Titles that lead each to the file of its answer, and most of which ask: those that do not are questions too."""
    led: dict[Shape, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.depth and mark.target and FILE.search(mark.target):
            led[mark.shape].append(mark)
    asking = {shape for shape, each in led.items() if len(each) > 4 and sum(m.asks for m in each) >= ENOUGH * len(each)}
    return [replace(m, target=None) if m.target and m.shape in asking and m in led[m.shape] else m for m in marks]


def _may_ask(mark: Mark, page: Page) -> bool:
    if _leads_away(mark, page) or _is_elsewhere(mark, page):
        return False
    if FOLLOW_UP.match(mark.text) or (mark.item and mark.asks == 0 and OPENING.fullmatch(mark.text)):
        return False
    if mark.carrier != "heading" and (mark.style != "bold" or (mark.item and ends_asking(mark.text))):
        return True
    if mark.depth == 1 and page.is_title(mark.line) and mark.label != "question" and mark.asks < 1:
        return False
    told = mark.carrier == "line" or mark.number is not None
    if mark.label == "question" or (told and has_mark(mark.text) and page.titled_questions):
        return True
    return not (BOILERPLATE.fullmatch(mark.text) or CHAPTER.fullmatch(mark.text) or TURNED.search(mark.text))


def _leads_away(mark: Mark, page: Page) -> bool:
    """A link to a file or a place, but for one to the answer of a question that is asked here."""
    if mark.target is None:
        return False
    if mark.carrier == "heading":
        return mark.asks < 1 and FILE.search(mark.target) is not None
    return mark.target.startswith("#") or (mark.carrier == "line" and not _is_indexed(mark, page))


def _is_elsewhere(mark: Mark, page: Page) -> bool:
    """In what the candidate may ask, in a folded answer, or a title folded away inside of another that does not ask."""
    if page.is_turned(mark.line) or page.is_in_answer(mark.line):
        return True
    silent = mark.carrier == "summary" and mark.asks < ASKS
    return silent and (page.is_nested(mark.line) or page.folds_others(mark.line))


def _is_indexed(mark: Mark, page: Page) -> bool:
    """A link to the answer in another file, in a section of questions."""
    return mark.asks >= 1 and page.says_questions(mark.line) and not (mark.target or "#").startswith("#")


def _best(pool: Sequence[Mark], page: Page, *, strict: bool = False) -> list[Mark]:
    every = _groups(pool, page)
    groups = [group for group in every if may_be_questions(group, page, strict)]
    groups += [group for group in every if not strict and is_answered_question(group, page)]
    if not strict and all(is_silent_fold(group) for group in groups):
        groups = [group for group in every if are_terms(group, page)] or groups
    if not groups:
        return []
    best = max(groups, key=lambda group: group.rank)
    return list((_container(best, groups, page) or best).marks)


def _groups(pool: Sequence[Mark], page: Page) -> list[Group]:
    shapes: dict[Shape, list[Mark]] = defaultdict(list)
    for mark in pool:
        if mark.shape != TERM:
            shapes[mark.shape].append(mark)
    kept = {shape: _asking(shape, marks, page) for shape, marks in shapes.items()}
    return [measure(shape, marks, page) for shape, marks in kept.items() if marks]


def _asking(shape: Shape, marks: Sequence[Mark], page: Page) -> list[Mark]:
    if shape[0] in ("item", "ordered"):
        return asking_items(marks, page)
    return asking_below_titles(marks, page) if shape[0] == "heading" else asking_lines(marks, page)


def _container(inner: Group, groups: Sequence[Group], page: Page) -> Group | None:
    """The marks whose bodies hold nearly all of `inner`: then those are sub-questions. Headings, or what is numbered or
    asks aloud and has a text of its own before the list inside.
    """
    for outer in groups:
        if outer.shape == inner.shape or len(outer.marks) < (2 if _is_certain(outer) else 3):
            continue
        if outer.asks == 0 and min(inner.answered, inner.counts_up) >= ENOUGH:
            continue  # "Part 1: Storage" over questions that have answers of their own
        if outer.shape[0] != "heading" and not _has_lists_inside(outer, inner, page):
            continue
        inside = sum(outer.covers(mark) for mark in inner.marks)
        if inside >= 0.8 * len(inner.marks) and max(outer.asks, outer.answered) >= ENOUGH:
            return outer
    return None


def _is_certain(group: Group) -> bool:
    """Whether two of them are enough: all ask aloud, and are listed or count up."""
    listed = group.shape[0] in ("item", "ordered")
    return group.asks_aloud == 1 and (listed or group.counts_up == 1)


def _has_lists_inside(outer: Group, inner: Group, page: Page) -> bool:
    """Items below a text of each answer, of questions that are themselves certain."""
    if (
        inner.shape[0] not in ("item", "ordered")
        or max(outer.asks_aloud, outer.counts_up) < ENOUGH
        or outer.asks < ENOUGH
    ):
        return False
    lines = [mark.line for mark in inner.marks]
    first = [(mark, lines[at]) for mark in outer.marks if (at := bisect_left(lines, mark.end)) < len(lines)]
    held = [(mark, line) for (mark, line), end in zip(first, outer.ends, strict=False) if line < end]
    told = [
        mark for mark, line in held if page.has_text(mark.end, line) and not LEADING.fullmatch(page.line_above(line))
    ]
    return len(told) > 1 and len(told) >= ENOUGH * len(held)


def _uncovered(pool: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    ends = ends_of(chosen, page)
    return [mark for mark in pool if not is_covered(mark.line, chosen, ends)]


def _beside(left: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the headings and items over questions: they are sections, and so are higher headings that do not clearly
    ask, or whatever they ask where a chapter of labelled questions follows upon notes.
    """
    lines = [mark.line for mark in chosen]
    highest = min((mark.depth for mark in chosen if mark.depth), default=0)
    notes = _end_of_notes(chosen, page)
    kept = []
    for mark in left:
        if 0 < mark.depth < highest and ((mark.asks < 1 and not mark.label) or mark.line < notes):
            continue
        own = mark.item.end if mark.item else mark.line
        end = page.closing(mark.line, len(page.lines), mark.depth) if mark.depth else own
        inside = lines[bisect_left(lines, mark.line) : bisect_left(lines, end)]
        if not inside or (mark.asks >= 1 and mark.depth > 1 and page.has_text(mark.end, inside[0])):
            kept.append(mark)
    return kept


def _end_of_notes(chosen: Sequence[Mark], page: Page) -> int:
    """Where the chapter begins whose title says that it holds the questions, all of them labelled."""
    if not chosen or any(mark.label != "question" for mark in chosen):
        return 0
    first = chosen[0]
    above = [heading for heading in page.headings if heading.line < first.line and heading.depth < (first.depth or 7)]
    return above[-1].line if above and QUESTIONS.search(above[-1].text) else 0


def _counted_through(pool: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """Marks between the questions that count from 1 through the whole document, each with an answer of its own."""
    lines = {mark.line for mark in chosen}
    for group in _groups([mark for mark in pool if mark.line not in lines], page) if chosen else ():
        counted = [mark.number for mark in group.marks] == list(range(1, len(group.marks) + 1))
        asked = len(group.marks) > 2 and min(group.asks, group.answered) >= ASKS
        if counted and (asked or _is_second_list(group, chosen, page)):
            return list(group.marks)
    return []


def _is_second_list(group: Group, chosen: Sequence[Mark], page: Page) -> bool:
    """Titles with a text below each and no question between, more of them than of the questions so far; that one asks
    tells what they are.
    """
    titled = group.shape[0] == "heading" and page.titled_questions and group.carries == 1
    if not titled or len(group.marks) < max(MANY_TITLES, len(chosen)):
        return False
    asks = any(mark.asks >= ASKS for mark in group.marks)
    return asks and not holds(group.marks[0].line, group.marks[-1].line, chosen)


def _announced(left: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """What a section whose title announces questions holds, chosen as if it were a document of its own."""
    if not chosen or not page.about_questions:
        return []
    sections = announced_sections(left, chosen, page)
    return [mark for title, inside in sections for mark in _best(inside, page) or told_titles(title, inside, page)]
