"""What the criteria show: strengths, and gaps up to the level that is asked for or comes next."""

from collections.abc import Sequence
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, EvidenceQuote
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    amount,
    as_noted,
    count,
    criterion_ids,
    given_values,
    listed,
    number,
    quoted,
    stopped,
    strongest_quote,
)

STRONG, SOLID, FULL = Decimal("3.75"), Decimal(3), Decimal(5)
MOST, MOST_ANCHORS, MOST_BASICS = 4, 2, 3
# How an average is told, one after the other, so that a list does not read like a form.
AVERAGES = ("averages", "comes to", "stands at")
WANTED = ("For a 3 the rubric asks for more: {}", "The rubric's 3 reads {}")


def strengths(debrief: Debrief) -> list[CriterionLine]:
    """At the level asked for, or met where that is higher, and above first: there they tell most."""
    strong = [each for each in debrief.criteria if each.mean is not None and each.mean >= STRONG]
    return sorted(strong, key=lambda each: (_is_below(each, debrief), -(each.mean or 0), -each.weight))


def gaps(debrief: Debrief) -> list[CriterionLine]:
    """Below 3, up to the level that is asked for or comes next: a low value above it is no gap.

    What the level asked for lacks comes before what the next one would.
    """
    reach = _reach(debrief)
    weak = [each for each in debrief.criteria if each.mean is not None and each.mean < SOLID and each.level in reach]
    return sorted(weak, key=lambda each: (_is_above(each, debrief), not each.must_have, each.mean or 0, -each.weight))


def _is_below(criterion: CriterionLine, debrief: Debrief) -> bool:
    return _rank(criterion.level) < _rank(_bar(debrief))


def _bar(debrief: Debrief) -> str:
    """The level asked for, or the one that is met where that is higher."""
    return max(debrief.target_level, debrief.verdict or "", key=_rank)


def _is_above(criterion: CriterionLine, debrief: Debrief) -> bool:
    return debrief.target_level in LEVEL_ORDER and _rank(criterion.level) > _rank(debrief.target_level)


def _rank(level: str) -> int:
    return LEVEL_ORDER.index(level) if level in LEVEL_ORDER else 0


def _reach(debrief: Debrief) -> tuple[str, ...]:
    named = [each for each in (debrief.target_level, debrief.next_level) if each in LEVEL_ORDER]
    return LEVEL_ORDER[: max(map(LEVEL_ORDER.index, named), default=len(LEVEL_ORDER) - 1) + 1]


def strength_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    found = strengths(debrief)
    if not found:
        return _nearest(debrief)
    telling = [each for each in found if not _is_below(each, debrief)]
    basics = [each for each in found if _is_below(each, debrief)]
    if not telling:
        return _told_strengths(basics[:MOST], debrief)
    return (*_told_strengths(telling[:MOST], debrief), *_basics(basics, debrief))


def _nearest(debrief: Debrief) -> tuple[Sentence, ...]:
    """Nothing is strong: the best that was seen is told all the same."""
    seen = [each for each in debrief.criteria if each.mean is not None]
    best = max(seen, key=lambda each: (each.mean or 0, _rank(each.level)), default=None)
    if best is None:
        return ()
    if best.mean is not None and best.mean < SOLID:
        return (Sentence("No criterion averages 3 or more.", criterion_ids(seen)),)
    opening = f"Nearest comes {_titled(best, debrief)} with {number(best.mean or SOLID)}"
    told = _with_note(opening, best, strongest_quote(best.values, high=True))
    return (Sentence("No criterion averages 3.75 or more.", criterion_ids(seen)), told)


def _told_strengths(criteria: Sequence[CriterionLine], debrief: Debrief) -> tuple[Sentence, ...]:
    backed, bare = _backed(criteria, high=True)
    told = tuple(_with_note(_opening(each, place, debrief), each, quote) for place, (each, quote) in enumerate(backed))
    return (*told, *_bare(bare, "Also strong" if told else "Strong", debrief))


def _basics(criteria: Sequence[CriterionLine], debrief: Debrief) -> tuple[Sentence, ...]:
    """What lies below the level asked for is taken as given: it is told together."""
    level, whole = _bar(debrief), [each for each in debrief.criteria if _is_below(each, debrief)]
    if not criteria:
        return ()
    named = listed([f"“{each.title}” ({number(each.mean or SOLID)})" for each in criteria[:MOST_BASICS]])
    if len(criteria) == len(whole) and len(whole) > 1:
        text = f"Below {level} nothing is in doubt: {_each_of(len(whole))} criteria average 3.75 or more."
    elif len(criteria) > MOST_BASICS:
        text = f"Below {level}, {len(criteria)} of {len(whole)} criteria are strong, first of all {named}."
    else:
        text = f"Below {level}, {named} {'is' if len(criteria) == 1 else 'are'} strong too."
    return (Sentence(text, criterion_ids(criteria)),)


