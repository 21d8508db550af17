"""Which lists hold questions: an answer is a list as well, so each list has to show that it asks."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.about import BOILERPLATE, QUESTIONS, is_boilerplate
from questions.importing.choosing.filling import asks_throughout
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, has_mark

TOLD = 0.25
MOSTLY = 0.6
OFTEN = 3
# Sections that tell the reader what to do: what stands below is no question unless it asks.
ADVICE = re.compile(
    r"mistakes|pitfalls|\btips\b|advice|best practices|takeaways|cheat ?sheet|check-?list|checkliste|"
    r"warm[- ]?up|wrap[- ]?up|alternatives|study plan|"
    r"how to (?:prepare|use|contribute|study|structure|answer|approach|read)|"
    r"scoring|rubric|grading|evaluation (?:criteria|guide|scale)|"
    r"resources|recursos|enlaces|links\b|liens|ressources|ссылки|materiais|strateg|"
    r"roadmap|overview|getting started|red flags|do'?s (?:and|&) don'?ts",
    re.I,
)
# Of these, sections whose sentences request something of the reader as well: what asks there has a question mark.
TOLD_READERS = re.compile(
    r"\btips\b|advice|mistakes|pitfalls|check-?list|cheat ?sheet|warm[- ]?up|wrap[- ]?up|do'?s (?:and|&) don'?ts|"
    r"how to (?:prepare|use|contribute|study|structure|answer|approach|read)",
    re.I,
)
# The line above a list for the readers of the page.
READERS = re.compile(
    r"\W*(?:how to (?:use|read|study|prepare)|"
    r"(?:this|the) (?:page|list|document|repo\w*|guide) (?:holds|contains|covers|is)|"
    r"topics(?: covered)?|contents|legend|before you (?:begin|start))\b[^.?!]*[:：]\W*$",
    re.I,
)
# What a plan leaves open for its own readers.
UNDECIDED = re.compile(
    r"open (?:issues|questions|points)|offene (?:punkte|fragen)|unresolved questions|to be decided", re.I
)
FLAGS = re.compile(r"\W*(?:red|green|yellow|warning) (?:flags|signs)\W*", re.I)
LEADING = re.compile(r"[^.!?:]{0,40}\b(?:questions|вопросы|preguntas|perguntas|fragen)\s*[:：]\W*", re.I)
INTERVIEW = re.compile(r"interview|面试|entrevista|собеседован", re.I)
# Sections for who answers: what is listened for.
LISTENED_FOR = re.compile(
    r"what (?:(?:the|an|most|good) )?interviewers? (?:(?:is|are|really|actually) )*"
    r"(?:test|look|assess|want|check|evaluat|listen|expect)\w*|talking points",
    re.I,
)
# What a list says about answering, by the line above it.
GUIDE = re.compile(
    r"(?:(?:expected|response|answer|problem[- ]solving|key|suggested|how to) )*(?:approach|framework|method|steps?|"
    r"structure|strategy|answer|look for|cover|criteria|tips)\b.{0,30}|"
    r"what to (?:look for|cover|include|mention).*|star method|follow[- ]?ups?(?: questions?)?",
    re.I,
)
# The parts of a told experience: what stands below them says how to tell it.
TOLD_IN_PARTS = re.compile(
    r"(?:[star]\W{1,3})?(?:situation|task|actions?|results?)|\W*s\.?t\.?a\.?r\b.{0,40}|"
    r"the star (?:method|technique).*",
    re.I,
)


def asking_items(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Of list items only those whose list asks, or that go on counting where a question stopped."""
    asked = [mark for mark in _without_parts(marks) if not TOLD_IN_PARTS.fullmatch(page.title_over(mark.line, 7))]
    asking = [each for each in _lists(asked, page) if not _is_advice(each, page)]
    heard = [mark for each in asking if not _is_beside(each, page) for mark in each]
    if asks_throughout(heard, page):
        return [mark for mark in heard if not _is_address(mark)]
    lists = _titled([_explained(each, page) for each in asking], page)
    emphatic = _is_emphatic(asked)
    certain = [_list_asks(members, page) or (emphatic and _asks_once(members)) for members in lists]
    first = certain.index(True) if True in certain else len(lists)
    most = sum(len(members) for members, sure in zip(lists, certain, strict=True) if sure) * 2 >= len(marks)
    kept: list[Mark] = []
    for index, members in enumerate(lists):
        if certain[index] or (first < len(lists) and _is_akin(members, page, bare=most and index > first)):
            kept += members
        else:
            for mark in members:
                kept += [mark] if _goes_on(mark, members, kept) else []
    return [mark for mark in kept if not _is_address(mark)]


