"""Candidates side by side, criterion by criterion, and what makes the comparison an unequal one. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.sentences import LEVEL_ORDER, count, listed

MOST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion; `cells` has one line per candidate, None where their rubric has no such criterion."""

    level: str
    title: str
    must_have: bool
    cells: tuple[CriterionLine | None, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question, and to whom it was put: True, False where planned and not put, None where not planned."""

    prompt: str
    put: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[Row, ...]
    questions: tuple[QuestionRow, ...]
    warnings: tuple[str, ...]


def compared(debriefs: Sequence[Debrief]) -> Comparison:
    questions = _question_rows(debriefs)
    return Comparison(_rows(debriefs), questions, tuple(_warnings(debriefs, questions)))


def _rows(debriefs: Sequence[Debrief]) -> tuple[Row, ...]:
    """Criteria of different rubric versions meet where level and title are the same."""
    keys = dict.fromkeys((line.level, line.title) for each in debriefs for line in each.criteria)
    by_key = [{(line.level, line.title): line for line in each.criteria} for each in debriefs]
    ordered = sorted(keys, key=lambda key: LEVEL_ORDER.index(key[0]))
    return tuple(_row(key, tuple(lines.get(key) for lines in by_key)) for key in ordered)


def _row(key: tuple[str, str], cells: tuple[CriterionLine | None, ...]) -> Row:
    return Row(*key, any(line is not None and line.must_have for line in cells), cells)


def _question_rows(debriefs: Sequence[Debrief]) -> tuple[QuestionRow, ...]:
    """The same question is the same version: other words may be another question."""
    prompts = {q.version_hash: q.prompt for each in debriefs for q in each.questions}
    lines = [{q.version_hash: q for q in each.questions} for each in debriefs]
    return tuple(
        QuestionRow(prompt, tuple(_was_put(one.get(version)) for one in lines)) for version, prompt in prompts.items()
    )


def _was_put(line: QuestionLine | None) -> bool | None:
    return None if line is None else line.state == "done"


def _warnings(debriefs: Sequence[Debrief], questions: Sequence[QuestionRow]) -> Iterator[str]:
    unequal = [row for row in questions if len({bool(put) for put in row.put}) > 1]
    if unequal:
        verb = "was" if len(unequal) == 1 else "were"
        yield f"Their questions differed: {count(len(unequal), 'question')} {verb} not put to all of them."
    yield from _different_measures(debriefs)
    thin = [each.candidate for each in debriefs if each.total is None]
    if thin:
        yield f"Too little was observed for a total of {listed(thin)}."


def _different_measures(debriefs: Sequence[Debrief]) -> Iterator[str]:
    if len({each.rubric_hash for each in debriefs}) > 1:
        yield "They were judged by different rubrics or rubric versions: only criteria of one level and title meet."
    if len({each.target_level for each in debriefs}) > 1:
        levels = sorted({each.target_level for each in debriefs}, key=LEVEL_ORDER.index)
        yield f"They were asked for at different levels: {listed(levels)}."
    if len({frozenset(member.name for member in each.members) for each in debriefs}) > 1:
        yield "Different people judged them, and people differ in severity."
