"""What a next conversation should settle: what nobody saw, what the panel could not agree on, thin answers."""

from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    clipped,
    criterion_ids,
    listed,
    number,
    stopped,
)
from reports.sentences_criteria import SOLID, gaps
from reports.sentences_process import prompt_of, question_ids
from reports.sentences_verdict import is_of_one_mind_against

MOST, MOST_ANSWERS = 4, 2
LONGEST_POINT = 100


def follow_up_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    told = (*_probe_unseen(debrief), *_probe_gaps(debrief), *_probe_answers(debrief), *_ask_again(debrief))
    return told or _reach_higher(debrief)


def _next_levels(debrief: Debrief) -> tuple[str, ...]:
    """The level asked for, and the next one where that is not above it."""
    named = [each for each in (debrief.target_level, debrief.next_level) if each in LEVEL_ORDER]
    highest = debrief.target_level if debrief.target_level in LEVEL_ORDER else max(named, default="")
    return tuple(level for level in named if LEVEL_ORDER.index(level) <= LEVEL_ORDER.index(highest))


def _probe_unseen(debrief: Debrief) -> tuple[Sentence, ...]:
    wanted = [each for each in debrief.criteria if each.mean is None and each.level in _next_levels(debrief)]
    first = sorted(wanted, key=lambda each: (not each.must_have, -each.weight))[:MOST]
    if not first:
        return ()
    text = f"Start with what nobody has seen yet: {_titles(first)}."
    return (Sentence(text, criterion_ids(first)),)


def _titles(criteria: list[CriterionLine]) -> str:
    return listed([f"“{each.title}”" for each in criteria])


def _probe_gaps(debrief: Debrief) -> tuple[Sentence, ...]:
    split = [each for each in gaps(debrief) if each.disagreement][:MOST]
    if not split:
        return ()
    text = f"Have a second look at {_titles(split)}, where the panel could not agree."
    return (Sentence(text, criterion_ids(split)),)


def _probe_answers(debrief: Debrief) -> tuple[Sentence, ...]:
    """The thinnest answers. Where everybody is against, and the values too, they are no question any more."""
    if is_of_one_mind_against(debrief):
        return ()
    put = [each for each in debrief.questions if each.state == "done"]
    weak = [each for each in put if each.mean is not None and each.mean < SOLID]
    first = sorted(weak, key=lambda each: each.mean or SOLID)[:MOST_ANSWERS]
    return tuple(_probe(each, again=place > 0) for place, each in enumerate(first))


def _probe(question: QuestionLine, *, again: bool) -> Sentence:
    value = number(question.mean or SOLID)
    unheard = [clipped(each.text, LONGEST_POINT).rstrip(".") for each in question.key_points if not each.ticked_by][:2]
    points = listed([f"“{each}”" for each in unheard], "or")
    if again:
        missing = f", where nobody heard {points}" if points else ""
        text = f"The same goes for {prompt_of(question)}, at {value}{missing}"
    else:
        missing = f", and nobody heard {points} in it" if points else ""
        text = f"Come back to {prompt_of(question)}: the answer came to {value}{missing}"
    return Sentence(stopped(text), question_ids([question]))


def _ask_again(debrief: Debrief) -> tuple[Sentence, ...]:
    missed = [each for each in debrief.questions if each.planned and each.state != "done"][:MOST]
    if not missed:
        return ()
    text = stopped(f"Still to be asked: {listed([prompt_of(each) for each in missed])}")
    return (Sentence(text, question_ids(missed)),)


def _reach_higher(debrief: Debrief) -> tuple[Sentence, ...]:
    """Nothing is open at the level asked for: the next level is what another conversation can tell."""
    above = [each for each in debrief.criteria if each.level == debrief.next_level]
    weak = [each for each in above if each.mean is None or each.mean < SOLID]
    if not weak or debrief.next_level in _next_levels(debrief):
        return ()
    first = sorted(weak, key=lambda each: (not each.must_have, each.mean or 0))[:MOST]
    text = (
        f"Nothing is left open at {debrief.target_level}; to try for {debrief.next_level}, ask about {_titles(first)}."
    )
    return (Sentence(text, criterion_ids(first)),)
