"""What the criteria show: strengths, gaps, and where the panel saw different things."""

from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, EvidenceQuote
from reports.sentences import (
    LEVEL_ORDER,
    Sentence,
    as_noted,
    capital,
    criterion_ids,
    given_values,
    listed,
    member_ids,
    number,
    quoted,
    stopped,
    strongest_quote,
)

STRONG, SOLID = Decimal("3.75"), Decimal(3)
MOST = 4


def strengths(debrief: Debrief) -> list[CriterionLine]:
    strong = [each for each in debrief.criteria if each.mean is not None and each.mean >= STRONG]
    return sorted(strong, key=lambda each: (-(each.mean or 0), -each.weight))[:MOST]


def gaps(debrief: Debrief) -> list[CriterionLine]:
    """Below 3, up to the level that is asked for or comes next: a low value above it is no gap."""
    reach = _reach(debrief)
    weak = [
        each
        for each in debrief.criteria
        if each.mean is not None and each.mean < SOLID and each.level in reach
    ]
    return sorted(weak, key=lambda each: (not each.must_have, each.mean or 0, -each.weight))


def _reach(debrief: Debrief) -> tuple[str, ...]:
    named = [each for each in (debrief.target_level, debrief.next_level) if each in LEVEL_ORDER]
    return LEVEL_ORDER[: max(map(LEVEL_ORDER.index, named), default=len(LEVEL_ORDER) - 1) + 1]


def strength_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return tuple(_strength(each, place) for place, each in enumerate(strengths(debrief)))


def _strength(criterion: CriterionLine, place: int) -> Sentence:
    value, title = number(criterion.mean or SOLID), f"“{criterion.title}” ({criterion.level})"
    opening = (
        f"Strongest was {title}, at {value}",
        f"{title} came in at {value}",
        f"{title} reached {value}",
        f"{title} stands at {value}",
    )[place]
    aside = ", though not everyone saw it that way" if criterion.disagreement else _agreed(criterion)
    return _with_quote(opening + aside, criterion, strongest_quote(criterion.values, high=True))


def _agreed(criterion: CriterionLine) -> str:
    seen = given_values(criterion)
    if len(seen) == 1:
        return f", on {seen[0][0]}'s value alone"
    return " from everyone who rated it" if len(seen) > 1 and criterion.spread == 0 else ""


def gap_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    return tuple(sentence for each in gaps(debrief)[:MOST] for sentence in _gap(each)) + _other_gaps(debrief)


def _gap(criterion: CriterionLine) -> tuple[Sentence, ...]:
    must = ", a must-have," if criterion.must_have else ""
    opening = f"“{criterion.title}” ({criterion.level}){must} is at {number(criterion.mean or SOLID)}"
    aside = "; the panel differs on it" if criterion.disagreement else _agreed(criterion)
    told = _with_quote(opening + aside, criterion, strongest_quote(criterion.values, high=False))
    anchor = criterion.anchors.get(3, "").strip()
    if not anchor:
        return (told,)
    return (told, Sentence(stopped(f"The rubric's 3 would be: {quoted(anchor)}"), criterion_ids([criterion])))


def _other_gaps(debrief: Debrief) -> tuple[Sentence, ...]:
    rest = gaps(debrief)[MOST:]
    if not rest:
        return ()
    names = [f"“{each.title}” ({number(each.mean or SOLID)})" for each in rest]
    return (Sentence(f"Also below 3: {listed(names)}.", criterion_ids(rest)),)


def _with_quote(opening: str, criterion: CriterionLine, quote: EvidenceQuote | None) -> Sentence:
    if quote is None:
        return Sentence(f"{opening}; no note backs the value.", criterion_ids([criterion]))
    text = f"{opening}. {capital(as_noted(quote))}"
    return Sentence(stopped(text), (*criterion_ids([criterion]), f"evidence:{quote.id}"))


def disagreement_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    split = sorted(
        (each for each in debrief.criteria if each.disagreement), key=lambda each: -(each.spread or 0)
    )
    return tuple(sentence for each in split for sentence in _disagreement(each))


def _disagreement(criterion: CriterionLine) -> tuple[Sentence, ...]:
    seen = given_values(criterion)
    said = listed([f"{member} gave {number(value)}" for member, value in seen])
    apart = number(criterion.spread or Decimal(0))
    text = f"On “{criterion.title}” the values lie {apart} apart: {said}."
    first = Sentence(text, (*criterion_ids([criterion]), *member_ids(member for member, _ in seen)))
    return (first, *_both_sides(criterion))


def _both_sides(criterion: CriterionLine) -> tuple[Sentence, ...]:
    values = [value for _, value in given_values(criterion)]
    if not values:
        return ()
    ends = (("higher", values[0]), ("lower", values[-1]))
    found = [(end, _quote_at(criterion, value)) for end, value in ends]
    told = tuple(_side(criterion, end, quote) for end, quote in found if quote is not None)
    return told or (Sentence("Neither end has a note behind it.", criterion_ids([criterion])),)


def _side(criterion: CriterionLine, end: str, quote: EvidenceQuote) -> Sentence:
    text = stopped(f"The {end} value rests on this: {as_noted(quote)}")
    return Sentence(text, (*criterion_ids([criterion]), f"evidence:{quote.id}"))


def _quote_at(criterion: CriterionLine, end: Decimal) -> EvidenceQuote | None:
    return strongest_quote((each for each in criterion.values if each.value == end), high=True)
