"""A document that is one task: a section says what is asked, and others give examples or the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.about import AFTERWARDS
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.fields import trimmed
from questions.importing.seeing.labels import begins_answer, is_answer_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Heading, Page

# Titles of the section that says what is asked, and of those that belong to it.
STATEMENT = re.compile(
    r"\W*(?:(?:the|problem|question|task|interview|coding)[ -])*(?:problem|question|task|prompt|challenge|assignment)"
    r"(?: description| statement)?\W*|\W*(?:题目(?:描述|要求|内容)?|问题描述|题干|задача|условие(?: задачи)?|enunciado|"
    r"aufgabe(?:nstellung)?)\W*",
    re.I,
)
STATED = re.compile(
    r"\W*(?:examples?|sample|constraints?|inputs?|outputs?|requirements?|示例|样例|约束|输入|输出|要求|提示|примеры?|"
    r"ограничения|ejemplos?|restricciones)(?![a-z]).{0,30}",
    re.I,
)
BESIDE = re.compile(
    rf"{AFTERWARDS.pattern}|rubric|grading|evaluation|related|references|changelog|评分|考察|更新|相关|参考(?:资料|链接)|"
    r"критери|ссылки",
    re.I,
)


def stated_question(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> Mark | None:
    """The only section that says what is asked ("Problem", "Task description"), with the title over it."""
    stated = [at for at, heading in enumerate(page.headings) if STATEMENT.fullmatch(heading.text)]
    if len(stated) != 1 or not page.about_questions:
        return None
    if any(mark.label == "question" and mark.text and page.says_questions(mark.line) for mark in chosen):
        return None
    heading, after = page.headings[stated[0]], page.headings[stated[0] + 1 :]
    if not _is_answered(heading, after, chosen, page) or any(other.depth < heading.depth for other in after):
        return None
    own = [other for other in page.headings[: stated[0]] if other.depth < heading.depth][:1]
    first = own[0] if own else heading
    mark = next((mark for mark in marks if mark.line == first.line), None)
    if mark is None or not page.has_text(heading.line + 1, len(page.lines)):
        return None
    end = _end(heading, after, page)
    text = _text(page, heading.line + 1, end)
    answer = _text(page, end, _answered_to(end, heading.depth, after, page))
    return replace(mark, text=f"{mark.text}\n\n{text}" if own else text, asks=1.0, answer=answer)


def _is_answered(heading: Heading, after: Sequence[Heading], chosen: Sequence[Mark], page: Page) -> bool:
    """By a section, or set apart by its examples: a plan for a product has its "Problem" as well. What else was chosen
    stands inside of the answer, or is asked afterwards.
    """
    answer = _answer_title(heading, page)
    if answer is None and not any(STATED.match(other.text) for other in (heading, *after)):
        return False
    others = [mark for mark in chosen if mark.line != heading.line]
    return all(is_afterwards(mark, page) or (answer is not None and mark.line > answer) for mark in others)


def _answer_title(stated: Heading, page: Page) -> int | None:
    """Where the only section stands that says it answers, as high as the one that asks."""
    titles = [leaf for leaf in page.leaves if leaf.kind == "heading" and leaf.depth == stated.depth and not leaf.nest]
    found = [leaf.start for leaf in titles if is_answer_label(face_of(leaf.text).text)]
    return found[0] if len(found) == 1 and found[0] > stated.line else None


def _text(page: Page, start: int, end: int) -> str:
    """The lines without the rules around them, nor the title that only says that they answer."""
    lines = page.lines[start:end]
    if lines and lines[0].startswith("#") and begins_answer(face_of(lines[0].strip("# ")).text):
        lines = lines[1:]
    return trimmed(lines)


def is_afterwards(mark: Mark, page: Page) -> bool:
    titles = [page.title_over(mark.line, depth) for depth in range(2, 8)]
    return any(AFTERWARDS.search(title) for title in titles)


def _answered_to(start: int, depth: int, after: Sequence[Heading], page: Page) -> int:
    """Up to what is asked afterwards, or is said of the text and not in it."""
    closing = (h.line for h in after if h.line >= start and h.depth <= depth and BESIDE.search(h.text))
    return next(closing, len(page.lines))


def _end(heading: Heading, after: Sequence[Heading], page: Page) -> int:
    """Where what is asked ends: before the first section beside it that gives no example, constraint or the like."""
    beside = (other.line for other in after if other.depth == heading.depth and not STATED.match(other.text))
    return next(beside, len(page.lines))
