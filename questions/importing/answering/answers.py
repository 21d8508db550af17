"""One cut of the document as a question: its prompt, its answer and what is labelled besides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from questions.importing.answering.cutting import Cut
from questions.importing.answering.prompts import FENCED, POINTS, SHOWN, asks_on, reaching, read_prompt, without_guide
from questions.importing.document import ParsedQuestion, Warned
from questions.importing.entries import bounded
from questions.importing.levels import infer, level_of_marks, level_of_picture, picture_of
from questions.importing.seeing.fields import Part, is_placeholder, split_parts, trimmed
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.options import is_choice, is_only_options, spelled_out
from questions.importing.seeing.page import Page
from questions.importing.seeing.points import key_points_of, list_of
from questions.importing.wording import ASKS

SUMMARY = re.compile(
    r"(?:(?:the|short|quick|brief|one[- ]line|concise|crisp|spoken|simple|interview|30[- ]second)[ -]){1,3}answers?|"
    r"answer (?:summary|in short|in one line)",
    re.I,
)
SAID_KIND = "The question says so itself, or has options to choose from."


@dataclass(frozen=True, slots=True)
class _Said:
    """`label` is that of the answer, None where it has none."""

    prompt: str
    answer: str
    label: str | None


def read_question(
    cut: Cut, page: Page, place: tuple[str, str], titles: frozenset[str]
) -> tuple[ParsedQuestion, list[Warned]]:
    line = cut.mark.line + 1
    prompt, start = read_prompt(cut, page)
    parts = _parts(cut, page, start, titles)
    said = _said(cut, prompt, parts)
    level, kind, reason = _level(cut, page, parts, place)
    own = _kind(parts) or ("multiple_choice" if is_choice(parts[0].text if said.label else said.prompt) else None)
    warnings: list[Warned] = []
    prompt, answer = bounded(said.prompt, line, warnings), bounded(said.answer, line, warnings)
    question = ParsedQuestion(
        number=cut.mark.number,
        prompt=prompt,
        line=line,
        section=place[0],
        subheading=place[1],
        level=level,
        level_reason=reason,
        kind=own or kind,
        kind_reason=SAID_KIND if own else reason,
        answer_label=said.label,
        answer=answer,
        **_rest(parts, answer),
    )
    return question, warnings


def _said(cut: Cut, prompt: str, parts: Sequence[Part]) -> _Said:
    """What is asked and what is answered: each may go on in the other's place."""
    mark = cut.mark
    answer, label = _answer(mark, parts)
    if label is not None and (_sums_up(mark, label, parts[0].text) or _explains(mark, label, parts[0].text)):
        answer, parts[0].lines = f"{parts[0].text}\n\n**{label}:** {answer}", []
    if asked := _named(parts, "question"):
        prompt = _joined(prompt, asked)
    if label is not None:
        asked, guide = without_guide(parts[0].text)
        prompt, answer = _joined(prompt, asked), _joined(answer, guide)
    elif mark.answer is None and _asks_still(cut, prompt, answer):
        prompt, answer = f"{prompt}\n\n{dedent(answer)}", ""
    return _Said(prompt, spelled_out(answer, prompt), label)


def _asks_still(cut: Cut, prompt: str, body: str) -> bool:
    return cut.shows or is_only_options(FENCED.sub("", body)) or asks_on(prompt, body)


def _parts(cut: Cut, page: Page, start: int, titles: frozenset[str]) -> list[Part]:
    mark = cut.mark
    parts = split_parts(reaching(page, start, cut.end), page.lines, start, cut.end, titles)
    for part in parts:
        part.lines = _outdented(part.lines, mark)
    if mark.tail:
        parts[0].lines.insert(0, re.sub(r"^(?:[—–:：|→]|-+>?|=+>)\s+", "", mark.tail))
    return parts


def _outdented(lines: Sequence[str], mark: Mark) -> list[str]:
    """The body of a list item or a quotation, as it would stand on its own."""
    if mark.quoted and all(line.lstrip().startswith(">") or not line.strip() for line in lines):
        lines = [re.sub(r"^\s*>\s?", "", line) for line in lines]
    return _set_out(lines, mark.item.indent) if mark.item else list(lines)


def _set_out(lines: Sequence[str], indent: int) -> list[str]:
    """Each line less its item's indent; the lines of a code block all by as much as its fence, or it would break."""
    left: list[str] = []
    fenced: int | None = None
    for line in lines:
        own = min(indent, len(line) - len(line.lstrip()))
        taken = own if fenced is None else min(own, fenced)
        left.append(line[taken:])
        if line.lstrip().startswith(("```", "~~~")):
            fenced = own if fenced is None else None
    return left


def _answer(mark: Mark, parts: Sequence[Part]) -> tuple[str, str | None]:
    """(answer, its label): without a label the whole body is the answer; a placeholder is none."""
    labelled = next((part for part in parts if part.name == "answer"), None)
    text = mark.answer if mark.answer is not None else labelled.text if labelled else trimmed(parts[0].lines)
    text = dedent(text) if mark.item or mark.carrier == "ordered" else text
    if POINTS.match(text) and not any(map(POINTS.match, text.split("\n")[1:])):
        text = POINTS.sub("", text, count=1)
    return ("" if is_placeholder(text) else text), (labelled.label if labelled else None)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _sums_up(mark: Mark, label: str, body: str) -> bool:
    """ "Interview answer:" below an explanation sums it up: the explanation is no part of the question."""
    return bool(body) and mark.asks >= ASKS and SUMMARY.fullmatch(label.strip(" *_:")) is not None


def _explains(mark: Mark, label: str, body: str) -> bool:
    """ "Explanation:" below code that answers: without options, the code is no part of the question."""
    said = label.strip(" *_:").lower() in ("explanation", "output", "result")
    return said and FENCED.search(body) is not None and not is_choice(body) and not SHOWN.search(mark.text)


def _level(cut: Cut, page: Page, parts: Sequence[Part], place: tuple[str, str]) -> tuple[str | None, str, str]:
    """What the question says of itself goes before what its headings say."""
    section, subheading = place
    own = level_of_marks(cut.mark.text, _named(parts, "level"))
    if own is None and page.pictured:
        own = level_of_picture(picture_of(page.lines[cut.mark.line]))
    level, kind, reason = infer(subheading, section)
    return (own[0], kind, own[1]) if own else (level, kind, reason)


def _named(parts: Sequence[Part], name: str) -> str:
    return next((part.text for part in parts if part.name == name), "")


def _kind(parts: Sequence[Part]) -> str | None:
    said = _named(parts, "kind").strip().lower().replace(" ", "_").replace("-", "_")
    kinds = ("conceptual", "scenario", "coding", "system_design", "behavioural", "multiple_choice")
    return said if said in kinds else None


def _rest(parts: Sequence[Part], answer: str) -> dict[str, Any]:
    minutes = re.match(r"\d{1,3}", _named(parts, "minutes"))
    return {
        "key_points": list_of(_named(parts, "key_points")) or key_points_of(answer),
        "follow_ups": list_of(_named(parts, "follow_ups")),
        "red_flags": list_of(_named(parts, "red_flags")),
        "minutes": int(minutes[0]) if minutes else None,
        "level_answers": {p.name[6:]: p.text for p in parts if p.name.startswith("level:")},
    }
