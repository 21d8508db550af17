"""A document laid open: what its lines, headings, lists and folded parts are, before its questions are chosen."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from questions.importing.about import AFTERWARDS, BOILERPLATE, KIND, TURNED, is_about, is_turned
from questions.importing.levels import is_bare_level
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import ALONE, begins_answer, is_answer_label, read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.outline import Leaf
from questions.importing.seeing.page import Heading, Page, is_text

# A title that only a question's own body has, at whatever depth.
EXAMPLE = re.compile(r"(?:(?:simple|code|practical|real[- ](?:life|world)) )*example(?: code)?\W*", re.I)
# What manuals write below a title as well.
EXPLAINS = re.compile(r"explanation|response|reply|example", re.I)
FEWEST_BARE, FEWEST_COUNTED = 2, 4
# "Below is an interview-ready answer set", "Here are sample answers for your interview".
INTRODUCES = re.compile(
    r"\b(?:below|here|these|following)\b[^.?!]{0,80}\binterview\b[^.?!]{0,80}\b(?:answers?|questions|q&a)\b|"
    r"\b(?:below|here|these|following)\b[^.?!]{0,80}\b(?:answers?|questions|q&a)\b[^.?!]{0,80}\binterview\b",
    re.I,
)
LONGEST_TITLE = 100
SENTENCE = 8
DETAILS = re.compile(r"<(/?)details\b", re.I)


def open_page(lines: Sequence[str], leaves: Sequence[Leaf], marks: Sequence[Mark], head: str = "") -> Page:
    page = Page(lines, leaves)
    headings = [
        Heading(leaf.start, leaf.depth, face_of(leaf.text).text)
        for leaf in leaves
        if leaf.kind == "heading" and not leaf.nest and not leaf.quoted
    ]
    page.starts = sorted(mark.line for mark in marks if _starts(mark))
    kinds = _kinds_of_question(headings)
    beside = _beside_questions(headings)
    answering = [leaf for leaf in leaves if leaf.start not in beside and not _is_kind(leaf, kinds)]
    page.answers = sorted({line for leaf in answering for line in _answer_lines(leaf)})
    bare = {line for line in page.answers if _is_bare(lines[line])}
    page.texts = [number for number, line in enumerate(lines) if number not in bare and is_text(line)]
    folds = {leaf.start for leaf in leaves if leaf.kind == "summary" and begins_answer(face_of(leaf.text).text)}
    headed = {heading.line for heading in headings}
    page.bodies = [number for number in page.texts if number not in headed and "](#" not in lines[number]]
    page.prose = [leaf.start for leaf in leaves if leaf.kind in ("paragraph", "heading") and not leaf.nest]
    page.details = _details(leaves)
    page.answered = [(start, end) for start, end in page.details if folds & {start, start + 1}]
    page.reaches = list(accumulate((end for _, end in page.answered), max))
    page.sizes = Counter(leaf.item.group for leaf in leaves if leaf.item)
    page.bare = _bare_lists(leaves)
    _find_subject(page, headings, head)
    parts = _parts(headings, page) | {h.text for h in headings if EXAMPLE.fullmatch(h.text)}
    titles = {h.line for h in headings if h.text in kinds or h.line in beside or not begins_answer(h.text)}
    page.entitle(h for h in headings if h.text not in parts and h.line in titles)
    page.turned = [
        (h.line, page.closing(h.line, len(lines), h.depth))
        for at, h in enumerate(page.headings)
        if (at and TURNED.search(h.text)) or (not at and is_turned(h.text))
    ]
    return page


def _find_subject(page: Page, headings: Sequence[Heading], head: str) -> None:
    """Whether a title speaks of questions; "Questions" over a text that asks nothing says where to ask."""
    opening = (head, first_line(page))
    titles = [h.text for index, h in enumerate(headings) if index == 0 or h.depth == 1]
    named = [h.text for h in headings if not _tells(h.text) and (not _is_call(h.text) or not _opens_prose(h, page))]
    page.opens_with_questions = any(map(is_about, (*opening, *titles[:1])))
    page.titled_questions = any(map(is_about, (*opening, *titles)))
    page.about_questions = any(map(is_about, (*opening, *named))) or _is_introduced(page)
    labels = (read_label(heading.text) for heading in headings)
    numbers = [label.number for label in labels if label]
    if not page.about_questions and numbers[:FEWEST_COUNTED] != list(range(1, FEWEST_COUNTED + 1)):
        page.answers = [line for line in page.answers if not EXPLAINS.match(face_of(page.lines[line]).text)]


def _kinds_of_question(headings: Sequence[Heading]) -> set[str]:
    """ "Short answer" names a kind of question beside "Multiple choice"; only where it comes back it is an answer."""
    counts = Counter(heading.text for heading in headings)
    return {text for text, count in counts.items() if count < 3 and KIND.fullmatch(text)}


def _is_kind(leaf: Leaf, kinds: set[str]) -> bool:
    return leaf.kind == "heading" and face_of(leaf.text).text in kinds


def _beside_questions(headings: Sequence[Heading]) -> set[int]:
    """ "Answer framework" once among several titles of its depth is a chapter, and no question's answer."""
    counts = Counter(heading.depth for heading in headings)
    answers = [heading for heading in headings if begins_answer(heading.text)]
    own = Counter(heading.depth for heading in answers)
    return {h.line for h in answers if own[h.depth] == 1 and counts[h.depth] > 2}


