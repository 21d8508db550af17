"""What the arithmetic says about the level, and what the people on the panel recommend."""

import re
from collections.abc import Sequence

from reports.debrief import CriterionLine, Debrief, LevelLine, MemberLine
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    capital,
    count,
    criterion_ids,
    listed,
    member_ids,
    number,
    percent,
    quoted,
    stopped,
)

WORDS = {"strong_yes": "a strong yes", "yes": "yes", "no": "no", "strong_no": "a strong no"}
POSITIVE = ("strong_yes", "yes")
# How rubric.levels words what a level lacks, and the same as a part of a longer sentence. Other wordings stay whole.
CLAUSES = (
    (
        re.compile(r"^(“.+”) is a must-have at (\S+); it needs (\S+)\.$"),
        r"\1, a must-have, stands at \2 where \3 is needed",
    ),
    (
        re.compile(r"^The mean of the (\w+) criteria is (\S+); it needs (\S+)\.$"),
        r"the \1 criteria average \2 where \3 is needed",
    ),
    (re.compile(r"^(“.+”) is a must-have that nobody observed\.$"), r"nobody observed \1, a must-have"),
    (
        re.compile(r"^Only (\S+ %) of the weight of the \w+ criteria was observed; (\S+ %) is needed\..*$"),
        r"only \1 of that level's weight was observed where \2 is needed",
    ),
)


def is_of_one_mind_against(debrief: Debrief) -> bool:
    """Everybody who recommends is against, and the values do not meet the level asked for either."""
    told = [each.recommendation for each in debrief.members if each.recommendation and each.seat != "shadow"]
    return bool(told) and not set(told) & set(POSITIVE) and _target_met(debrief) is False


def name_of(debrief: Debrief) -> str:
    return debrief.candidate.strip() or "the candidate"


def verdict_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (_verdict(debrief), *_missing(debrief), *_met_above(debrief), *_total(debrief))


def _verdict(debrief: Debrief) -> Sentence:
    level = debrief.verdict
    judged = _of_level(debrief, level if level in LEVEL_ORDER else debrief.next_level)
    if level is None:
        return Sentence(_no_level(debrief), criterion_ids(judged))
    name, aside = capital(name_of(debrief)), _against_target(debrief)
    if level not in LEVEL_ORDER and debrief.target_level == LEVEL_ORDER[0]:
        text = f"{name} does not reach {debrief.target_level}, the level asked for, on this evidence."
        return Sentence(text, criterion_ids(judged))
    if level not in LEVEL_ORDER:
        return Sentence(f"{name} is {level} on this evidence{aside}.", criterion_ids(judged))
    return Sentence(f"{name} meets {level}{aside}{_with_mean(debrief, level)}.", criterion_ids(judged))


def _no_level(debrief: Debrief) -> str:
    lowest = _line(debrief, debrief.next_level)
    if lowest is not None and lowest.met is False:
        return f"{capital(name_of(debrief))} does not meet {lowest.level}, the lowest level this rubric judges."
    return f"The evidence does not reach far enough to place {name_of(debrief)} at a level."


def _with_mean(debrief: Debrief, level: str) -> str:
    line = _line(debrief, level)
    if line is None or line.mean is None:
        return ""
    part = "" if line.coverage == 1 else f" over the {percent(line.coverage)} of its weight that was observed"
    return f": the panel's values for {level} average {number(line.mean)}{part}"


def _against_target(debrief: Debrief) -> str:
    """What lies between the level met and the one asked for, as a part of the first sentence."""
    target, level = debrief.target_level, debrief.verdict
    if target not in LEVEL_ORDER or level is None:
        return ""
    distance = (LEVEL_ORDER.index(level) if level in LEVEL_ORDER else -1) - LEVEL_ORDER.index(target)
    if distance == 0:
        return ", the level asked for"
    if distance > 0:
        return f", {count(distance, 'level')} above the {target} that was asked for"
    so_far = "so far " if _open(debrief) else ""
    return f", {so_far}{count(-distance, 'level')} short of the {target} that was asked for"