def _each_of(total: int) -> str:
    return "both" if total == 2 else f"all {amount(total)}"


def _backed(
    criteria: Sequence[CriterionLine], *, high: bool
) -> tuple[list[tuple[CriterionLine, EvidenceQuote | None]], list[CriterionLine]]:
    """Those with a note to quote, with them must-haves that are missing, and the rest."""
    found = [(each, strongest_quote(each.values, high=high)) for each in criteria]
    told = [(each, quote) for each, quote in found if quote or (each.must_have and not high)]
    return told, [each for each in criteria if each not in [one for one, _ in told]]


def _opening(criterion: CriterionLine, place: int, debrief: Debrief) -> str:
    """A criterion with its mean, told by what the values have in common."""
    title, mean = _titled(criterion, debrief), number(criterion.mean or SOLID)
    agreed = len(given_values(criterion)) > 1 and criterion.spread == 0
    if agreed:
        everyone = "Both" if len(given_values(criterion)) == 2 else "Everyone"
        return f"{everyone} gave {title} a {mean}"
    if criterion.disagreement:
        return f"{title} averages {mean}, though the panel differs on it"
    return f"{title} {AVERAGES[place % len(AVERAGES)]} {mean}"


def _titled(criterion: CriterionLine, debrief: Debrief) -> str:
    """The level is said where it is not the one asked for; a must-have among the gaps is said to be one."""
    told = ["" if criterion.level == debrief.target_level else criterion.level]
    low = criterion.mean is not None and criterion.mean < SOLID
    told.append("a must-have" if criterion.must_have and low else "")
    aside = ", ".join(each for each in told if each)
    return f"“{criterion.title}” ({aside})" if aside else f"“{criterion.title}”"


def gap_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    found = gaps(debrief)
    backed, bare = _backed(found[:MOST], high=False)
    told = [sentence for place, (each, quote) in enumerate(backed) for sentence in _gap(each, quote, place, debrief)]
    rest = _bare([*bare, *found[MOST:]], "Also below 3" if told else "Below 3", debrief)
    return (*_only_above(found, debrief), *told, *rest)


def _only_above(found: Sequence[CriterionLine], debrief: Debrief) -> tuple[Sentence, ...]:
    """Whoever has no gap at the level asked for is told so before the gaps towards the next."""
    if not found or not _is_above(found[0], debrief):
        return ()
    seen = criterion_ids(each for each in debrief.criteria if not _is_above(each, debrief) and each.mean is not None)
    return (
        Sentence(f"Up to {debrief.target_level} there is none; these lie on the way to {debrief.next_level}.", seen),
    )


def _gap(criterion: CriterionLine, quote: EvidenceQuote | None, place: int, debrief: Debrief) -> tuple[Sentence, ...]:
    first = _with_note(_opening(criterion, place, debrief), criterion, quote)
    anchor = criterion.anchors.get(3, "").strip()
    if not anchor or place >= MOST_ANCHORS or _is_above(criterion, debrief):
        return (first,)
    wanted = stopped(WANTED[place % len(WANTED)].format(quoted(anchor)))
    return (first, Sentence(wanted, criterion_ids([criterion])))


def _bare(criteria: Sequence[CriterionLine], opening: str, debrief: Debrief) -> tuple[Sentence, ...]:
    if not criteria:
        return ()
    names = [f"{_titled(each, debrief)} at {number(each.mean or SOLID)}" for each in criteria]
    if len(criteria) > MOST + 1:
        names = [*names[:MOST], count(len(criteria) - MOST, "criterion", "more criteria")]
    return (Sentence(f"{opening}{_unnoted(criteria)}: {listed(names)}.", criterion_ids(criteria)),)


def _unnoted(criteria: Sequence[CriterionLine]) -> str:
    return "" if any(value.evidence for each in criteria for value in each.values) else ", with no note to quote"


def _with_note(opening: str, criterion: CriterionLine, quote: EvidenceQuote | None) -> Sentence:
    if quote is None:
        return Sentence(f"{opening}{_unnoted([criterion])}.", criterion_ids([criterion]))
    return Sentence(stopped(f"{opening}: {as_noted(quote)}"), (*criterion_ids([criterion]), f"evidence:{quote.id}"))
