"""How far the interview reached, what departed from the plan, what to ask next, what to be careful with."""

from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    capital,
    clipped,
    criterion_ids,
    given_values,
    listed,
    member_ids,
    number,
    percent,
    stopped,
)
from reports.sentences_criteria import gaps

ENOUGH = Decimal("0.7")
WEAK_ANSWER = Decimal(3)
MOST = 4
LONGEST_PROMPT = 120


def question_ids(questions: list[QuestionLine]) -> tuple[str, ...]:
    return tuple(f"question:{each.id}" for each in questions)


def coverage_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (*_criteria_seen(debrief), *_criteria_unseen(debrief), *_questions_reached(debrief))


def _criteria_seen(debrief: Debrief) -> tuple[Sentence, ...]:
    if not debrief.criteria:
        return ()
    seen, whole = [each for each in debrief.criteria if each.mean is not None], len(debrief.criteria)
    share = f"{percent(debrief.coverage)} of the weight{_too_thin(debrief)}"
    text = f"{len(seen)} of {whole} criteria {_was(len(seen))} observed, {share}."
    if len(seen) == whole:
        text = "Every criterion was observed by somebody."
    return (Sentence(text, criterion_ids(seen)),)


def _was(amount: int) -> str:
    return "was" if amount == 1 else "were"


def _too_thin(debrief: Debrief) -> str:
    return ": not enough for a total" if debrief.total is None and debrief.coverage < ENOUGH else ""


def _criteria_unseen(debrief: Debrief) -> tuple[Sentence, ...]:
    unseen = [each for each in debrief.criteria if each.mean is None]
    groups = [(level, [each for each in unseen if each.level == level]) for level in LEVEL_ORDER]
    return tuple(
        Sentence(f"Nobody observed, at {level}: {listed([_titled(each) for each in group])}.", criterion_ids(group))
        for level, group in groups
        if group
    )


def _titled(criterion: CriterionLine) -> str:
    return f"“{criterion.title}”{' (a must-have)' if criterion.must_have else ''}"


def _questions_reached(debrief: Debrief) -> tuple[Sentence, ...]:
    planned = [each for each in debrief.questions if each.planned]
    done = [each for each in planned if each.state == "done"]
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


def _prompt(question: QuestionLine) -> str:
    return f"“{clipped(question.prompt, LONGEST_PROMPT)}”"


def _skipped(question: QuestionLine) -> Sentence:
    reason = question.skip_reason.strip()
    why = f": {reason}" if reason else ", with no reason written down"
    return Sentence(
        stopped(f"Question {question.position}, {_prompt(question)}, was skipped{why}"),
        question_ids([question]),
    )


def _added(question: QuestionLine) -> Sentence:
    return Sentence(f"{_prompt(question)} was asked without being planned.", question_ids([question]))


def _overrun(debrief: Debrief) -> tuple[Sentence, ...]:
    return tuple(_took(each, each.minutes) for each in debrief.questions if each.minutes and _ran_over(each))


def _ran_over(question: QuestionLine) -> bool:
    planned = question.planned_minutes
    return bool(planned) and question.minutes is not None and question.minutes >= 2 * (planned or 0)


def _took(question: QuestionLine, minutes: Decimal) -> Sentence:
    plan = f"{question.planned_minutes} were planned"
    text = f"{_prompt(question)} took {number(minutes, 0)} minutes where {plan}."
    return Sentence(text, question_ids([question]))


def follow_up_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (*_probe_unseen(debrief), *_probe_gaps(debrief), *_probe_answers(debrief), *_ask_again(debrief))


def _next_levels(debrief: Debrief) -> tuple[str, ...]:
    named = (debrief.target_level, debrief.next_level)
    return tuple(level for level in LEVEL_ORDER if level in named)


def _probe_unseen(debrief: Debrief) -> tuple[Sentence, ...]:
    wanted = [each for each in debrief.criteria if each.mean is None and each.level in _next_levels(debrief)]
    first = sorted(wanted, key=lambda each: (not each.must_have, -each.weight))[:MOST]
    if not first:
        return ()
    names = listed([f"“{each.title}”" for each in first])
    return (Sentence(f"Start with what nobody has seen yet: {names}.", criterion_ids(first)),)