def _is_emphatic(marks: Sequence[Mark]) -> bool:
    """Items that are bold or a link as a whole stand out: where most of them ask, that is how questions are set."""
    outer = [mark for mark in marks if (mark.style == "bold" or mark.is_linked) and mark.item and mark.item.nest == 1]
    return len(outer) == len(marks) > OFTEN and sum(mark.asks >= ASKS for mark in marks) >= MOSTLY * len(marks)


def _asks_once(members: Sequence[Mark]) -> bool:
    return any(mark.asks >= ASKS for mark in members)


def _is_beside(members: Sequence[Mark], page: Page) -> bool:
    """Right below "Answers" or "See also", or ways to other pages; or where nothing asks a count of its own, or what a
    sentence leads to.
    """
    line = members[0].line
    at = bisect_left(page.texts, line) - 1
    above = page.texts[at] if at >= 0 else -1
    labelled = bisect_left(page.answers, line) > bisect_left(page.answers, above)
    leads = all(mark.is_linked for mark in members)
    silent = not any(mark.asks >= MAY_ASK for mark in members)
    apart = silent and (members[0].number == 1 or page.heading_above(line) is None)
    return labelled or leads or apart or is_boilerplate(page.title_over(line, 7))


def _is_advice(members: Sequence[Mark], page: Page) -> bool:
    """A list of how to answer, of what to do, or of pages to read: one of them is only an address."""
    above = page.line_above(members[0].line).strip()
    if READERS.match(above) and not any(has_mark(mark.text) for mark in members):
        return True
    if GUIDE.fullmatch(_announced(members, page)) or _are_addresses(members):
        return True
    over = page.title_over(members[0].line, 7)
    title = page.headings[0].text if page.headings else ""
    if UNDECIDED.fullmatch(over) and not (QUESTIONS.search(title) and INTERVIEW.search(title)):
        return True
    if LISTENED_FOR.search(over):
        return True
    if ADVICE.search(over) is None and FLAGS.fullmatch(_announced(members, page)) is None:
        return False
    told = TOLD_READERS.search(over) is not None and not QUESTIONS.search(over)
    asking_items = [mark for mark in members if not mark.is_linked and "http" not in mark.text]
    asked = sum(has_mark(mark.text) if told else mark.asks >= ASKS for mark in asking_items)
    return len(members) == 1 or asked < MOSTLY * len(members)


def _without_parts(marks: Sequence[Mark]) -> list[Mark]:
    """ "**Format:** .." that comes back in list after list is a part of each of them."""
    labels = [mark.text.partition(":")[0].strip() if mark.style == "lead" and not mark.label else "" for mark in marks]
    counts = Counter(labels)
    return [mark for mark, label in zip(marks, labels, strict=True) if not label or counts[label] < OFTEN]


def _explained(members: list[Mark], page: Page) -> list[Mark]:
    """ "**Closures:** What are they?" asks fully where the heading speaks of questions; elsewhere it may explain."""
    halves = [mark for mark in members if mark.style in ("lead", "bold") and 0 < mark.asks <= MAY_ASK]
    if len(halves) * 2 < len(members) or not page.says_questions(members[0].line):
        return members
    return [replace(mark, asks=min(1.0, mark.asks * 2)) for mark in members]


def _are_addresses(members: Sequence[Mark]) -> bool:
    return sum(map(_is_address, members)) * OFTEN >= len(members)


def _is_address(mark: Mark) -> bool:
    return mark.text.startswith("http")


def _titled(lists: list[list[Mark]], page: Page) -> list[list[Mark]]:
    """Bare lists right below "Common questions" are what that says, though many of their items only name a subject."""
    told = [_is_told(members, page) for members in lists]
    weights = [mark.asks for members, sure in zip(lists, told, strict=True) if sure for mark in members]
    if sum(weight for weight in weights if weight >= MAY_ASK) < TOLD * len(weights):
        return lists
    both = zip(lists, told, strict=True)
    return [[replace(mark, asks=1.0) for mark in members] if sure else members for members, sure in both]


def _is_told(members: Sequence[Mark], page: Page) -> bool:
    title = page.heading_above(members[0].line) or _announced(members, page) or _leading(members, page)
    said = QUESTIONS.search(title) or (title and page.says_questions(members[0].line))
    if not said or ADVICE.search(title) or len(members) < 2:
        return False
    return not any(page.has_text(mark.end, mark.whole_end) or mark.tail for mark in members)


