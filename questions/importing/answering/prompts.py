"""What a question asks: its own line, or what stands right below where that line is only a number or a title."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from questions.importing.answering.cutting import Cut
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import begins_answer, read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.outline import Leaf, lines_of
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, asking, ends_asking

# A label in bold at the beginning of a line, and those that belong to what is asked.
LABEL = re.compile(r"(?:\*\*|__)([^*_:：]{2,50}?)(?:[:：.]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])")
TASKED = 0.5
# Of so many letters is what was told before it is asked about; less is a title.
TOLD = 40
# No sentence is broken into more lines.
LONGEST = 60
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
ASKED = re.compile(
    r"(?:sample |example |problem |function |expected )?(?:inputs?|outputs?|examples?|given|constraints?|code|snippet|"
    r"scenario|context|background|notes?|problem|description|task|options?|choices|requirements?|situation|statement|signature|"
    r"interviewer(?: asks)?|asked|tables?|schema|results?|data(?:set)?|questions?|part|case|setup|prompt|"
    r"题目|描述|示例|输入|输出)\b.*",
    re.I,
)
# What is asked, also below labels that are not.
STATEMENT = re.compile(
    r"(?:problem|task|question) (?:statement|description)|problem|task|question|prompt|题目|描述", re.I
)


# How the second line of a sentence begins, or all that is left of it: "decision-maker."
GOES_ON = re.compile(r"\s*(?:a\s|[a-zа-яßà-ÿ]{2,}(?:['’][a-z]{1,3})?(?:[ ,]|$|[\w-]{0,30}[.?!]\s*$))")
# "7. **Scenario:**" and nothing else: what is asked stands on the next line, and behind an arrow its answer.
NAMED = re.compile(r"(?:scenario|situation|case|problem|task|question|exercise)[:：]", re.I)
POINTS = re.compile(r"\s*(?:→|➜|=>|->)\s")
# What comes is what is asked about.
FOLLOWING = re.compile(r"\b(?:following|below)\b[^.?!]*[:：][\s*_]*$", re.I)


FENCED = re.compile(r"^[ ]*(`{3,}|~{3,}).*?^[ ]*\1[ ]*$", re.M | re.S)
# What speaks of code that stands below; alone there, it is no answer.
SHOWN = re.compile(
    r"\b(?:below|following|snippet|line by line|(?:this|these) (?:code|snippets?|functions?|programs?|quer(?:y|ies)|"
    r"components?)|(?:what|which) (?:is|will|would|does|do|gets?|are).{0,40}\b(?:output|print(?:ed)?|logged|log|"
    r"returned|display(?:ed)?|values?))\b|çıktı|aşağıda|bu kod|输出|打印|вывед|следующ|siguiente|seguinte|folgend",
    re.I,
)


def without_guide(text: str) -> tuple[str, str]:
    """(what belongs to the question, what is for the interviewer): "**Key concepts:** .." before the answer's label
    must not be shown to candidates.
    """
    asked: list[str] = []
    guide: list[str] = []
    into = asked
    for line in text.split("\n"):
        found = LABEL.match(line.strip())
        if found and not ASKED.fullmatch(found[1].strip()):
            into = guide
        elif found and STATEMENT.fullmatch(found[1].strip()):
            into = asked
        into.append(line)
    return "\n".join(asked).strip(), "\n".join(guide).strip()


def read_prompt(cut: Cut, page: Page) -> tuple[str, int]:
    """(text, line where the body begins): a heading that is only a number is asked in the paragraph below it."""
    mark = cut.mark
    if mark.text and not (NAMED.fullmatch(mark.text) and _rest_of_paragraph(cut, page)):
        return _asked_below(cut, page) or _wrapped(cut, page) or (mark.text, _behind_echo(cut, page))
    if rest := _rest_of_paragraph(cut, page):
        return rest
    kinds = ("paragraph", "heading", "fence", "code")
    below = next((leaf for leaf in _within(page, mark.end, cut.end) if leaf.kind in kinds), None)
    if below is None:
        number = mark.number
        return page.lines[mark.line].strip() if number is None else f"Question {number}", mark.end
    if below.kind in ("fence", "code"):
        return "\n".join(page.lines[below.start : below.end]).rstrip(), below.end
    face = face_of(below.text)
    return f"{face.text} {face.tail}".strip(), below.end


def _behind_echo(cut: Cut, page: Page) -> int:
    """Where the body begins: behind the line right below that says the same again."""
    first = next(iter(_within(page, cut.mark.end, cut.end)), None)
    same = first is not None and first.kind in ("paragraph", "heading") and face_of(first.text).text == cut.mark.text
    return first.end if first and same else cut.mark.end


def _asked_below(cut: Cut, page: Page) -> tuple[str, int] | None:
    """ "# Question 5 - Indexes" is a title; the question is the heading or the paragraph right below that asks."""
    mark = cut.mark
    if mark.label not in ("question", "task") or not mark.depth:
        return None
    first = next((leaf for leaf in _within(page, mark.end, cut.end) if leaf.kind != "html"), None)
    if first is None:
        return None
    if first.kind == "paragraph" and (asked := _behind_label(first)):
        return f"{mark.text}\n\n{asked[0]}", asked[1]
    return None if mark.asks >= (ASKS if mark.label == "task" else 0.1) else _told_by(first, mark)


def _told_by(first: Leaf, mark: Mark) -> tuple[str, int] | None:
    text = face_of(first.text).text
    if first.kind == "heading" and mark.depth == 1 and asking(text) >= ASKS:
        return text, first.end
    asks = ends_asking(first.text.rstrip("*_")) or (mark.label == "task" and asking(first.text) >= TASKED)
    if first.kind == "paragraph" and not first.nest and asks:
        return f"{mark.text}\n\n{first.text}", first.end
    return None


def _behind_label(leaf: Leaf) -> tuple[str, int] | None:
    """(what "**Question:** How ..?" asks, the line behind it)."""
    lines = list(takewhile(lambda line: not _answers([line]), leaf.text.split("\n")))
    head, *rest = lines or [""]
    face = face_of(head)
    label = read_label(f"{face.text} {face.tail}")
    if label is None or label.kind != "question" or label.number is not None:
        return None
    text = "\n".join([label.text.strip(" *_"), *rest]).strip()
    return (text, leaf.start + len(lines)) if ends_asking(text) or asking(label.text) >= TASKED else None


def _rest_of_paragraph(cut: Cut, page: Page) -> tuple[str, int] | None:
    """ "**Question 1:**" with the question on the next line of the same paragraph."""
    mark, leaf = cut.mark, page.leaf_at(cut.mark.line)
    if leaf is None or leaf.kind != "paragraph" or leaf.end <= mark.end:
        return None
    lines = lines_of(leaf.text)[mark.end - leaf.start : cut.end - leaf.start]
    asked = list(takewhile(lambda line: not _answers([line]) and not POINTS.match(line), lines))
    return ("\n".join(asked).strip(), mark.end + len(asked)) if asked else None


def _answers(lines: Sequence[str]) -> bool:
    return any(begins_answer(face_of(line).text) for line in lines)


def _wrapped(cut: Cut, page: Page) -> tuple[str, int] | None:
    """A sentence that its author broke into lines goes on in small letters, or up to the bracket's other half; what is
    told first, up to where it asks.
    """
    mark, leaf = cut.mark, page.leaf_at(cut.mark.line)
    if leaf and leaf.kind == "summary" and "\n" in leaf.text:
        return "\n".join([mark.text, *leaf.text.split("\n")[1:]]), mark.end
    if leaf is None or leaf.kind != "paragraph" or leaf.end <= mark.end or mark.tail:
        return None
    lines = lines_of(leaf.text)[mark.end - leaf.start : cut.end - leaf.start]
    if not lines:
        return None
    if len(mark.text) >= TOLD and asking(mark.text) < ASKS and ends_asking(lines[-1]) and not _answers(lines):
        return " ".join([mark.text, *(line.strip() for line in lines)]), mark.end + len(lines)
    text, taken = mark.text, 0
    while taken < min(len(lines), LONGEST) and _breaks_off(text, lines[taken]):
        text, taken = f"{text.rstrip()} {lines[taken].strip()}", taken + 1
    return (text, mark.end + taken) if taken else None


def _breaks_off(text: str, after: str) -> bool:
    if text.count("(") > text.count(")") and ")" in after:
        return True
    return re.search(r"[\w,`)]\s*$", text) is not None and GOES_ON.match(after) is not None


def asks_on(prompt: str, body: str) -> bool:
    """Whether the body is still the question: what a colon led to asks at its end, or it does nothing but ask."""
    lines = [line for line in FENCED.sub("", body).split("\n") if line.strip()]
    if not lines:
        return bool(body.strip()) and SHOWN.search(prompt) is not None and not FENCED.search(prompt)
    asked = sum(map(ends_asking, lines))
    if asked == len(lines) or (asked * 2 >= len(lines) and all(asking(ITEM.sub("", line)) >= ASKS for line in lines)):
        return True
    if all(ITEM.match(line) for line in lines) and FOLLOWING.search(prompt):
        return True
    if len(lines) == 1 and len(prompt) >= TOLD and prompt.endswith(".") and asking(prompt) < TASKED:
        return asking(lines[0]) >= ASKS  # "It fails in the field." and below it "List the likely causes."
    return prompt.rstrip(" *_").endswith((":", "：")) and ends_asking(lines[-1])


def _within(page: Page, start: int, end: int) -> list[Leaf]:
    low = bisect_left(page.leaves, start, key=lambda leaf: leaf.start)
    high = bisect_left(page.leaves, end, key=lambda leaf: leaf.start)
    return list(page.leaves[low:high])


def reaching(page: Page, start: int, end: int) -> list[Leaf]:
    """The leaves between two lines, with the paragraph that begins before and holds the first of them."""
    at = bisect_left(page.leaves, start, key=lambda leaf: leaf.start) - 1
    before = page.leaves[at : at + 1] if at >= 0 and page.leaves[at].end > start else []
    return [*before, *_within(page, start, end)]
