"""A letter to the candidate, of criteria and anchors alone: nobody's name, value, quote or decision. Pure."""

from core.zones import day_here
from reports.debrief import CriterionLine, Debrief
from reports.sentences import LEVEL_ORDER, count, stopped
from reports.sentences_criteria import STRONG
from reports.sentences_process import ENOUGH

MOST_STRENGTHS, MOST_STEPS = 4, 3
LEAST_SHOWN = 3
SOLID = 3


def feedback_letter(debrief: Debrief) -> str:
    """Paragraphs with a blank line between them; a line that begins with "– " is an item of a list."""
    strong, next_steps = strengths_shown(debrief), steps_shown(debrief)
    parts = [f"Dear {debrief.candidate.strip() or 'candidate'},", _opening(debrief)]
    if not strong and not next_steps:
        parts.append(_too_little(debrief))
    parts += _strengths(strong)
    parts += _steps(next_steps, after_strengths=bool(strong))
    parts += _not_reached(debrief, told=bool(strong or next_steps))
    parts += [_closing(debrief), "With kind regards,\nthe interview team"]
    return "\n\n".join(parts)


def strengths_shown(debrief: Debrief) -> list[CriterionLine]:
    """What was observed well enough that its anchor is good news to read; the best first."""
    least = STRONG if _many_strong(debrief) else SOLID
    seen = [each for each in debrief.criteria if each.mean is not None and each.mean >= least and _anchor_met(each)]
    seen.sort(key=lambda each: (-(each.mean or 0), -LEVEL_ORDER.index(each.level)))
    return seen[:MOST_STRENGTHS]


def _many_strong(debrief: Debrief) -> bool:
    return sum(each.mean is not None and each.mean >= STRONG for each in debrief.criteria) >= 2


def steps_shown(debrief: Debrief) -> list[CriterionLine]:
    """Where the next anchor is nearest to what the position asks for; must-haves first, then the widest gap."""
    wanted = LEVEL_ORDER[: LEVEL_ORDER.index(debrief.target_level) + 1] if debrief.target_level in LEVEL_ORDER else ()
    shown = {each.id for each in strengths_shown(debrief)}
    below = [
        each
        for each in debrief.criteria
        if each.mean is not None and each.mean < STRONG and each.level in wanted and each.id not in shown
    ]
    below = [each for each in below if _next_anchor(each)]
    below.sort(key=lambda each: (not each.must_have or (each.mean or 0) >= SOLID, each.mean or 0))
    return below[:MOST_STEPS]


def _anchor_met(line: CriterionLine) -> str:
    """The text of the highest value that the panel's mean reaches."""
    reached = [value for value in line.anchors if line.mean is not None and value <= line.mean and value >= LEAST_SHOWN]
    return line.anchors[max(reached)].strip() if reached else ""


def _next_anchor(line: CriterionLine) -> str:
    """The next value above the mean, from 3 on: what was missing is never told in the words of a low anchor."""
    ahead = [value for value in line.anchors if line.mean is not None and value > line.mean and value >= LEAST_SHOWN]
    return line.anchors[min(ahead)].strip() if ahead else ""


def _opening(debrief: Debrief) -> str:
    when = f" on {day_here(debrief.started_at)}" if debrief.started_at else ""
    if debrief.purpose == "mock":
        return f"Thank you for practising with us{when}. This letter uses the words of the rubric we judged by."
    role = f" about the position of {debrief.position}" if debrief.position else ""
    return (
        f"Thank you for the time you took to speak with us{role}{when}. Everybody we speak with about it is judged by "
        "the same written rubric, and this letter uses its words."
    )


def _too_little(debrief: Debrief) -> str:
    return (
        "We saw too little of each subject to tell you something that would be fair. That says nothing about what you "
        "can do; it says that the conversation did not get there."
    )


def _strengths(lines: list[CriterionLine]) -> list[str]:
    if not lines:
        return []
    items = "\n".join(f"– {line.title}: {stopped(_anchor_met(line))}" for line in lines)
    stood_out = all(line.mean is not None and line.mean >= STRONG for line in lines)
    lead = "What stood out" if stood_out else "What we saw"
    return [f"{lead}, with the description that came closest to it:\n{items}"]


def _steps(lines: list[CriterionLine], *, after_strengths: bool) -> list[str]:
    if not lines:
        return []
    items = "\n".join(f"– {line.title}: {stopped(_next_anchor(line))}" for line in lines)
    things = "One thing" if len(lines) == 1 else count(len(lines), "thing").capitalize()
    further = "further from there" if after_strengths else "further"
    each = "" if len(lines) == 1 else " in each"
    return [f"{things} would take you {further}. This is how our rubric describes the next step{each}:\n{items}"]


def _not_reached(debrief: Debrief, *, told: bool) -> list[str]:
    """Where little was seen, silence on a subject must not be read as a judgement."""
    if not told or debrief.coverage >= ENOUGH:
        return []
    return ["Some subjects of the rubric did not come up, and nothing about them counts for or against you."]


def _closing(debrief: Debrief) -> str:
    text = "All of this describes one conversation and not you as a person."
    if debrief.purpose == "mock":
        return f"{text} Read it again after some practice, and see what has changed."
    return f"{text} If you would like to see what we noted about you, ask us: it is your right."
