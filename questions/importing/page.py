"""One document laid open for the choice of its question shape."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from questions.importing.about import ABOUT_QUESTIONS, BOILERPLATE, KIND, QUESTIONS, TURNED, is_about
from questions.importing.faces import face_of
from questions.importing.labels import begins_answer, is_answer_label, read_label
from questions.importing.marks import Mark
from questions.importing.outline import Leaf

NAVIGATION = re.compile(
    r"(?:[\s>*_\-]|&nbsp;|<[^>]*>)*(?:\[?\**\s*(?:[⬆↑↥🔝🔼▲^]+\s*)*(?:back|go|return|"
    r"jump)?\s*(?:back )?to (?:the )?(?:top|contents|toc|index|table of contents|questions).*"
    r"|\[+[⬆↑↥🔝🔼▲^ ]+\]+.*|[⬆↑↥🔝🔼▲].{0,60}|\[?\**(?:Вернуться|Наверх|К оглавлению|к оглавлению|"
    r"\[?к содержанию|返回|"
    r"回到顶部|⬆).{0,80}|\[?table of contents\]?\(.*)\s*",
    re.I,
)
# A line drawn, or one drawn around a few words: "---- Beginner level ----".
BAR = re.compile(r"[⸻—–━─═―⎯\s]+|[-=*_━─═#~]{3,}[^|`*]{1,60}[-=*_━─═~]{3,}")
# A title that only a question's own body has, at whatever depth.
EXAMPLE = re.compile(r"(?:(?:simple|code|practical|real[- ](?:life|world)) )*example(?: code)?\W*", re.I)
# What manuals write below a title as well.
EXPLAINS = re.compile(r"explanation|response|reply|example", re.I)
LONGEST_TITLE = 100
DETAILS = re.compile(r"<(/?)details\b", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    line: int
    depth: int
    text: str


@dataclass(slots=True)
class Page:
    """`texts` are the lines that carry text: not blank, no rule, no bare label, no way back to the top.

    `by_depth[n]` are the lines of the headings of depth n or higher up.
    `prose` are the lines where a paragraph or a heading begins outside of lists.
    `details` are the spans of lines from <details> to </details>.
    `sizes` are the numbers of items by list.
    `pictured` means that stars or coloured dots differ from question to question, and so say something.
    `answered` are those of answers, and `reaches` how far each of them or one before it goes.
    `starts` are the lines where something new may begin; an answer belongs to the last of them before it.
    """

    lines: Sequence[str]
    leaves: Sequence[Leaf]
    headings: list[Heading] = field(default_factory=list)
    by_depth: list[list[int]] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    details: list[tuple[int, int]] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)
    pictured: bool = False
    about_questions: bool = False
    titled_questions: bool = False
    opens_with_questions: bool = False
    turned: list[tuple[int, int]] = field(default_factory=list)
    answered: list[tuple[int, int]] = field(default_factory=list)
    reaches: list[int] = field(default_factory=list)

    def has_text(self, start: int, end: int) -> bool:
        return bisect_left(self.texts, end) > bisect_left(self.texts, start)

    def section(self, line: int) -> int:
        """The line of the heading over the line, or -1."""
        index = bisect_right(self.headings, line, key=lambda heading: heading.line) - 1
        return self.headings[index].line if index >= 0 else -1

    def _above(self, index: int) -> list[Heading]:
        """The headings that the heading stands under, innermost first."""
        depth, above = self.headings[index].depth, []
        for at in range(index - 1, -1, -1):
            heading = self.headings[at]
            if heading.depth < depth:
                depth = heading.depth
                above.append(heading)
            if depth == 1:
                break
        return above

    def heading_above(self, line: int) -> str | None:
        """The heading right above the line, with no text between."""
        at = bisect_left(self.texts, line) - 1
        index = bisect_right(self.headings, line, key=lambda heading: heading.line) - 1
        if at < 0 or index < 0 or self.headings[index].line != self.texts[at]:
            return None
        return self.headings[index].text

    def between(self, start: int, end: int) -> Sequence[Leaf]:
        """The leaves that begin between two lines."""
        low = bisect_left(self.leaves, start, key=lambda leaf: leaf.start)
        return self.leaves[low : bisect_left(self.leaves, end, key=lambda leaf: leaf.start)]

    def is_turned(self, line: int) -> bool:
        """Whether the line stands in a section of what the candidate may ask."""
        return any(start < line < end for start, end in self.turned)

    def is_in_answer(self, line: int) -> bool:
        """Whether the line is folded away under "Answers"."""
        before = bisect_left(self.answered, (line, -1)) - 1
        return before >= 0 and self.reaches[before] >= line

    def is_nested(self, line: int) -> bool:
        """Whether the line is folded away inside of something that is folded away itself."""
        return sum(start <= line <= end for start, end in self.details) > 1

    def folds_others(self, line: int) -> bool:
        """Whether what is folded away here is itself a list of things folded away, one beside the other."""
        around = [(start, end) for start, end in self.details if start <= line <= end]
        inner = [start for start, end in self.details if around and around[-1][0] < start and end < around[-1][1]]
        return len(inner) > 2

    def is_title(self, line: int) -> bool:
        """Whether the line is the document's first heading, and says that questions follow."""
        return bool(self.headings) and self.headings[0].line == line and self.opens_with_questions

    def title_over(self, line: int, depth: int) -> str:
        """The text of the heading one level or more above a heading of `depth`; "" without one."""
        lines = self.by_depth[max(0, min(depth, 7) - 1)]
        at = bisect_left(lines, line) - 1
        above = bisect_left(self.headings, lines[at], key=lambda heading: heading.line) if at >= 0 else -1
        return self.headings[above].text if above >= 0 else ""

    def closing(self, line: int, limit: int, depth: int) -> int:
        """The first heading behind the line that stands at `depth` or higher, or else `limit`."""
        lines = self.by_depth[min(depth, 6)]
        at = bisect_right(lines, line)
        return min(lines[at], limit) if at < len(lines) else limit

    def has_prose(self, start: int, end: int) -> bool:
        return bisect_left(self.prose, end) > bisect_left(self.prose, start)

    def says_questions(self, line: int) -> bool:
        """Whether the heading over the line speaks of questions, or one above that (but the document's title)."""
        index = bisect_right(self.headings, line, key=lambda heading: heading.line) - 1
        if index < 0:
            return False
        heading = self.headings[index]
        if ABOUT_QUESTIONS.search(heading.text):
            return True
        return any(QUESTIONS.search(title.text) for title in self._above(index) if title.depth > 1)

    def has_answer(self, start: int, end: int) -> bool:
        """Whether an answer's label stands below `start`, before anything else begins."""
        after = bisect_right(self.starts, start)
        limit = min(end, self.starts[after]) if after < len(self.starts) else end
        return bisect_left(self.answers, limit) > bisect_left(self.answers, start)


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
    page.prose = [leaf.start for leaf in leaves if leaf.kind in ("paragraph", "heading") and not leaf.nest]
    page.details = _details(leaves)
    page.answered = [(start, end) for start, end in page.details if folds & {start, start + 1}]
    page.reaches = list(accumulate((end for _, end in page.answered), max))
    page.sizes = Counter(leaf.item.group for leaf in leaves if leaf.item)
    _find_subject(page, headings, head)
    parts = _parts(headings, page) | {h.text for h in headings if EXAMPLE.fullmatch(h.text)}
    titles = {h.line for h in headings if h.text in kinds or h.line in beside or not begins_answer(h.text)}
    page.headings = [h for h in headings if h.text not in parts and h.line in titles]
    page.by_depth = [[h.line for h in page.headings if h.depth <= depth] for depth in range(7)]
    page.turned = [
        (h.line, page.closing(h.line, len(lines), h.depth))
        for h in page.headings[1:]
        if h.depth > 1 and TURNED.search(h.text)
    ]
    return page