def _is_bare(line: str) -> bool:
    face = face_of(line.lstrip("#>-* \t")) if line.lstrip().startswith(("#", ">", "-")) else face_of(line)
    return not face.tail and is_answer_label(face.text)


def _bare_lists(leaves: Sequence[Leaf]) -> set[int]:
    items = [leaf for leaf in leaves if leaf.item]
    sizes = Counter(leaf.item.group for leaf in items if leaf.item)
    fuller = {leaf.item.group for leaf in items if leaf.item and ("\n" in leaf.text or leaf.item.end > leaf.end + 1)}
    return {group for group, size in sizes.items() if size >= FEWEST_BARE} - fuller


def _details(leaves: Sequence[Leaf]) -> list[tuple[int, int]]:
    spans, opened = [], []
    for leaf in leaves:
        for tag in DETAILS.finditer(leaf.text) if leaf.kind in ("html", "paragraph") else ():
            line = leaf.start + leaf.text.count("\n", 0, tag.start())
            if not tag[1]:
                opened.append(line)
            elif opened:
                spans.append((opened.pop(), line))
    return sorted(spans)


def _is_introduced(page: Page) -> bool:
    """Whether a paragraph above the first title says that answers for an interview follow."""
    first = page.leaves[0] if page.leaves else None
    return first is not None and first.kind == "paragraph" and INTRODUCES.search(first.text) is not None


def _is_call(title: str) -> bool:
    return title.lower().startswith("questions")


def _tells(title: str) -> bool:
    """A whole sentence names no subject."""
    return title.endswith(".") and len(title.split()) >= SENTENCE


def first_line(page: Page) -> str:
    """What stands first, where it is short enough for a title and no sentence: pasted texts have no headings."""
    text = face_of(page.lines[page.texts[0]]).text if page.texts else ""
    return "" if len(text) > LONGEST_TITLE or text.rstrip().endswith((".", "!", "?", "。", "？")) else text


def _starts(mark: Mark) -> bool:
    part = mark.text.endswith(":") and BOILERPLATE.fullmatch(mark.text)
    said = mark.label == "question" or (mark.style == "bold" and not part)
    return mark.carrier in ("heading", "summary") or said or (mark.carrier != "line" and mark.asks > 0.8)


def _parts(headings: Sequence[Heading], page: Page) -> set[str]:
    """Names that come back and have a text right below them: the parts of every answer; but what stands beside
    "Basic" and "Advanced" over questions is a section as they are.
    """
    counts = Counter(heading.text for heading in headings)
    named = [h for h in headings if counts[h.text] > 2 and not read_label(h.text) and not _asks(h.text)]
    sections = {h.text for h in named if _opens_section(h, page) and not AFTERWARDS.search(h.text)}
    levels = {h.depth for h in named if h.text in sections and is_bare_level(h.text)}
    return {h.text for h in named if h.depth not in levels or AFTERWARDS.search(h.text)} - sections


def _opens_prose(heading: Heading, page: Page) -> bool:
    """A paragraph follows that asks nothing."""
    after = bisect_right(page.texts, heading.line)
    following = page.texts[after] if after < len(page.texts) else -1
    titles = {leaf.start for leaf in page.leaves if leaf.kind == "heading"}
    return following in page.prose and following not in titles and not _opens_section(heading, page)


def _opens_section(heading: Heading, page: Page) -> bool:
    """Something that may be a question follows at once."""
    after = bisect_right(page.texts, heading.line)
    following = page.texts[after] if after < len(page.texts) else -1
    at = bisect_left(page.starts, following)
    return at < len(page.starts) and page.starts[at] == following


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？"))


def _answer_lines(leaf: Leaf) -> list[int]:
    if leaf.kind in ("heading", "summary"):
        return [leaf.start] if begins_answer(face_of(leaf.text).text) else []
    if leaf.kind != "paragraph":
        return []
    return [leaf.start + offset for offset, line in enumerate(leaf.text.split("\n")) if _answers(line)]


def _answers(line: str) -> bool:
    face = face_of(line)
    head = face.text if face.tail else re.split(r"[:：](?=\s|$)|(?<=\S)[:：]", face.text, maxsplit=1)[0]
    if ALONE.fullmatch(head):
        return True
    return is_answer_label(head) and (head != face.text or face.style != "" or face.text.endswith((":", " -", " –")))
