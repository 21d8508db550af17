"""A document to read and to keep: each question with one's own words and the expected ones."""

import re
from collections.abc import Iterator

from core.zones import day_here
from practice.drawing import words_of
from practice.exporting.contents import PracticeRecord, Practised

FENCE = re.compile(r"`{3,}")


def export_markdown(record: PracticeRecord) -> bytes:
    lines = [f"# Practice of {record.name}", "", f"{day_here(record.made_at)}: {_sum(record)}", ""]
    for answer in record.answers:
        lines += _answer(answer)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _sum(record: PracticeRecord) -> str:
    answers, questions = record.progress.answers, record.progress.questions
    return f"{answers} answer{'' if answers == 1 else 's'} to {questions} question{'' if questions == 1 else 's'}."


def _answer(answer: Practised) -> Iterator[str]:
    yield from (f"## {answer.title}", "", _facts(answer), "")
    if answer.rest:
        yield from (answer.rest, "")
    yield from ("### Your answer", "", answer.body.strip() or "No answer.", "")
    yield from _sheets(answer.sheets)
    if answer.reflection:
        yield from ("*Next time:* " + " ".join(answer.reflection.split()), "")
    if answer.expected:
        yield from ("### Expected answer", "", answer.expected, "")
    if answer.key_points:
        yield from ("### Key points", "", *(f"- {' '.join(point.split())}" for point in answer.key_points), "")


def _sheets(sheets: dict[str, str]) -> Iterator[str]:
    """Code as it stands; of a drawing its words, which is what a text can hold."""
    if "code" in sheets:
        fence = "`" * max(3, *(len(run) + 1 for run in FENCE.findall(sheets["code"]) or [""]))
        yield from (f"{fence}python", sheets["code"], fence, "")
    if words := words_of(sheets.get("drawing", "")):
        yield from ("*Drawing:* " + ", ".join(" ".join(word.split()) for word in words), "")


def _facts(answer: Practised) -> str:
    facts = [day_here(answer.answered_at), answer.topic]
    facts.append(f"your value {answer.value.normalize():f} of 5" if answer.value is not None else "not valued")
    facts.append(f"due again on {day_here(answer.due_at)}" if answer.due_at else "")
    return " · ".join(fact for fact in facts if fact)