def _missing(debrief: Debrief) -> tuple[Sentence, ...]:
    """What the next level lacks: in one sentence, and word for word where that would say too much at once."""
    if debrief.next_level is None or not debrief.gaps:
        return ()
    level = debrief.next_level
    clauses, whole = _clauses(debrief.gaps)
    told = [Sentence(f"{_lead(debrief, len(clauses))}: {_joined(clauses)}.", _named(debrief))] if clauses else []
    return (*told, *(Sentence(stopped(gap), criterion_ids(_of_level(debrief, level))) for gap in whole))


def _clauses(gaps: Sequence[str]) -> tuple[list[str], list[str]]:
    clauses, whole = [], []
    for gap in gaps:
        found = next((pattern.sub(words, gap) for pattern, words in CLAUSES if pattern.match(gap)), None)
        if found is None:
            whole.append(gap)
        else:
            clauses.append(found)
    return clauses, whole


def _joined(clauses: Sequence[str]) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    return f"{'; '.join(clauses[:-1])}; and {clauses[-1]}"


def _lead(debrief: Debrief, things: int) -> str:
    level = str(debrief.next_level)
    if _open(debrief):
        return f"{capital(level)} cannot be told yet"
    return f"{capital(count(things, 'thing'))} {'is' if things == 1 else 'are'} missing for {level}"


def _met_above(debrief: Debrief) -> tuple[Sentence, ...]:
    """A level that counts for nothing while a lower one is missing, and is met by itself."""
    return tuple(
        Sentence(
            f"Taken by itself, {line.level} is met: its criteria average {number(line.mean)}.",
            criterion_ids(_of_level(debrief, line.level)),
        )
        for line in debrief.levels
        if line.met and line.mean is not None and _is_above(line.level, debrief.next_level)
    )


def _is_above(level: str, other: str | None) -> bool:
    return other in LEVEL_ORDER and LEVEL_ORDER.index(level) > LEVEL_ORDER.index(other)


def _named(debrief: Debrief) -> tuple[str, ...]:
    return criterion_ids(_of_level(debrief, debrief.next_level))


def _open(debrief: Debrief) -> bool:
    line = _line(debrief, debrief.next_level)
    return line is not None and line.met is None


def _total(debrief: Debrief) -> tuple[Sentence, ...]:
    seen = criterion_ids(each for each in debrief.criteria if each.mean is not None)
    if debrief.total is None:
        return ()
    share = "" if debrief.coverage == 1 else f", from {percent(debrief.coverage)} of the rubric's weight"
    return (Sentence(f"The weighted total is {number(debrief.total, 0)} of 100{share}.", seen),)


def _of_level(debrief: Debrief, level: str | None) -> list[CriterionLine]:
    return [each for each in debrief.criteria if each.level == level]


def _line(debrief: Debrief, level: str | None) -> LevelLine | None:
    return next((each for each in debrief.levels if each.level == level), None)


def recommendation_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    told = [each for each in debrief.members if each.recommendation and each.seat != "shadow"]
    # Whoever recommends alone has the comment in the same sentence.
    heard = told if len(told) == 1 else []
    rest = [each for each in debrief.members if each.recommendation and each.comment.strip() and each not in heard]
    return (
        *_tally(told),
        *_beside_the_arithmetic(debrief, told),
        *_on_too_little(debrief, told),
        *map(_comment, rest),
        *_shadows(debrief),
        *_outstanding(debrief),
    )


def _tally(told: list[MemberLine]) -> tuple[Sentence, ...]:
    if not told:
        return ()
    names, words = ([each.name for each in told], [str(each.recommendation) for each in told])
    if len(told) == 1:
        text = f"{names[0]} recommends {WORDS[words[0]]}{_confidence(told[0])}{_and_writes(told[0])}"
    elif len(set(words)) == 1:
        text = f"{listed(names)} {'both' if len(names) == 2 else 'all'} recommend {WORDS[words[0]]}."
    else:
        text = _apart(told)
    return (Sentence(text, member_ids(names)),)


