"""Where the panel saw different things, what stands behind each side, and what changed when they talked."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, PanelValue
from reports.sentences import (
    Sentence,
    amount,
    as_noted,
    best_note,
    criterion_ids,
    given_values,
    listed,
    member_ids,
    number,
    stopped,
)

# The widest differences, each told in a form of its own; the others are named.
APART = ("On {0} the values lie {1} apart", "The values lie {1} apart on {0}, too", "On {0} it is {1}")
# From so many differences on it is worth asking whether one person reads the scale otherwise.
PATTERN = 3
SHARE = Decimal("0.75")


def disagreement_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    split = [each for each in debrief.criteria if each.disagreement and given_values(each)]
    split.sort(key=lambda each: (-(each.spread or 0), not each.must_have))
    told = [sentence for each, form in zip(split, APART, strict=False) for sentence in _difference(each, form)]
    return (*told, *_others(split[len(APART) :]), *_pattern(split), *_talked_over(debrief))


def _difference(criterion: CriterionLine, form: str) -> tuple[Sentence, ...]:
    seen = given_values(criterion)
    said = listed([f"{seen[0][0]} gave {number(seen[0][1])}", *(f"{who} {number(value)}" for who, value in seen[1:])])
    apart = form.format(f"“{criterion.title}”", number(criterion.spread or Decimal(0)))
    text = f"{apart}: {said}."
    return (
        Sentence(text, (*criterion_ids([criterion]), *member_ids(member for member, _ in seen))),
        _both_sides(criterion),
    )


def _both_sides(criterion: CriterionLine) -> Sentence:
    values = [value for _, value in given_values(criterion)]
    high, low = (best_note(_given(criterion, end)) for end in (values[0], values[-1]))
    evidence = tuple(f"evidence:{note.id}" for note in (high, low) if note)
    highest, lowest = number(values[0]), number(values[-1])
    if high and low:
        text = f"Behind the {highest}: {as_noted(high)}; behind the {lowest}: {as_noted(low)}"
    elif high:
        text = f"Behind the {highest}: {as_noted(high)}; for the {lowest} nothing was noted"
    elif low:
        text = f"Behind the {lowest}: {as_noted(low)}; for the {highest} nothing was noted"
    else:
        text = f"No note explains the {highest} or the {lowest}"
    return Sentence(stopped(text), (*criterion_ids([criterion]), *evidence))


def _given(criterion: CriterionLine, value: Decimal) -> list[PanelValue]:
    return [each for each in criterion.values if each.value == value]


def _others(criteria: Sequence[CriterionLine]) -> tuple[Sentence, ...]:
    if not criteria:
        return ()
    names = listed([f"“{each.title}” ({number(each.spread or Decimal(0))})" for each in criteria])
    return (Sentence(f"The values also lie apart on {names}.", criterion_ids(criteria)),)


def _pattern(split: Sequence[CriterionLine]) -> tuple[Sentence, ...]:
    """One person at the same end of most differences may read the anchors otherwise than the others do."""
    if len(split) < PATTERN:
        return ()
    for end, word in ((-1, "lowest"), (0, "highest")):
        who, times = Counter(given_values(each)[end][0] for each in split).most_common(1)[0]
        if times >= SHARE * len(split):
            often = "each of these" if times == len(split) else f"{amount(times)} of these {amount(len(split))}"
            text = (
                f"On {often} the {word} value is {who}'s: settle how the panel reads the anchors "
                "before you talk about the candidate."
            )
            return (Sentence(text, (*criterion_ids(split), *member_ids([who]))),)
    return ()


def _talked_over(debrief: Debrief) -> tuple[Sentence, ...]:
    moved = [each for each in debrief.criteria if each.discussed_mean is not None]
    return tuple(_moved(each) for each in moved)


def _moved(criterion: CriterionLine) -> Sentence:
    changed = [each for each in criterion.values if each.discussed is not None]
    steps = listed([f"{each.member} {_step(each)}" for each in changed])
    text = f"After the debrief on “{criterion.title}”, {steps}; the values before it are the ones counted here."
    return Sentence(text, (*criterion_ids([criterion]), *member_ids(each.member for each in changed)))


def _step(value: PanelValue) -> str:
    to = number(value.discussed or Decimal(0))
    return f"gave {to} for the first time" if value.value is None else f"went from {number(value.value)} to {to}"