def _leading(members: Sequence[Mark], page: Page) -> str:
    """The short line right above a list that says with its colon that questions follow: "All five questions:"."""
    above = face_of(page.line_above(members[0].line)).text
    return above if LEADING.fullmatch(above) else ""


def _announced(members: Sequence[Mark], page: Page) -> str:
    """The line in bold right above a list: "Examples", "Approach"; "" without, or where it says itself what it is."""
    above = page.line_above(members[0].line)
    face = face_of(above.lstrip("> "))
    text = face.text.strip(" :：")
    return text if face.style == "bold" and above[:1] != "#" and not re.search("[:：]", text) else ""


def _lists(marks: Sequence[Mark], page: Page) -> list[list[Mark]]:
    """The marks list by list; code between two lists does not part them, a paragraph does."""
    lists: list[list[Mark]] = []
    for mark in marks:
        if lists and _same_list(lists[-1][-1], mark, page):
            lists[-1].append(mark)
        else:
            lists.append([mark])
    return lists


def _same_list(before: Mark, mark: Mark, page: Page) -> bool:
    if before.item and mark.item and before.item.group == mark.item.group:
        return True
    nest = mark.item.nest if mark.item else 0
    if mark.carrier == "item" and any(leaf.kind == "table" for leaf in page.between(before.end, mark.line)):
        return False
    outer = [leaf for leaf in page.between(before.end, mark.line) if leaf.item and leaf.item.nest < nest]
    if any(QUESTIONS.search(leaf.text) for leaf in outer):
        return False  # below an item that says that questions follow
    return not page.has_prose(before.end, mark.line + (mark.item is None))


def _list_asks(members: Sequence[Mark], page: Page) -> bool:
    certain = any(mark.asks >= ASKS for mark in members)
    requested = page.titled_questions and _is_requested(members, page)
    least = MAY_ASK if requested or (certain and page.says_questions(members[0].line)) else ASKS
    return sum(mark.asks >= least for mark in members) * 2 >= len(members)


def _is_requested(members: Sequence[Mark], page: Page) -> bool:
    """Entries of which each may request something: numbers that mostly have a text below them, since steps have none,
    or bullets that mostly have an answer so called.
    """
    if len(members) < 2 or any(mark.asks < MAY_ASK for mark in members):
        return False
    both = list(zip(members, _next_lines(members, page), strict=True))
    if members[0].number is None:
        return sum(page.has_answer(mark.line, after) for mark, after in both) * 2 > len(members)
    return sum(page.has_text(mark.end, page.closing(mark.line, after, 6)) for mark, after in both) * 2 > len(members)


def _next_lines(members: Sequence[Mark], page: Page) -> list[int]:
    return [*(mark.line for mark in members[1:]), len(page.lines)]


def _is_akin(members: Sequence[Mark], page: Page, *, bare: bool) -> bool:
    """A list that hardly asks, but looks like those that do: every entry answered, or a bare list under a heading."""
    answered = [page.has_text(mark.end, mark.whole_end) for mark in members]
    if page.says_questions(members[0].line) and all(mark.asks >= MAY_ASK for mark in members):
        return True
    if all(answered) and len(members) > 1:
        return sum(mark.asks >= ASKS for mark in members) * 10 >= 3 * len(members)
    heading = page.heading_above(members[0].line)
    titled = page.titled_questions and heading is not None and not BOILERPLATE.fullmatch(heading)
    requests = members[0].number is not None and all(mark.asks >= MAY_ASK for mark in members)
    return bare and (titled or requests) and not any(answered)


def _goes_on(mark: Mark, members: Sequence[Mark], kept: Sequence[Mark]) -> bool:
    """Whether it counts on from the last question: as the first of its list, or else by asking."""
    counted = bool(kept) and mark.number is not None and mark.number > 1 and kept[-1].number == mark.number - 1
    return counted and (mark.asks >= ASKS or mark is members[0] or members[0] in kept)


def listed_behind(pool: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The list that closes a document of titles that ask, and asks itself: nobody has answered its items yet."""
    if not chosen or not chosen[-1].depth or not page.about_questions:
        return []
    last = chosen[-1]
    below = [mark for mark in pool if mark.line > last.line and mark.item and mark.item.nest == 1]
    if len(below) < OFTEN or any(mark.asks < ASKS for mark in below):
        return []
    above = page.texts[bisect_left(page.texts, below[0].line) - 1]
    told = page.lines[above].rstrip().endswith((".", "。", "!", "`"))
    one = len({mark.item.group for mark in below if mark.item}) == 1
    closes = not page.has_text(below[-1].item.end if below[-1].item else 0, len(page.lines))
    return below if told and one and closes and above > last.line else []
