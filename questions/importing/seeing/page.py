"""One document laid open for the choice of its question shape."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from questions.importing.about import ABOUT_QUESTIONS, OF_INTERVIEWS, QUESTIONS
from questions.importing.seeing.outline import Leaf

NAVIGATION = re.compile(
    r"(?:[\s>*_\-]|&nbsp;|<[^>]*>)*+(?:\[?\**\s*+(?:[⬆↑↥🔝🔼▲^]\s*+)*+(?:(?:back|go|return|"
    r"jump)\s*+)?(?:back )?to (?:the )?(?:top|contents|toc|index|table of contents|questions).*"
    r"|\[+[⬆↑↥🔝🔼▲^ ]+\]+.*|[⬆↑↥🔝🔼▲].{0,60}|\[?\**(?:Вернуться|Наверх|К оглавлению|к оглавлению|"
    r"\[?к содержанию|返回|"
    r"回到顶部|⬆).{0,80}|\[?table of contents\]?\(.*)\s*",
    re.I,
)
# A line drawn, or one drawn around a few words: "---- Beginner level ----".
BAR = re.compile(r"[⸻—–━─═―⎯\s]+|[-=_━─═~]{7,}|[-=*_━─═#~]{3,}+[^|`*]{1,60}[-=*_━─═~]{3,}")

ANNOUNCED = re.compile(r"(?:(?:sample|example|common|typical|possible|interview) )+questions?\W*", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    line: int
    depth: int
    text: str


@dataclass(slots=True)
class Page:
    """`texts` are the lines that carry text: not blank, no rule, no bare label, no way back to the top.

    `bodies` are those of `texts` that are no title and lead to no place in the document.
    `by_depth[n]` are the lines of the headings of depth n or higher up.
    `prose` are the lines where a paragraph or a heading begins outside of lists.
    `details` are the spans of lines from <details> to </details>.
    `sizes` are the numbers of items by list.
    `bare` are the lists of several items of which none has more than one paragraph and no list inside.
    `pictured` means that stars or coloured dots differ from question to question, and so say something.
    `broken` means that answers which were not set in part the numbers into lists of one or two.
    `answered` are those of answers, and `reaches` how far each of them or one before it goes.
    `starts` are the lines where something new may begin; an answer belongs to the last of them before it.
    """

    lines: Sequence[str]
    leaves: Sequence[Leaf]
    headings: list[Heading] = field(default_factory=list)
    by_depth: list[list[int]] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    details: list[tuple[int, int]] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)
    bare: set[int] = field(default_factory=set)
    pictured: bool = False
    broken: bool = False
    about_questions: bool = False
    titled_questions: bool = False
    opens_with_questions: bool = False
    turned: list[tuple[int, int]] = field(default_factory=list)
    answered: list[tuple[int, int]] = field(default_factory=list)
    reaches: list[int] = field(default_factory=list)

    def entitle(self, headings: Iterable[Heading]) -> None:
        """Adds headings, each where it stands."""
        known = {heading.line: heading for heading in [*self.headings, *headings]}
        self.headings = [known[line] for line in sorted(known)]
        self.by_depth = [[h.line for h in self.headings if h.depth <= depth] for depth in range(7)]

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

    def line_above(self, line: int) -> str:
        """The last line before it that carries text; "" without one."""
        at = bisect_left(self.texts, line) - 1
        return self.lines[self.texts[at]] if at >= 0 else ""

    def announces(self, start: int, end: int) -> bool:
        """Whether a label says between the two lines that questions follow."""
        lines = (leaf.text for leaf in self.between(start, end) if leaf.kind == "paragraph" and not leaf.item)
        return any(ANNOUNCED.fullmatch(line.strip(" *_")) for line in lines)

    def between(self, start: int, end: int) -> Sequence[Leaf]:
        """The leaves that begin between two lines."""
        low = bisect_left(self.leaves, start, key=lambda leaf: leaf.start)
        return self.leaves[low : bisect_left(self.leaves, end, key=lambda leaf: leaf.start)]

    def leaf_at(self, line: int) -> Leaf | None:
        """The leaf that the line stands in."""
        at = bisect_right(self.leaves, line, key=lambda leaf: leaf.start) - 1
        return self.leaves[at] if at >= 0 and line < self.leaves[at].end else None

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

    def end_around(self, line: int, limit: int) -> int:
        """Where the fold ends that the line stands in, or else `limit`."""
        before = bisect_left(self.details, (line, -1))
        return next((end for start, end in reversed(self.details[max(0, before - 50) : before]) if end >= line), limit)

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
        if ABOUT_QUESTIONS.search(heading.text) and not OF_INTERVIEWS.search(heading.text):
            return True
        return any(QUESTIONS.search(title.text) for title in self._above(index) if title.depth > 1)

    def has_answer(self, start: int, end: int) -> bool:
        """Whether an answer's label stands below `start`, before anything else begins."""
        after = bisect_right(self.starts, start)
        limit = min(end, self.starts[after]) if after < len(self.starts) else end
        return bisect_left(self.answers, limit) > bisect_left(self.answers, start)


def is_text(line: str) -> bool:
    bare = line.strip()
    if BAR.fullmatch(bare):
        return False
    if not re.search(r"\w|[^\x00-\x7f]", bare):
        return bool(bare) and not re.fullmatch(r"[-*_>=\s|]+", bare)
    return not (
        NAVIGATION.fullmatch(bare)
        or re.fullmatch(
            r"(?:(?><!--.*?-->)|&(?:nbsp|emsp|ensp);|</?(?:br|p|details|div|b|a|hr|ul|ol|li|center|summary)\b[^>]*>|\s)++",
            bare,
        )
    )