def _probe_gaps(debrief: Debrief) -> tuple[Sentence, ...]:
    split = [each for each in gaps(debrief) if each.disagreement][:MOST]
    if not split:
        return ()
    names = listed([f"“{each.title}”" for each in split])
    return (Sentence(f"Have a second look at {names}, where the panel could not agree.", criterion_ids(split)),)


def _probe_answers(debrief: Debrief) -> tuple[Sentence, ...]:
    weak = [each for each in debrief.questions if each.mean is not None and each.mean < WEAK_ANSWER]
    return tuple(_probe(each) for each in sorted(weak, key=lambda each: each.mean or WEAK_ANSWER)[:MOST])


def _probe(question: QuestionLine) -> Sentence:
    unheard = [clipped(each.text, 100).rstrip(".") for each in question.key_points if not each.ticked_by][:2]
    topic = f" ({question.topic})" if question.topic else ""
    missing = f"; nobody heard {listed([f'“{each}”' for each in unheard], 'or')}" if unheard else ""
    text = f"The answer to {_prompt(question)}{topic} came to {number(question.mean or WEAK_ANSWER)}{missing}."
    return Sentence(text, question_ids([question]))


def _ask_again(debrief: Debrief) -> tuple[Sentence, ...]:
    missed = [each for each in debrief.questions if each.planned and each.state != "done"][:MOST]
    if not missed:
        return ()
    return (
        Sentence(stopped(f"Still to be asked: {listed([_prompt(each) for each in missed])}"), question_ids(missed)),
    )


def caveat_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (
        *_mock(debrief),
        *_few_raters(debrief),
        *_lone_values(debrief),
        *_hollow(debrief),
        *_unsure(debrief),
    )


def _mock(debrief: Debrief) -> tuple[Sentence, ...]:
    if debrief.purpose != "mock":
        return ()
    return (Sentence("This was a mock interview: read it as feedback, not as a basis for hiring."),)


def _raters(debrief: Debrief) -> list[str]:
    return sorted({member for each in debrief.criteria for member, _ in given_values(each)})


def _few_raters(debrief: Debrief) -> tuple[Sentence, ...]:
    names = _raters(debrief)
    if len(names) == 1:
        text = f"Every value here is {names[0]}'s: there is no second view to set against it."
    elif len(names) == 2:
        text = f"Only {listed(names)} rated: with two views, one outlier moves every mean."
    elif not names:
        text = "Nobody has rated a criterion yet."
    else:
        return ()
    return (Sentence(text, member_ids(names)),)


def _lone_values(debrief: Debrief) -> tuple[Sentence, ...]:
    lone = [each for each in debrief.criteria if len(given_values(each)) == 1]
    if len(_raters(debrief)) < 2 or not lone:
        return ()
    names = listed([f"“{each.title}” ({given_values(each)[0][0]})" for each in lone])
    verb = "rests" if len(lone) == 1 else "each rest"
    text = f"{names} {verb} on one person's value."
    if len(lone) > MOST:
        text = f"{len(lone)} of {len(debrief.criteria)} criteria each rest on one person's value."
    return (Sentence(text, criterion_ids(lone)),)


def _hollow(debrief: Debrief) -> tuple[Sentence, ...]:
    values = [(each, value) for each in debrief.criteria for value in each.values if value.value is not None]
    hollow = [(criterion, value) for criterion, value in values if not value.evidence]
    if not hollow:
        return ()
    criteria = list({criterion.id: criterion for criterion, _ in hollow}.values())
    members = sorted({value.member for _, value in hollow})
    if len(hollow) == len(values):
        text = "No value has a note behind it."
    else:
        told = "has no note behind it" if len(hollow) == 1 else "have no note behind them"
        whose = f", from {listed(members)}" if len(_raters(debrief)) > len(members) else ""
        text = f"{len(hollow)} of {len(values)} values {told}{whose}."
    return (Sentence(text, (*criterion_ids(criteria), *member_ids(members))),)


def _unsure(debrief: Debrief) -> tuple[Sentence, ...]:
    names = [each.name for each in debrief.members if each.recommendation and each.confidence == "low"]
    if not names:
        return ()
    verb = "calls their own confidence" if len(names) == 1 else "call their own confidence"
    return (Sentence(f"{listed(names)} {verb} low.", member_ids(names)),)