def _find_subject(page: Page, headings: Sequence[Heading], head: str) -> None:
    """Whether a title speaks of questions; "Questions" over a text that asks nothing says where to ask."""
    opening = (head, _first_line(page))
    titles = [h.text for index, h in enumerate(headings) if index == 0 or h.depth == 1]
    named = [h.text for h in headings if not h.text.lower().startswith("questions") or _opens_section(h, page)]
    page.opens_with_questions = any(map(is_about, (*opening, *titles[:1])))
    page.titled_questions = any(map(is_about, (*opening, *titles)))
    page.about_questions = any(map(is_about, (*opening, *named)))
    if not page.about_questions:
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


def _first_line(page: Page) -> str:
    """What stands first, where it is short enough for a title and no sentence: pasted texts have no headings."""
    text = face_of(page.lines[page.texts[0]]).text if page.texts else ""
    return "" if len(text) > LONGEST_TITLE or text.rstrip().endswith((".", "!", "?", "。", "？")) else text


def _starts(mark: Mark) -> bool:
    part = mark.text.endswith(":") and BOILERPLATE.fullmatch(mark.text)
    said = mark.label == "question" or (mark.style == "bold" and not part)
    return mark.carrier in ("heading", "summary") or said or (mark.carrier != "line" and mark.asks > 0.8)


def is_text(line: str) -> bool:
    bare = line.strip()
    if BAR.fullmatch(bare):
        return False
    if not re.search(r"\w|[^\x00-\x7f]", bare):
        return bool(bare) and not re.fullmatch(r"[-*_>=\s|]+", bare)
    return not (
        NAVIGATION.fullmatch(bare)
        or re.fullmatch(r"(?:<!--.*?-->|</?(?:br|p|details|div|b|a|hr|ul|ol|li|center|summary)\b[^>]*>|\s)+", bare)
    )


def _parts(headings: Sequence[Heading], page: Page) -> set[str]:
    """Names that come back and have a text right below them: the parts of every answer."""
    counts = Counter(heading.text for heading in headings)
    return {h.text for h in headings if counts[h.text] > 2 and not read_label(h.text) and not _asks(h.text)} - {
        h.text for h in headings if _opens_section(h, page)
    }


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
    return is_answer_label(head) and (head != face.text or face.style != "" or ":" in face.text)
