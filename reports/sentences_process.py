"""How far the interview reached, and what departed from the plan."""

from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    capital,
    clipped,
    criterion_ids,
    listed,
    number,
    percent,
    stopped,
)

ENOUGH = Decimal("0.7")
MOST = 4
LONGEST_PROMPT = 120


def question_ids(questions: list[QuestionLine]) -> tuple[str, ...]:
    return tuple(f"question:{each.id}" for each in questions)


def coverage_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    planned = [each for each in debrief.questions if each.planned]
    done = [each for each in planned if each.state == "done"]
    unseen = [each for each in debrief.criteria if each.mean is None]
    if debrief.criteria and planned and not unseen and len(done) == len(planned):
        text = "Every criterion was observed, and every planned question was asked."
        return (Sentence(text, (*criterion_ids(debrief.criteria), *question_ids(planned))),)
    return (*_criteria_seen(debrief), *_criteria_unseen(unseen), *_questions_reached(planned, done))


def _criteria_seen(debrief: Debrief) -> tuple[Sentence, ...]:
    if not debrief.criteria:
        return ()
    seen, whole = [each for each in debrief.criteria if each.mean is not None], len(debrief.criteria)
    share = f"{percent(debrief.coverage)} of the weight{_too_thin(debrief)}"
    text = f"{len(seen)} of {whole} criteria {_was(len(seen))} observed, {share}."
    if len(seen) == whole:
        text = "Every criterion was observed."
    return (Sentence(text, criterion_ids(seen)),)


def _was(total: int) -> str:
    return "was" if total == 1 else "were"


def _too_thin(debrief: Debrief) -> str:
    return ", which is not enough for a total" if debrief.total is None and debrief.coverage < ENOUGH else ""


def _criteria_unseen(unseen: list[CriterionLine]) -> tuple[Sentence, ...]:
    """By level, and by number alone where the list would be longer than anybody reads."""
    groups = [(level, [each for each in unseen if each.level == level]) for level in LEVEL_ORDER]
    told = [_unseen_at(level, group) for level, group in groups if group]
    return (Sentence(f"Nobody observed, {'; '.join(told)}.", criterion_ids(unseen)),) if told else ()


def _unseen_at(level: str, group: list[CriterionLine]) -> str:
    if len(group) > MOST:
        must = [each for each in group if each.must_have]
        aside = f", {listed([f'“{each.title}”' for each in must])} among them" if must else ""
        return f"at {level}, {len(group)} criteria{aside}"
    return f"at {level}, {listed([_titled(each) for each in group])}"


def _titled(criterion: CriterionLine) -> str:
    return f"“{criterion.title}”{' (a must-have)' if criterion.must_have else ''}"


def _questions_reached(planned: list[QuestionLine], done: list[QuestionLine]) -> tuple[Sentence, ...]:
    if not planned:
        return ()
    text = f"{len(done)} of {len(planned)} planned questions {_was(len(done))} asked."
    if len(done) == len(planned):
        text = "Every planned question was asked."
    return (Sentence(text, question_ids(planned)),)


def deviation_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    told = "\n".join(debrief.deviations)
    untold = [each for each in debrief.questions if f"“{each.prompt}”" not in told]
    return (
        *(_departure(each, debrief) for each in debrief.deviations),
        *(_skipped(each) for each in untold if each.state == "skipped"),
        *(_added(each) for each in untold if not each.planned and each.state == "done"),
        *_overrun(debrief),
    )


def _departure(text: str, debrief: Debrief) -> Sentence:
    meant = [each for each in debrief.questions if f"“{each.prompt}”" in text]
    return Sentence(stopped(capital(text.strip())), question_ids(meant))


def prompt_of(question: QuestionLine) -> str:
    return f"“{clipped(question.prompt.removesuffix('.'), LONGEST_PROMPT)}”"


def _skipped(question: QuestionLine) -> Sentence:
    reason = question.skip_reason.strip()
    why = f": {reason}" if reason else ", with no reason written down"
    return Sentence(
        stopped(f"Question {question.position}, {prompt_of(question)}, was skipped{why}"),
        question_ids([question]),
    )


def _added(question: QuestionLine) -> Sentence:
    return Sentence(f"{prompt_of(question)} was asked without being planned.", question_ids([question]))


def _overrun(debrief: Debrief) -> tuple[Sentence, ...]:
    return tuple(_took(each, each.minutes) for each in debrief.questions if each.minutes and _ran_over(each))


def _ran_over(question: QuestionLine) -> bool:
    planned = question.planned_minutes
    return bool(planned) and question.minutes is not None and question.minutes >= 2 * (planned or 0)


def _took(question: QuestionLine, minutes: Decimal) -> Sentence:
    plan = f"{question.planned_minutes} were planned"
    text = f"{prompt_of(question)} took {number(minutes, 0)} minutes where {plan}."
    return Sentence(text, question_ids([question]))