def _apart(told: list[MemberLine]) -> str:
    groups = [(word, [each.name for each in told if each.recommendation == word]) for word in WORDS]
    parts = [
        f"{listed(names)} {'says' if len(names) == 1 else 'say'} {WORDS[word].removeprefix('a ')}"
        for word, names in groups
        if names
    ]
    sides = {each.recommendation in POSITIVE for each in told}
    lead = "The panel is split" if len(sides) == 2 else ("All are in favour" if True in sides else "All are against")
    return f"{lead}: {listed(parts, 'while' if len(sides) == 2 and len(parts) == 2 else 'and')}."


def _confidence(member: MemberLine) -> str:
    return f", with {member.confidence} confidence" if member.confidence else ""


def _and_writes(member: MemberLine) -> str:
    return stopped(f", and writes: {quoted(member.comment)}") if member.comment.strip() else "."


def _beside_the_arithmetic(debrief: Debrief, told: list[MemberLine]) -> tuple[Sentence, ...]:
    target_met = _target_met(debrief)
    against = [each for each in told if (each.recommendation in POSITIVE) is not target_met]
    if target_met is None or not against:
        return ()
    names = [each.name for each in against]
    who = "That" if len(against) == len(told) else listed(names)
    goes = "goes" if len(against) in (1, len(told)) else "go"
    reading = f"{'meet' if target_met else 'do not meet'} {debrief.target_level}"
    text = f"{who} {goes} against the values, which {reading}: the decision has to say why."
    return (Sentence(text, member_ids(names)),)


def _on_too_little(debrief: Debrief, told: list[MemberLine]) -> tuple[Sentence, ...]:
    """People may know more than the values hold; a reader should know that the values hold little."""
    if debrief.verdict is not None or debrief.total is not None or not told:
        return ()
    share = percent(debrief.coverage)
    what = "what they recommend" if len(told) > 1 else f"what {told[0].name} recommends"
    text = f"{share} of the rubric's weight was observed, too little to set beside {what}."
    return (Sentence(text, criterion_ids(debrief.criteria)),)


def _target_met(debrief: Debrief) -> bool | None:
    if debrief.target_level not in LEVEL_ORDER or debrief.verdict is None:
        return None
    if debrief.verdict not in LEVEL_ORDER:
        return False
    if LEVEL_ORDER.index(debrief.verdict) >= LEVEL_ORDER.index(debrief.target_level):
        return True
    return None if _open(debrief) else False


def _comment(member: MemberLine) -> Sentence:
    sure = ", with high confidence" if member.confidence == "high" else ""
    return Sentence(stopped(f"{member.name} writes{sure}: {quoted(member.comment)}"), member_ids([member.name]))


def _shadows(debrief: Debrief) -> tuple[Sentence, ...]:
    told = [each for each in debrief.members if each.recommendation and each.seat == "shadow"]
    return tuple(_shadow(each) for each in told)


def _shadow(member: MemberLine) -> Sentence:
    said = WORDS[str(member.recommendation)]
    text = f"{member.name}, shadowing, would say {said}; that is not counted above."
    return Sentence(text, member_ids([member.name]))


def _outstanding(debrief: Debrief) -> tuple[Sentence, ...]:
    silent = [each for each in debrief.members if not each.recommendation and each.seat != "shadow"]
    names = [each.name for each in silent if not each.waived]
    verb = "has" if len(names) == 1 else "have"
    asked = (Sentence(f"{listed(names)} {verb} not recommended yet.", member_ids(names)),) if names else ()
    return (*asked, *(_waived(each) for each in silent if each.waived))


def _waived(member: MemberLine) -> Sentence:
    text = stopped(f"The panel went on without {member.name}: {quoted(member.waived)}")
    return Sentence(text, member_ids([member.name]))
