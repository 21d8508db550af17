"""A document that is one question: its title asks, or a section states it, and what stands below answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.about import is_about
from questions.importing.faces import face_of
from questions.importing.fields import trimmed
from questions.importing.labels import begins_answer, is_answer_label
from questions.importing.marks import ASKS, Mark
from questions.importing.page import Heading, Page
from questions.importing.wording import ends_asking

# Without a question mark a title asks only in words that no manual has above it: "How to .." tells.
REQUEST = re.compile(r"(?:please )?(?:explain|define|discuss|compare|differentiate|differences? between)\b", re.I)
PRODUCT = re.compile(r"(?:installation|install|usage|licen[sc]e|contribut\w*|getting started|quick ?start)\W*", re.I)
# Titles of the section that says what is asked, of those that belong to it, and of what is asked afterwards.
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
AFTERWARDS = re.compile(r"follow[- ]?ups?|追问|延伸|进阶|拓展|扩展|дополнительн|seguimiento", re.I)
BESIDE = re.compile(
    rf"{AFTERWARDS.pattern}|rubric|grading|evaluation|related|references|changelog|评分|考察|更新|相关|参考(?:资料|链接)|"
    r"критери|ссылки",
    re.I,
)
MOSTLY = 0.6


def lone_question(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The title's mark, unless what was chosen below it asks for itself."""
    if stated := _stated(marks, chosen, page):
        return [stated]
    if not chosen and (opening := _opening(marks, page)):
        return [opening]
    title = next((mark for mark in marks if mark.depth), None)
    if title is None or not _asks(title, page) or not page.has_text(title.end, len(page.lines)):
        return []
    inner = [mark for mark in chosen if mark is not title]
    if len(inner) > 1 and any(not mark.depth or mark.label for mark in inner):
        return [title] if _is_corner(inner, title, page) else []
    return [title] if len(inner) < 2 or sum(_requests(mark) for mark in inner) < MOSTLY * len(inner) else []


def _is_corner(inner: Sequence[Mark], title: Mark, page: Page) -> bool:
    """What asks below stands in one corner of a long answer, as its follow-ups do, and is no list of questions."""
    if any(mark.label == "question" for mark in inner) or is_about(title.text) or not ends_asking(title.text):
        return False
    return len({page.section(mark.line) for mark in inner}) * 3 <= len(page.headings)


def _opening(marks: Sequence[Mark], page: Page) -> Mark | None:
    """The only question of a page about interviews: in bold, right below the title, and the rest answers."""
    titled = [heading.line for heading in page.headings]
    first = next((line for line in page.texts if line not in titled), None)
    mark = next((mark for mark in marks if mark.line == first and mark.style == "bold"), None)
    if mark is None or len(titled) > 1 or not page.opens_with_questions or not ends_asking(mark.text):
        return None
    return mark if page.has_text(mark.end, len(page.lines)) else None


def _asks(title: Mark, page: Page) -> bool:
    if not page.headings or page.headings[0].line != title.line:
        return False
    others = page.headings[1:]
    if any(heading.depth <= title.depth for heading in others):
        return False
    if any(PRODUCT.fullmatch(heading.text) for heading in others):
        return False
    return _requests(title)


def _requests(mark: Mark) -> bool:
    return ends_asking(mark.text) or REQUEST.match(mark.text) is not None


def _stated(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> Mark | None:
    """The only section that says what is asked ("Problem", "Task description"), with the title over it."""
    stated = [at for at, heading in enumerate(page.headings) if STATEMENT.fullmatch(heading.text)]
    if not stated and (title := _answered_title(marks, chosen, page)):
        return title
    if len(stated) != 1 or not page.about_questions:
        return None
    at = stated[0]
    answers = _answer_title(page.headings[at], page)
    if any(not _is_afterwards(mark, page) and (answers is None or mark.line < answers) for mark in chosen):
        return None
    heading, after = page.headings[at], page.headings[at + 1 :]
    if any(other.depth < heading.depth for other in after) or not page.has_text(heading.line + 1, len(page.lines)):
        return None
    own = [other for other in page.headings[:at] if other.depth < heading.depth][:1]
    first = own[0] if own else heading
    mark = next((mark for mark in marks if mark.line == first.line), None)
    if mark is None:
        return None
    end = _end(heading, after, page)
    text = _text(page, heading.line + 1, end)
    answer = _text(page, end, _answered_to(end, heading.depth, after, page))
    return replace(mark, text=f"{mark.text}\n\n{text}" if own else text, answer=answer)


def _answered_title(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> Mark | None:
    """The first title, where it requests something and the only section that answers stands right below it."""
    title = next((mark for mark in marks if mark.depth), None)
    if title is None or not page.headings or title.line != page.headings[0].line or title.asks < ASKS:
        return None
    answer = _answer_title(Heading(title.line, title.depth + 1, ""), page)
    if answer is None or any(mark.line < answer for mark in chosen):
        return None
    return title


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


def _is_afterwards(mark: Mark, page: Page) -> bool:
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
