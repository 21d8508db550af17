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
    weak = [each for each in debrief.criteria if each.mean is not None and each.mean < SOLID and each.level in reach]
    return sorted(weak, key=lambda each: (not each.must_have, each.mean or 0, -each.weight))


def _reach(debrief: Debrief) -> tuple[str, ...]:
    named = [each for each in (debrief.target_level, debrief.next_level) if each in LEVEL_ORDER]
    return LEVEL_ORDER[: max(map(LEVEL_ORDER.index, named), default=len(LEVEL_ORDER) - 1) + 1]


def strength_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    backed, bare = _backed(strengths(debrief), high=True)
    told = tuple(_strength(each, quote, place) for place, (each, quote) in enumerate(backed))
    return (*told, *_bare(bare, "Also strong" if told else "Strong"))


def _backed(
    criteria: list[CriterionLine], *, high: bool
) -> tuple[list[tuple[CriterionLine, EvidenceQuote]], list[CriterionLine]]:
    """Those with a note to quote, and those without."""
    found = [(each, strongest_quote(each.values, high=high)) for each in criteria]
    backed = [(each, quote) for each, quote in found if quote is not None]
    return backed, [each for each, quote in found if quote is None]


def _strength(criterion: CriterionLine, quote: EvidenceQuote, place: int) -> Sentence:
    value, title = (number(criterion.mean or SOLID), f"“{criterion.title}” ({criterion.level})")
    opening = (f"{title} came in at {value}", f"{title} reached {value}", f"{title} stands at {value}")
    aside = ", though not everyone saw it that way" if criterion.disagreement else _agreed(criterion)
    return _with_quote(opening[place % len(opening)] + aside, criterion, quote)


def _agreed(criterion: CriterionLine) -> str:
    return " from everyone who rated it" if len(given_values(criterion)) > 1 and criterion.spread == 0 else ""


def gap_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    found = gaps(debrief)
    backed, bare = _backed(found[:MOST], high=False)
    told = tuple(_gap(each, quote) for each, quote in backed)
    wanted = tuple(_wanted(each) for each in found[:MOST] if each.anchors.get(3, "").strip())
    return (*told, *_bare([*bare, *found[MOST:]], "Also below 3" if told else "Below 3"), *wanted)


def _gap(criterion: CriterionLine, quote: EvidenceQuote) -> Sentence:
    must = ", a must-have," if criterion.must_have else ""
    opening = f"“{criterion.title}” ({criterion.level}){must} is at {number(criterion.mean or SOLID)}"
    aside = "; the panel differs on it" if criterion.disagreement else _agreed(criterion)
    return _with_quote(opening + aside, criterion, quote)


def _wanted(criterion: CriterionLine) -> Sentence:
    reads = quoted(criterion.anchors[3])
    return Sentence(stopped(f"For “{criterion.title}” the rubric's 3 reads: {reads}"), criterion_ids([criterion]))


def _bare(criteria: list[CriterionLine], opening: str) -> tuple[Sentence, ...]:
    if not criteria:
        return ()
    names = listed([_with_value(each) for each in criteria])
    noted = any(value.evidence for each in criteria for value in each.values)
    aside = "" if noted else ", with no note to quote"
    return (Sentence(f"{opening}{aside}: {names}.", criterion_ids(criteria)),)


def _with_value(criterion: CriterionLine) -> str:
    must = ", a must-have" if criterion.must_have else ""
    return f"“{criterion.title}” ({criterion.level}{must}, {number(criterion.mean or SOLID)})"


def _with_quote(opening: str, criterion: CriterionLine, quote: EvidenceQuote) -> Sentence:
    text = stopped(f"{opening}. {capital(as_noted(quote))}")
    return Sentence(text, (*criterion_ids([criterion]), f"evidence:{quote.id}"))


def disagreement_sentences(debrief: Debrief) -> tuple[Sentence, ...]:
    split = sorted(
        (each for each in debrief.criteria if each.disagreement and given_values(each)),
        key=lambda each: -(each.spread or 0),
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
    ends = (("higher", values[0]), ("lower", values[-1]))
    found = [(end, _quote_at(criterion, value)) for end, value in ends]
    told = tuple(_side(criterion, end, quote) for end, quote in found if quote is not None)
    bare = [end for end, quote in found if quote is None]
    return (*told, *_without_note(criterion, bare))


def _without_note(criterion: CriterionLine, ends: list[str]) -> tuple[Sentence, ...]:
    if not ends:
        return ()
    which = "either end" if len(ends) == 2 else f"the {ends[0]} end"
    text = f"No note says why at {which} of “{criterion.title}”."
    return (Sentence(text, criterion_ids([criterion])),)


def _side(criterion: CriterionLine, end: str, quote: EvidenceQuote) -> Sentence:
    text = stopped(f"The {end} value rests on this: {as_noted(quote)}")
    return Sentence(text, (*criterion_ids([criterion]), f"evidence:{quote.id}"))


def _quote_at(criterion: CriterionLine, end: Decimal) -> EvidenceQuote | None:
    return strongest_quote((each for each in criterion.values if each.value == end), high=True)
