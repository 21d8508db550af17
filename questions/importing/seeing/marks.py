"""Every line that might begin a question, with the shape it has; choosing decides which of them do."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from questions.importing.levels import is_bare_level
from questions.importing.seeing.faces import Face, face_of
from questions.importing.seeing.headers import asked_columns, style_of
from questions.importing.seeing.labels import Label, begins_answer, read_label
from questions.importing.seeing.outline import Leaf, ListItem
from questions.importing.wording import ASKS, asking, ends_asking

Shape = tuple[str, int, str, str]
# A line on its own, without any mark.
PLAIN = ("line", 0, "", "")
LONGEST = 250
# "Who reads it? - Everybody".
ONE_WORD = re.compile(r"[?？]\s+(?:[—–=-]+>?|→|\|)\s+\S+$")
OPENED = re.compile(r"^[\s>]*(?:#{1,6}\s+|[-*+]\s+)?")
TERM = ("line", 0, "term", "")
# A bullet that Markdown knows nothing of.
DOT = re.compile(r"\s*[•●○◦▪▫■□➤➜►▶◆◇]\s*\S")


@dataclass(frozen=True, slots=True)
class Mark:
    """`line` and `end` bound the question's own text (from 0, end excluded); `shape` is what must recur.

    `tail` is text behind the question on its own line; `answer` is set by a table's second column. `behind` is the end
    of the text where only its beginning is in bold and does not ask.
    """

    line: int
    end: int
    shape: Shape
    number: int | None
    text: str
    asks: float
    tail: str = ""
    answer: str | None = None
    target: str | None = None
    item: ListItem | None = None
    quoted: bool = False
    behind: str = ""

    @property
    def carrier(self) -> str:
        return self.shape[0]

    @property
    def depth(self) -> int:
        """The heading depth; 0 for whatever is no heading."""
        return self.shape[1] if self.carrier == "heading" else 0

    @property
    def style(self) -> str:
        return self.shape[2]

    @property
    def label(self) -> str:
        return self.shape[3]

    @property
    def whole_end(self) -> int:
        """The end of the item that it begins, with what is set in below; else of its own text."""
        return self.item.end if self.item else self.end

    @property
    def is_linked(self) -> bool:
        return self.target is not None


def find_marks(leaves: Sequence[Leaf]) -> list[Mark]:
    marks = _in_one_style([mark for leaf in leaves for mark in _of_leaf(leaf)])
    return sorted(marks, key=lambda mark: (mark.line, -mark.depth))


def plain_mark(raw: str, line: int) -> Mark:
    """A line that is a question because a person says so, whatever it looks like."""
    face, label = _labelled(face_of(OPENED.sub("", raw)))
    text = face.text or raw.strip()
    return Mark(line, line + 1, PLAIN, label.number if label else None, text, asking(text), face.tail)


def _in_one_style(marks: Sequence[Mark]) -> list[Mark]:
    """The items of one list are of one shape, though their author set only some of them in bold."""
    styles: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for mark in marks:
        styles[_alike(mark)][mark.style] += 1
    return [_restyled(mark, styles[_alike(mark)]) for mark in marks]


def _alike(mark: Mark) -> tuple[object, ...]:
    return (mark.item.group if mark.item else -mark.line, mark.carrier, mark.label)


def _restyled(mark: Mark, styles: Counter[str]) -> Mark:
    if mark.item is None or mark.item.ones or len(styles) < 2:
        return mark  # a list of 1. throughout may be several that only Markdown sees as one
    carrier, nest, _, label = mark.shape
    return replace(mark, shape=(carrier, nest, styles.most_common(1)[0][0], label))


def _of_leaf(leaf: Leaf) -> Iterator[Mark]:
    if leaf.kind == "summary":
        yield from _of_summary(leaf)
    elif leaf.kind == "heading":
        yield from _one(leaf, leaf.text.replace("\n", " "), leaf.start, leaf.end)
    elif leaf.kind == "paragraph":
        yield from _of_lines(leaf)
    elif leaf.kind == "table":
        yield from _of_rows(leaf)


def _of_summary(leaf: Leaf) -> Iterator[Mark]:
    """By its first line; what it holds besides may ask for it."""
    first, _, below = leaf.text.partition("\n")
    for mark in _one(leaf, first, leaf.start, leaf.end):
        tail = f"{mark.tail} {leaf.info}".strip()
        yield replace(mark, asks=max(mark.asks, asking(below)), tail=tail)


def _of_lines(leaf: Leaf) -> Iterator[Mark]:
    lines = leaf.text.split("\n")
    all_ask = len(lines) > 1 and sum(_ends_question(face_of(line)) for line in lines) * 5 >= len(lines) * 4
    for offset, line in enumerate(lines):
        at = leaf.start + offset
        first = offset == 0 or (not leaf.nest and (all_ask or _closes(lines, offset)))
        yield from _one(leaf, line, at, at + 1, first=first)


def _ends_question(face: Face) -> bool:
    """Also before an answer behind a dash or a tab, which may be one word."""
    return ends_asking(face.text) or (bool(face.tail) and not face.style) or ONE_WORD.search(face.text) is not None


def _closes(lines: Sequence[str], offset: int) -> bool:
    """The next question right below an answer or a title, with a blank line only behind itself."""
    above = lines[offset - 1].rstrip()
    whole = above.endswith((".", "!", ":", "。", "`")) or (offset == 1 and asking(above) == 0 and len(above) < 60)
    if offset > 1 and asking(above) == 0 and len(above) < 40 and above[:1].isupper():
        whole = whole or lines[offset - 2].rstrip().endswith((".", "。"))  # the title of the next section between
    return offset == len(lines) - 1 and whole and lines[offset][:1].isupper()


def _one(leaf: Leaf, raw: str, start: int, end: int, *, first: bool = True) -> Iterator[Mark]:
    face = face_of(raw)
    if not face.text or begins_answer(face.text) or is_bare_level(face.text):
        return
    lead, (face, label) = face, _labelled(face)
    item = leaf.item if first and start == leaf.start else None
    if leaf.kind == "paragraph" and not _may_begin(leaf, face, label, item, first):
        yield from _term(leaf, lead, start)
        return
    number = label.number if label else item.number if item else None
    kind = label.kind if label else "number" if item and item.number is not None else ""
    swallowed = not face.style or re.match(r"\d", raw) is not None
    shape = (*_carrier(leaf, item, kind, swallowed), _style(leaf, item, face, kind, raw), kind)
    asks = _asks(face, label, raw)
    yield Mark(
        start, end, shape, number, face.text, asks, face.tail, None, face.target, item, leaf.quoted, _behind(lead, face)
    )


def _term(leaf: Leaf, lead: Face, line: int) -> Iterator[Mark]:
    """ "**View:** A stored query.", which counts only beside questions that are set so."""
    if line == leaf.start and lead.style == "lead" and not leaf.nest and read_label(lead.text) is None:
        yield Mark(line, line + 1, TERM, None, f"{lead.text} {lead.tail}", 0.0, behind=lead.tail)


def _behind(lead: Face, face: Face) -> str:
    return lead.tail if lead.tail and not face.tail and face.text.endswith(lead.tail) else ""


def _asks(face: Face, label: Label | None, raw: str) -> float:
    if face.style != "lead" or label or not _defines(raw):
        return asking(face.text)
    # "**Closures:** Explain them." asks behind its colon; "**Closures:** What a name means." explains: half a weight.
    return 0.5 * max(asking(face.text), asking(face.text.partition(":")[2]))


def _labelled(face: Face) -> tuple[Face, Label | None]:
    """The face without its label. Where only the label is bold ("**Q1:** text"), the tail is the question."""
    label = read_label(face.text)
    if face.tail and not (label and re.search(r"\w", label.text)):
        whole = read_label(f"{face.text} {face.tail}") or _second_label(face)
        if whole:
            return Face(_unbold(whole.text), "label", "", face.target), whole
    if label and not face.style and label.text.startswith("**"):
        inner = face_of(label.text)
        # "1. **Locks:** What is ..?"
        asks = not ends_asking(inner.text) and asking(inner.tail.lstrip(" :：-–—")) >= ASKS
        text, tail = (f"{inner.text} {inner.tail}", "") if asks else (inner.text, inner.tail)
        return Face(text, inner.style, tail, face.target), label
    text = label.text if label else face.text
    if face.tail and not ends_asking(text) and not _is_answered_behind(text, face.tail):
        gap = "" if face.tail[0] in ":：,;" else " "
        return replace(face, text=f"{text}{gap}{face.tail}", tail=""), label
    return replace(face, text=text), label


def _second_label(face: Face) -> Label | None:
    """ "**Code:** **Question:** What does it print?" has two of them."""
    bold = face.text.endswith((":", "：")) and face.tail.startswith("**")
    second = read_label(face.tail.lstrip("* ")) if bold else None
    return second if second and second.kind == "question" and second.text else None


def _is_answered_behind(text: str, tail: str) -> bool:
    """ "**Explain a lease.** It is a lock that ends": what is bold asks by itself, and a sentence stands behind it."""
    said = tail.lstrip(" :：-–—")
    words = len(text.split()) + text.endswith(".")
    whole = words > 2 and asking(text) >= ASKS and asking(said) < ASKS
    return whole and len(said.split()) > 2 and not said[:1].islower()


def _defines(raw: str) -> bool:
    """ "**Term**: what it means" explains a word, even where the explanation asks back."""
    return re.search(r"^[^*]{0,8}\*\*[^*?？]+(?:[:：]\*\*|\*\*\s*[:：])", raw) is not None


def _unbold(text: str) -> str:
    """Without the other half of an emphasis that began before the label."""
    inner = face_of(text)
    return f"{inner.text} {inner.tail}".strip() if inner.style in ("bold", "lead") else text.strip(" *")


def _may_begin(leaf: Leaf, face: Face, label: Label | None, item: ListItem | None, first: bool) -> bool:
    if item:
        return True
    if label:
        return label.kind != "number" or leaf.nest == 0
    if leaf.nest:
        return False
    return (
        face.style == "bold"
        or (face.style == "lead" and bool(face.tail) and asking(face.text) >= ASKS)
        or (first and len(face.text) < LONGEST and _ends_question(face))
    )


def _carrier(leaf: Leaf, item: ListItem | None, kind: str, swallowed: bool) -> tuple[str, int]:
    """A numbered line that a paragraph swallowed was meant as an item of a list like any other."""
    if leaf.kind == "summary":
        return "summary", 0
    if leaf.kind == "paragraph" and not item and kind == "number" and swallowed:
        return "ordered", 1
    if item:
        return ("item" if item.number is None else "ordered"), item.nest
    return ("heading", leaf.depth) if leaf.kind == "heading" else ("line", 0)


def _style(leaf: Leaf, item: ListItem | None, face: Face, kind: str, raw: str) -> str:
    if leaf.kind == "heading" and item:
        return f"h{leaf.depth}"
    if leaf.kind in ("heading", "summary"):
        return ""
    if not kind and not item and leaf.kind == "paragraph" and DOT.match(raw):
        return "dot"
    if not kind and face.style == "bold" and re.match(r"\s*([*_])(?!\1)", raw):
        return "italic"
    return "bold" if kind and face.style else face.style


def _of_rows(leaf: Leaf) -> Iterator[Mark]:
    if len(leaf.rows) == 1:
        yield from _of_lone_head(leaf)
        return
    if columns := asked_columns(leaf):
        shape = ("row", 0, style_of(leaf), "")
        yield from (mark for line, cells in leaf.rows[1:] if (mark := _of_row(line, cells, shape, *columns)))


def _of_row(line: int, cells: Sequence[str], shape: Shape, question: int, answer: int | None) -> Mark | None:
    face = face_of(cells[question]) if question < len(cells) else Face("")
    said = cells[answer].strip() if answer is not None and answer < len(cells) else None
    whole = f"{face.text} {face.tail}".strip()
    label = read_label(whole)
    number, text = (label.number, label.text) if label else (None, whole)
    if not re.search(r"[^\W\d_]", text):
        return None
    return Mark(line, line + 1, shape, number, text, asking(text), answer=said, target=_way(said) or face.target)


def _of_lone_head(leaf: Leaf) -> Iterator[Mark]:
    """A table of one row frames a question that is answered below it."""
    line, cells = leaf.rows[0]
    label = read_label(" ".join(cells))
    text = face_of(label.text if label else " ".join(cells)).text
    if asking(text) >= ASKS:
        yield Mark(line, leaf.end, ("frame", 0, "", ""), label.number if label else None, text, asking(text))


def _way(answer: str | None) -> str | None:
    """Where an answer is nothing but a link to a place below, the table is a list of contents."""
    target = face_of(answer or "").target
    return target if target and target.startswith("#") else None
