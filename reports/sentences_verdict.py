"""What the arithmetic says about the level, and what the people on the panel recommend."""

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


def name_of(debrief: Debrief) -> str:
    return debrief.candidate.strip() or "the candidate"


def verdict_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return (_verdict(debrief), *_against_target(debrief), *_missing(debrief), *_total(debrief))


def _verdict(debrief: Debrief) -> Sentence:
    name, level = name_of(debrief), debrief.verdict
    judged = _of_level(debrief, level or debrief.next_level)
    if level is None:
        text = _no_level(debrief)
    elif level not in LEVEL_ORDER:
        text = f"On this evidence {name} is {level}."
        judged = _of_level(debrief, debrief.next_level)
    else:
        text = f"On the panel's values {name} meets {level}{_with_mean(debrief, level)}."
    return Sentence(text, criterion_ids(judged))


def _no_level(debrief: Debrief) -> str:
    lowest = _line(debrief, debrief.next_level)
    if lowest is not None and lowest.met is False:
        return f"{capital(name_of(debrief))} does not meet {lowest.level}, the lowest level this rubric judges."
    return f"The evidence does not reach far enough to place {name_of(debrief)} at a level."


def _with_mean(debrief: Debrief, level: str) -> str:
    line = _line(debrief, level)
    if line is None or line.mean is None:
        return ""
    share = "all" if line.coverage == 1 else percent(line.coverage)
    return f", with a mean of {number(line.mean)} over {share} of that level's weight"


def _against_target(debrief: Debrief) -> tuple[Sentence, ...]:
    target, level = debrief.target_level, debrief.verdict
    if target not in LEVEL_ORDER or level is None:
        return ()
    distance = (LEVEL_ORDER.index(level) if level in LEVEL_ORDER else -1) - LEVEL_ORDER.index(target)
    role = f"{debrief.position}, " if debrief.position else ""
    return (
        Sentence(
            _distance(distance, role, target, so_far=_open(debrief)),
            criterion_ids(_of_level(debrief, target)),
        ),
    )


def _distance(distance: int, role: str, target: str, *, so_far: bool) -> str:
    if distance == 0:
        return f"That is the level asked for: {role}{target}."
    steps = count(abs(distance), "level")
    where = "above" if distance > 0 else "short of"
    opening = "So far that" if so_far and distance < 0 else "That"
    return f"{opening} is {steps} {where} what was asked for: {role}{target}."


def _missing(debrief: Debrief) -> tuple[Sentence, ...]:
    if debrief.next_level is None:
        return ()
    gaps = [Sentence(gap, _named_in(debrief, gap)) for gap in debrief.gaps]
    if not gaps:
        return ()
    level = capital(debrief.next_level)
    if _open(debrief):
        lead = f"{level} cannot be told yet: {count(len(gaps), 'thing')} to settle."
    else:
        stand = f"{count(len(gaps), 'thing')} {'stands' if len(gaps) == 1 else 'stand'}"
        lead = f"{capital(stand)} between {name_of(debrief)} and {debrief.next_level}."
    return (Sentence(lead, criterion_ids(_of_level(debrief, debrief.next_level))), *gaps)


def _open(debrief: Debrief) -> bool:
    line = _line(debrief, debrief.next_level)
    return line is not None and line.met is None


def _named_in(debrief: Debrief, gap: str) -> tuple[str, ...]:
    level = _of_level(debrief, debrief.next_level)
    return criterion_ids([each for each in level if f"“{each.title}”" in gap] or level)


def _total(debrief: Debrief) -> tuple[Sentence, ...]:
    seen = criterion_ids(each for each in debrief.criteria if each.mean is not None)
    if debrief.total is None:
        return ()
    share = "" if debrief.coverage == 1 else f", from {percent(debrief.coverage)} of the rubric's weight"
    return (Sentence(f"The weighted total is {number(debrief.total, 1)} of 100{share}.", seen),)


def _of_level(debrief: Debrief, level: str | None) -> list[CriterionLine]:
    return [each for each in debrief.criteria if each.level == level]


def _line(debrief: Debrief, level: str | None) -> LevelLine | None:
    return next((each for each in debrief.levels if each.level == level), None)


def recommendation_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    told = [each for each in debrief.members if each.recommendation and each.seat != "shadow"]
    return (
        *_tally(told),
        *_beside_the_arithmetic(debrief, told),
        *(_comment(each) for each in debrief.members if each.recommendation and each.comment.strip()),
        *_shadows(debrief),
        *_outstanding(debrief),
    )


def _tally(told: list[MemberLine]) -> tuple[Sentence, ...]:
    if not told:
        return ()
    names, words = ([each.name for each in told], [str(each.recommendation) for each in told])
    if len(told) == 1:
        text = f"{names[0]} recommends {WORDS[words[0]]}{_confidence(told[0])}."
    elif len(set(words)) == 1:
        text = f"The panel is of one mind: {listed(names)} each recommend {WORDS[words[0]]}."
    else:
        text = _split(told)
    return (Sentence(text, member_ids(names)),)


def _split(told: list[MemberLine]) -> str:
    groups = [(word, [each.name for each in told if each.recommendation == word]) for word in WORDS]
    parts = [f"{listed(names)} {'says' if len(names) == 1 else 'say'} {WORDS[word]}" for word, names in groups if names]
    sides = {each.recommendation in POSITIVE for each in told}
    lead = "The panel is split" if len(sides) == 2 else "The panel leans one way, with different strength"
    return f"{lead}: {listed(parts, 'while' if len(parts) == 2 else 'and')}."


def _confidence(member: MemberLine) -> str:
    return f", with {member.confidence} confidence" if member.confidence else ""


def _beside_the_arithmetic(debrief: Debrief, told: list[MemberLine]) -> tuple[Sentence, ...]:
    target_met = _target_met(debrief)
    against = [each for each in told if (each.recommendation in POSITIVE) is not target_met]
    if target_met is None or not against:
        return ()
    reading = f"{'meet' if target_met else 'do not meet'} {debrief.target_level}"
    names = [each.name for each in against]
    verb = "recommends" if len(names) == 1 else "recommend"
    text = f"The values {reading}, yet {listed(names)} {verb} otherwise; the reason belongs in the decision."
    return (Sentence(text, member_ids(names)),)


def _target_met(debrief: Debrief) -> bool | None:
    if debrief.target_level not in LEVEL_ORDER or debrief.verdict is None:
        return None
    if debrief.verdict not in LEVEL_ORDER:
        return False
    if LEVEL_ORDER.index(debrief.verdict) >= LEVEL_ORDER.index(debrief.target_level):
        return True
    return None if _open(debrief) else False


def _comment(member: MemberLine) -> Sentence:
    sure = f" ({member.confidence} confidence)" if member.confidence else ""
    return Sentence(stopped(f"{member.name}{sure}: {quoted(member.comment)}"), member_ids([member.name]))


def _shadows(debrief: Debrief) -> tuple[Sentence, ...]:
    told = [each for each in debrief.members if each.recommendation and each.seat == "shadow"]
    return tuple(_shadow(each) for each in told)


def _shadow(member: MemberLine) -> Sentence:
    said = WORDS[str(member.recommendation)]
    text = f"{member.name}, shadowing, would say {said}; that is not counted above."
    return Sentence(text, member_ids([member.name]))


def _outstanding(debrief: Debrief) -> tuple[Sentence, ...]:
    names = [each.name for each in debrief.members if not each.recommendation and each.seat != "shadow"]
    if not names:
        return ()
    verb = "has" if len(names) == 1 else "have"
    return (Sentence(f"{listed(names)} {verb} not recommended yet.", member_ids(names)),)
