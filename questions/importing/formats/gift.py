"""GIFT, Moodle's text format: questions parted by blank lines, the answer in braces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.entries import Entry, question_of
from questions.importing.formats.guides import guided
from questions.importing.formats.html_text import markdown_of
from questions.importing.formats.tables import Gathered

NOTHING = "No question in GIFT form (“Why is it so? {}”) was found."
GAP = "_____"
TAG = re.compile(r"\[(tag|id):((?:[^\]\\]|\\.)*)\]")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]\s*", re.I)
ESCAPE = re.compile(r"\\([~=#{}:n\]\\])")
STRAY = re.compile(r'^\s*"?;+\s*$|^\s*";?\s*$')


@dataclass(slots=True)
class _Block:
    """The lines of one question; `tags` stood in the comments right above it."""

    line: int
    text: str
    tags: tuple[str, ...]
    topic: str | None


def read_gift(text: str) -> ParsedDocument:
    found = Gathered()
    for block in _blocks(text, found):
        _read(block, found)
    if not found.questions:
        found.warnings.append(Warned(1, NOTHING))
    return ParsedDocument(
        "", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings), format="gift"
    )


class _Cutter:
    """Parts the lines by the blank ones outside of braces; an open brace ends where the next question has its title."""

    def __init__(self, found: Gathered) -> None:
        self.found = found
        self.blocks: list[_Block] = []
        self.lines: list[str] = []
        self.tags: list[str] = []
        self.topic: str | None = None
        self.start = self.depth = 0

    def take(self, number: int, line: str) -> None:
        if line.startswith("::") and self.lines:
            self.break_off() if self.depth else self.close()
        if self.depth or not self._aside(line):
            if line.strip() or self.depth:
                self._keep(number, line)
            else:
                self.close()

    def _aside(self, line: str) -> bool:
        """A comment, with the tags in it, or a category: neither is part of a question."""
        bare = line.lstrip()
        if bare.startswith("//"):
            self.tags += [value for name, value in TAG.findall(bare) if name == "tag"]
            return True
        if bare.upper().startswith("$CATEGORY:"):
            self.close()
            self.topic = _topic(bare.split(":", 1)[1])
            return True
        return False

    def _keep(self, number: int, line: str) -> None:
        self.start = self.start if self.lines else number
        self.lines.append(line)
        self.depth = max(0, self.depth + _opened(line))

    def break_off(self) -> None:
        self.found.warnings.append(Warned(self.start, "A brace that opens in this question is not closed."))
        self.depth = 0
        self.close()

    def close(self) -> None:
        if self.lines:
            self.blocks.append(_Block(self.start, "\n".join(self.lines), tuple(self.tags), self.topic))
            self.lines, self.tags = [], []


def _blocks(text: str, found: Gathered) -> list[_Block]:
    cutter = _Cutter(found)
    for number, line in enumerate(text.split("\n"), start=1):
        cutter.take(number, line)
    if cutter.depth:
        cutter.break_off()
    cutter.close()
    return cutter.blocks


def _opened(line: str) -> int:
    bare = re.sub(r"\\.", "", line)
    return bare.count("{") - bare.count("}")


def _topic(path: str) -> str | None:
    names = [name.strip() for name in path.split("/") if not re.fullmatch(r"\s*(?:\$\w+\$|top)?\s*", name)]
    return " / ".join(names) or None


def _read(block: _Block, found: Gathered) -> None:
    lines = [line for line in block.text.split("\n") if not STRAY.match(line)]
    text = re.sub(r'\}\s*";?\s*$|\}\s*;\s*$', "}", "\n".join(lines).strip())
    title, body = _title(text)
    before, inside, after = _braces(body)
    if inside is None:
        if text:
            found.skipped.append(Skipped(block.line, "A text without braces is not a question.", text[:200]))
        return
    form, before = _form(before)
    gap = f" {GAP} " if after.strip() else ""
    stem = _plain(f"{before.rstrip()}{gap}{after.strip()}", form).strip() or title
    if not stem:
        found.skipped.append(Skipped(block.line, "An answer without a question.", text[:200]))
        return
    found.questions.append(question_of(_entry(block, stem, _answer(inside, form)), found.warnings))


def _entry(block: _Block, stem: str, answer: tuple[str, str, bool]) -> Entry:
    options, said, is_choice = answer
    tags = [_unescape(tag) for tag in block.tags]
    return guided(line=block.line, prompt=stem + options, said=said, tags=tags, topic=block.topic, is_choice=is_choice)


def _title(text: str) -> tuple[str, str]:
    found = re.match(r'"?\s*::((?:[^:\\]|\\.|:(?!:))*)::', text)
    return (_unescape(found[1]).strip(), text[found.end() :]) if found else ("", text)


def _form(text: str) -> tuple[str, str]:
    found = FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else ("moodle", text)


def _braces(body: str) -> tuple[str, str | None, str]:
    """(before, inside, after) of the first pair of braces that is not escaped; inside None: there is none."""
    opened = re.search(r"(?<!\\)(?:\\\\)*\{", body)
    if not opened:
        return body, None, ""
    closed = re.compile(r"(?<!\\)(?:\\\\)*\}").search(body, opened.end())
    end = closed.end() - 1 if closed else len(body)
    return body[: opened.end() - 1], body[opened.end() : end], body[end + 1 :]


def _unescape(text: str) -> str:
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _plain(text: str, form: str) -> str:
    text = _unescape(text)
    return markdown_of(text) if form == "html" or re.search(r"</?(?:p|br|div|b|i|ul|li|code|pre)\b", text) else text


def _answer(inside: str, form: str) -> tuple[str, str, bool]:
    """(options to show, what is right with the general feedback, whether there is a choice)."""
    own, inside = _form(inside)
    form = own if own != "moodle" else form
    said, _, feedback = inside.partition("####")
    feedback = _plain(_form(feedback)[1], form).strip()
    said = said.strip()
    if re.fullmatch(r"T(?:RUE)?|F(?:ALSE)?", re.split(r"(?<!\\)#", said)[0].strip(), re.I):
        return "\n\n- True\n- False", _joined("True" if said[:1].upper() == "T" else "False", feedback), True
    if said.startswith("#"):
        return "", _joined(_plain(said[1:].strip(), form), feedback), False
    return _listed(_pieces(said), form, feedback)


def _pieces(said: str) -> list[tuple[bool, str]]:
    """(right or not, text) of each "=.." and "~..": a weight such as %50% makes it right, and its remark is left."""
    pieces = []
    for found in re.finditer(r"(?<!\\)([=~])((?:[^=~\\]|\\.)*)", said, re.S):
        weight = re.match(r"\s*%(-?\d{1,3}(?:\.\d+)?)%", found[2])
        text = found[2][weight.end() :] if weight else found[2]
        if not text.strip():
            continue  # the first mark of "~=right"
        right = found[1] == "=" or bool(weight and float(weight[1]) > 0)
        pieces.append((right, re.split(r"(?<!\\)#", text, maxsplit=1)[0].strip()))
    return pieces


def _listed(pieces: Sequence[tuple[bool, str]], form: str, feedback: str) -> tuple[str, str, bool]:
    right = [_plain(text, form).strip().replace("->", "→") for sure, text in pieces if sure]
    choice = any(not sure for sure, _ in pieces)
    shown = "\n\n" + "\n".join(f"- {_plain(text, form).strip()}" for _, text in pieces) if choice else ""
    answer = "\n".join(f"- {text}" for text in right) if len(right) > 1 else "".join(right)
    return shown, _joined(answer, feedback), choice


def _joined(answer: str, feedback: str) -> str:
    return "\n\n".join(filter(None, (answer, feedback)))
