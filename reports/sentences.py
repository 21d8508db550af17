"""What a sentence of a summary is, and how names, numbers, lists and quotes are written in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.debrief import CriterionLine, EvidenceQuote, PanelValue
from rubric.levels import plain
from rubric.scoring import half_up

LEVEL_ORDER = ("junior", "mid", "senior", "principal")
LONGEST_QUOTE = 220
SPEAKS_FOR = Decimal("3.5")
_INNER = str.maketrans("“”", "‘’")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`evidence` holds "criterion:ID", "question:ID", "evidence:ID" and "member:NAME".

    `by_hand`: the lead wrote it over the machine's sentence.
    """

    text: str
    evidence: tuple[str, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SummaryText:
    sections: tuple[Section, ...]


def criterion_ids(criteria: Iterable[CriterionLine]) -> tuple[str, ...]:
    return tuple(f"criterion:{each.id}" for each in criteria)


def member_ids(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"member:{name}" for name in names)


def number(value: Decimal, digits: int = 2) -> str:
    return plain(half_up(value, digits))


def percent(share: Decimal) -> str:
    return f"{number(100 * share, 0)} %"


def count(total: int, noun: str, plural: str = "") -> str:
    return f"{amount(total)} {noun if total == 1 else plural or noun + 's'}"


def left_out(total: int, why: str) -> str:
    """`why` has a {} where "it" or "them" stands."""
    verb, them = ("is", "it") if total == 1 else ("are", "them")
    return f"{capital(count(total, 'report'))} that you chose {verb} left out: {why.format(them)}."


def amount(total: int) -> str:
    """A number as a word up to nine."""
    return _NUMBERS[total] if total < len(_NUMBERS) else str(total)


def listed(items: Sequence[str], joint: str = "and") -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """With one full stop at its end, also behind a closing quotation mark."""
    return text if text.rstrip("”\"'").endswith((".", "!", "?", "…")) else f"{text}."


def clipped(text: str, longest: int = LONGEST_QUOTE) -> str:
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def quoted(text: str) -> str:
    """In quotation marks, with those inside it turned into single ones."""
    return f"“{clipped(text).translate(_INNER)}”"


def as_noted(quote: EvidenceQuote) -> str:
    """A note's span with its author, in words that keep what was said apart from what was thought of it."""
    said = quoted(quote.text)
    return {
        "quote": f"in the candidate's words, {said}",
        "behaviour": f"{quote.author} saw {said}",
        "judgement": f"in {quote.author}'s view, {said}",
    }.get(quote.kind, f"{quote.author} noted {said}")


def strongest_quote(values: Iterable[PanelValue], *, high: bool) -> EvidenceQuote | None:
    """The note behind the highest value that speaks for the criterion, or the lowest that speaks against it.

    A note behind a middling value proves neither, so it is not quoted as if it did.
    """
    given = [each for each in values if each.value is not None]
    fit = [each for each in given if each.value is not None and (each.value >= SPEAKS_FOR if high else each.value < 3)]
    return best_note(sorted(fit, key=lambda each: (-(each.value or 0) if high else each.value or 0, each.member)))


def best_note(values: Iterable[PanelValue]) -> EvidenceQuote | None:
    """Of values in the order of their weight: what was said or done comes before what was thought."""
    notes = [quote for value in values for quote in value.evidence if quote.kind != "procedure"]
    return min(notes, key=lambda quote: _kind_rank(quote), default=None)


def _kind_rank(quote: EvidenceQuote) -> int:
    return {"quote": 0, "behaviour": 0, "judgement": 1}.get(quote.kind, 2)


def given_values(criterion: CriterionLine) -> list[tuple[str, Decimal]]:
    """(member, value) of those who observed it, highest first."""
    seen = [(each.member, each.value) for each in criterion.values if each.value is not None]
    return sorted(seen, key=lambda pair: (-pair[1], pair[0]))
