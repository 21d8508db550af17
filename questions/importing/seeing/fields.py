"""The labelled parts of a question's body: answer, key points, follow-ups and the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import dedent

from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import ALONE, begins_answer, is_answer_label
from questions.importing.seeing.outline import Leaf, lines_of
from questions.importing.seeing.page import is_text
from questions.importing.seeing.points import LISTED

NAMES: tuple[tuple[str, str], ...] = (
    (r"expected (?!(?:answer )?(?:time|duration|length|output))[\w -]+", "answer"),
    (r"(?:interview )?question|q|prompt|题目|问题|問題|enunciado", "question"),
    (r"key points?", "key_points"),
    (r"follow[- ]?ups?(?: questions?)?|追问(?:链路)?", "follow_ups"),
    (r"red flags?", "red_flags"),
    (r"(junior|mid|senior|principal)(?:[- ]level)? answer", "level_answer"),
    (r"minutes|time", "minutes"),
    (r"kind|type", "kind"),
    (r"level|difficulty(?: level)?|уровень|сложность|难度|nivel|nível|niveau|schwierigkeit", "level"),
)
# A part of one word, which a label before a whole text cannot be.
VALUES = {"minutes": r"\W*\d{1,3}\b.{0,20}", "kind": r"[\w\s-]{3,30}", "level": r".{1,40}"}
PLACEHOLDER = re.compile(
    r"(?:</?b>|\[x\]|\[!\w+\]|[_*\[\]<>/()\s\-–—#\U0001f300-\U0001faff])*+"
    r"(?:to be (?:filled|completed|added|done|answered|written|updated)(?: in| soon| later)?|(?:your |the |"
    r"write (?:your )?)?answers? "
    r"(?:goes |will be added |will go |to be added )?(?:here|soon|pending)|answer|todo|tbd|tba|tbc|coming soon|"
    r"wip|work in progress|"
    r"(?:no|not) answer(?:ed)?(?: yet)?|pending|n/?a|fill (?:this )?in|add (?:your )?answer(?: here)?|placeholder|"
    r"\?+|\.{2,}|…|(?:(?:write|type|enter|put|add) )?your (?:text|notes|code|solution|response)(?: goes)?(?: here)?|"
    r"(?:escreva |escribe )?(?:o |el |seu|sua|tu|su) ?(?:texto|c[óo]digo|resposta|respuesta) aqu[ií]|"
    r"read the answer on\b.*|(?:view|see|read|find|get|show|explore|check(?: out)?) (?:the |full |all |\d+ )*"
    r"(?:answers?|solutions?)(?: (?:on|here|at|in)\b.*)?|"
    r"(?:(?:tu|su|la|sua|a|deine|ihre|ta|votre) )?(?:respuesta|resposta|antwort|réponse) (?:va )?(?:aqu[ií]|hier|ici)|"
    r"待补充|待完善|待更新|略|暂无|todo[:：].*|ответ(?:а)? (?:пока )?нет|скоро|por hacer|pendiente)?"
    r"[\s._*\[\]<>/()\-–—!:…。]*(?:</?b>)?",
    re.I | re.S,
)
# Signs alone: in a fence they draw something, but for those that stand for words to come.
DRAWN = re.compile(r"(?=.*[^\s._…?#/\-])[\W_]+", re.S)
FENCES = re.compile(r"^[ ]*(?:`{3,}|~{3,}).*$", re.M)
# A link in words, or bare; a picture is shown, and may answer.
ADDRESS = re.compile(r"(?<!!)\[[^\[\]]*\]\([^()]*\)|<?https?://[^\s>]+>?", re.I)
WAY = re.compile(
    r"\b(?:more|further|also|see|read|reading|here|sources?|references?|links?|docs?|documentation|info|details|articles?|"
    r"videos?|this|the|and|for|at|on)\b",
    re.I,
)
TITLE = re.compile(
    r"(?:[\u2190-\u2bff\U0001f300-\U0001faff]|\d{1,2}\ufe0f?\u20e3)[^.!?:]{1,60}|"
    r"\d{1,3}[.)] (?:scenario: )?[^.!?:]{1,60}",
    re.I,
)
# Parts that are lists, and the next label behind one: "**Example:**".
LISTS = ("key_points", "follow_ups", "red_flags")
COLON = re.compile(
    r"([^:：]{1,60}?)(?<!\s)\s*(?:[:：]\s*-?|\s[-–—]+>?(?:\s|$)|(?:(?<=\bans)|(?<=\banswer))\)\s|\.\s(?=\S))\s*(.*)",
    re.S | re.I,
)
LETTER = re.compile(r"\W*+([bst])\W{1,3}\s*\S", re.I)
QUOTED = re.compile(r"^\s*>\s?")
LABELLED = re.compile(r"\W{0,4}\*\*[^*]{2,40}(?:[:：]\*\*|\*\*[:：])")


@dataclass(slots=True)
class Part:
    """One labelled part; `lines` are the document's, from behind its label to the next part.

    `nested`: the label is an item of a list, and what hangs below it is set in. `indent` is that of the label's line.
    """

    name: str
    label: str
    lines: list[str] = field(default_factory=list)
    nested: bool = False
    indent: int = 0

    @property
    def text(self) -> str:
        text = trimmed(self.lines)
        return dedent(text) if self.nested else text


def trimmed(lines: Sequence[str]) -> str:
    """Without blank lines, rules, closing tags and ways to the top at either end; what is between stays as it is."""
    kept = list(lines)
    while kept and not is_text(kept[-1]) and not kept[-1].lstrip().startswith(("|", ">")):
        kept.pop()
    while kept and not is_text(kept[0]) and not kept[0].lstrip().startswith(("|", ">")):
        kept.pop(0)
    if _is_next_title(kept):
        return trimmed(kept[:-1])
    return "\n".join(kept).rstrip()


def _is_next_title(lines: Sequence[str]) -> bool:
    """A short line with a picture or a number before it, right below a rule, is the title of what follows."""
    above = next((line for line in reversed(lines[:-1]) if line.strip()), None)
    return above is not None and not is_text(above) and TITLE.fullmatch(lines[-1].strip()) is not None


def split_parts(
    leaves: Sequence[Leaf], lines: Sequence[str], start: int, end: int, titles: frozenset[str]
) -> list[Part]:
    """The body from line `start` to `end`; the first part is "body": what stands before any label."""
    known = None if any(map(_is_titled_question, leaves)) else titles
    labels = {found[0]: found[1:] for leaf in leaves for found in _labels(leaf, known, range(start, end))}
    nested = {leaf.start for leaf in leaves if leaf.nest}
    if _is_choice(leaves) or _is_told(leaves):
        labels = {line: found for line, found in labels.items() if len(found[1].strip(" .:)*")) > 1}
    parts = [Part("body", "")]
    for number in range(start, end):
        found = labels.get(number)
        if found is None or (found[0] == "answer" and _is_answered(parts)):
            _going_on(parts, lines[number]).lines.append(lines[number])
            continue
        name, label, rest = found
        unquoted = QUOTED.sub("", lines[number])
        indent = len(unquoted) - len(unquoted.lstrip())
        part = Part(name, label, [rest] if rest else [], number in nested, indent)
        if rest and name in VALUES:
            parts.insert(-1, part)  # one line; what follows goes on with the part before it
        else:
            parts.append(part)
    return _body_first(parts)


def _is_titled_question(leaf: Leaf) -> bool:
    """Below a title that is nothing but "Question", "Detailed answer" is that of its answer, though it comes once."""
    return leaf.kind == "heading" and name_of(_headed(leaf.text, True)[0]) == ("question", "")


def _is_answered(parts: Sequence[Part]) -> bool:
    """Also by what stands above a follow-up: a label below that one answers it alone."""
    if any(part.name == "answer" for part in parts):
        return True
    return parts[-1].name == "follow_ups" and bool(trimmed(parts[0].lines))


def _going_on(parts: list[Part], line: str) -> Part:
    """The part that the line belongs to: a list of key points ends where a text or the next label follows upon it, and
    what was said before goes on.
    """
    last, line = parts[-1], QUOTED.sub("", line)
    set_in = len(line) - len(line.lstrip()) > last.indent
    if last.name not in LISTS or not line.strip() or set_in or LISTED.match(line):
        return last
    named = LABELLED.match(line) is not None and not begins_answer(face_of(line).text)
    ended = (
        last.name != "follow_ups" and any(LISTED.match(said) for said in last.lines) and not last.lines[-1].strip(" >")
    )
    if not named and not ended:
        return last
    before = next(part for part in reversed(parts) if part.name in ("answer", "body"))
    parts.remove(before)
    parts.append(before)
    before.lines.append("")
    return before


def _body_first(parts: list[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.name != "body")


def _is_choice(leaves: Sequence[Leaf]) -> bool:
    """A line "B: .." or "B) .." shows that "A:" names an option and no answer."""
    return any("b" in _letters(leaf.text) for leaf in leaves if leaf.kind == "paragraph")


def _is_told(leaves: Sequence[Leaf]) -> bool:
    """ "S:", "T:", "A:" and "R:" are the parts of a told experience, and "A:" its action."""
    return {"s", "t"} <= set().union(*(_letters(leaf.text) for leaf in leaves if leaf.kind == "paragraph"))


@lru_cache(maxsize=1_000)
def _letters(text: str) -> frozenset[str]:
    """The letters alone before what its lines say: kept, since one paragraph may hold thousands of questions."""
    found = (LETTER.match(line.strip()) for line in text.split("\n"))
    return frozenset(each[1].lower() for each in found if each)


def answer_titles(leaves: Sequence[Leaf], questions: int) -> frozenset[str]:
    """The headings that hold the answers: "Answer", or what comes back in every fourth question."""
    names = Counter(_uncounted(_headed(leaf.text, True)[0]) for leaf in leaves if leaf.kind == "heading")
    recurring = {name for name, count in names.items() if count > 1 and count * 4 >= questions}
    return frozenset(recurring | {"answer", "answers", "ans", "ответ", "答案", "答"})


def _uncounted(head: str) -> str:
    """ "Answer 7" is one of the answers."""
    return head.rstrip("0123456789").rstrip().lower()


def _labels(leaf: Leaf, titles: frozenset[str] | None, inside: range) -> Iterator[tuple[int, str, str, str]]:
    """(line, part, label, what stands behind the label on its line); of a paragraph, which may hold many questions,
    only the lines inside.
    """
    if leaf.kind == "summary":
        found = _label(leaf.start, leaf.text, titled=True)
        yield from ((line, part, label, f"{rest} {leaf.info}".strip()) for line, part, label, rest in found)
    elif leaf.kind == "heading":
        yield from _label(leaf.start, leaf.text, titled=True, titles=titles)
    elif leaf.kind == "paragraph":
        first = max(0, inside.start - leaf.start)
        for number, line in enumerate(lines_of(leaf.text)[first : inside.stop - leaf.start], leaf.start + first):
            yield from _label(number, line, titled=False)


def _label(
    line: int, raw: str, *, titled: bool, titles: frozenset[str] | None = None
) -> Iterator[tuple[int, str, str, str]]:
    head, rest, marked = _headed(raw, titled)
    if is_answer_label(head) and (titles is None or _uncounted(head) in titles):
        yield line, "answer", head, rest
        return
    named = name_of(head) if marked else None
    if named and re.fullmatch(VALUES.get(named[0], r".*"), rest, re.S):
        yield line, f"level:{named[1]}" if named[0] == "level_answer" else named[0], head, rest


def _headed(raw: str, titled: bool) -> tuple[str, str, bool]:
    """(label, rest, whether the label is set apart by more than a colon)."""
    face = face_of(raw)
    if face.style == "lead" and not re.match(r"[^:：]*[:：]\s*\S", face.text):
        rest = face.tail
        return face.text.strip(" :："), rest.lstrip(" :：-–—") if not rest.startswith("-->") else rest, True
    head, colon, rest = _at_colon(_unmarked(face.text))
    rest = f"{rest} {face.tail}".strip() if colon else rest  # "**Answer: C** - since .."
    if titled or face.style == "bold":
        return (head, rest, True) if colon else (face.text.strip(" :："), "", True)
    return (head, rest, False) if colon or ALONE.fullmatch(head) else ("", "", False)


def _unmarked(text: str) -> str:
    """ "*A:* It is .." without the emphasis around its label."""
    return re.sub(r"^([*_])([^*_:：]{1,40}(?:[:：]\1|\1[:：]))", lambda found: found[2].replace(found[1], ""), text)


def _at_colon(text: str) -> tuple[str, bool, str]:
    found = COLON.match(text)
    return (found[1], True, found[2]) if found else (text, False, "")


def name_of(label: str) -> tuple[str, str] | None:
    """(part, what the label's own words say more) or None for a bold word that is no label."""
    for pattern, name in NAMES:
        if found := re.fullmatch(pattern, label.strip(), re.I):
            return name, (found[1].lower() if found.groups() and found[1] else "")
    return None


def is_placeholder(text: str) -> bool:
    """Also an address where the answer stands, and the bare label of an answer that nobody wrote; one letter may be the
    right option.
    """
    bare = FENCES.sub("", text).strip()
    if FENCES.search(text) and DRAWN.fullmatch(bare):
        return False
    if ADDRESS.search(bare) and not re.search(r"[^\W_]", WAY.sub("", ADDRESS.sub("", bare))):
        return True
    return PLACEHOLDER.fullmatch(bare) is not None or (2 < len(bare) < 40 and is_answer_label(bare))
