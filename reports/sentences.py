"""What a sentence of a summary is, and how names, numbers, lists and quotes are written in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.debrief import CriterionLine, EvidenceQuote, PanelValue
from rubric.levels import plain
from rubric.scoring import half_up

LEVEL_ORDER = ("junior", "mid", "senior", "principal")
LONGEST_QUOTE = 220
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


def count(amount: int, noun: str, plural: str = "") -> str:
    word = _NUMBERS[amount] if amount < len(_NUMBERS) else str(amount)
    return f"{word} {noun if amount == 1 else plural or noun + 's'}"


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
    return f"“{clipped(text)}”"


def as_noted(quote: EvidenceQuote) -> str:
    """A note's span with its author, in words that keep what was said apart from what was thought of it."""
    said = quoted(quote.text)
    return {
        "quote": f"in the candidate's words, {said} (noted by {quote.author})",
        "behaviour": f"{quote.author} saw: {said}",
        "judgement": f"{quote.author}'s view: {said}",
    }.get(quote.kind, f"{quote.author} noted: {said}")


def strongest_quote(values: Iterable[PanelValue], *, high: bool) -> EvidenceQuote | None:
    """From whoever rated highest (or lowest); what was said or done comes before what was thought."""
    ranked = sorted(
        (
            (_kind_rank(quote), -value.value if high else value.value, quote.id, quote)
            for value in values
            if value.value is not None
            for quote in value.evidence
            if quote.kind != "procedure"
        ),
        key=lambda each: each[:3],
    )
    return ranked[0][3] if ranked else None


def _kind_rank(quote: EvidenceQuote) -> int:
    return {"quote": 0, "behaviour": 0, "judgement": 1}.get(quote.kind, 2)


def given_values(criterion: CriterionLine) -> list[tuple[str, Decimal]]:
    """(member, value) of those who observed it, highest first."""
    seen = [(each.member, each.value) for each in criterion.values if each.value is not None]
    return sorted(seen, key=lambda pair: (-pair[1], pair[0]))
