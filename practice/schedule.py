"""When a question comes back: FSRS, with whole days between reviews. Pure, but for the package `fsrs`.

Learning steps of minutes, which suit a flash card, are left out: an answer to an interview question takes five minutes
to give, and giving it again ten minutes later teaches nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from fsrs import Card, Rating, Scheduler

RETENTION = 0.9
_scheduler = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
State = dict[str, Any]
_WORDS = {
    Rating.Again: "counts as not recalled",
    Rating.Hard: "counts as hard",
    Rating.Good: "counts as good",
    Rating.Easy: "counts as easy",
}


@dataclass(frozen=True, slots=True)
class Review:
    """`state` is what the card stores; `due_at` is UTC-aware."""

    state: State
    due_at: datetime


def rating_of(value: Decimal) -> Rating:
    """1 = Again, 2 = Hard, 3 and 4 = Good, 5 = Easy; a half step counts as the whole one below it."""
    return {1: Rating.Again, 2: Rating.Hard, 5: Rating.Easy}.get(int(value), Rating.Good)


def review(before: State | None, value: Decimal, now: datetime) -> Review:
    """`before` None (or empty): the question was never rated."""
    card = Card.from_dict(before) if before else Card()  # type: ignore[arg-type]
    after, _ = _scheduler.review_card(card, rating_of(value), now)
    return Review({**after.to_dict()}, after.due)


def recall_at(state: State, moment: datetime) -> float:
    """The predicted chance 0..1 that the question is recalled at `moment`; 0 for one never rated."""
    if not state:
        return 0.0
    return float(_scheduler.get_card_retrievability(Card.from_dict(state), moment))  # type: ignore[arg-type]


def on_day(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def strength(state: State | None) -> float | None:
    """Days after which the predicted recall has fallen to 90 %."""
    return state.get("stability") if state else None


def reason(value: Decimal, before: State | None, after: State) -> str:
    """Why the question is due when it is, in two sentences."""
    said = f"Your value {f'{value:f}'.removesuffix('.0')} {_WORDS[rating_of(value)]}."
    days, earlier = strength(after), strength(before)
    if days is None:
        return said
    held = f"memory strength {_days(days)}" + ("" if earlier is None else f", before it was {_days(earlier)}")
    return f"{said} By then the chance that you recall it has fallen to about {_recall_when_due(after)} % ({held})."


def _recall_when_due(state: State) -> int:
    """In whole per cent. Not always 90: the day is a whole one, and at the earliest the next."""
    return round(100 * recall_at(state, datetime.fromisoformat(state["due"])))


def _days(days: float) -> str:
    if days < 1:
        return "under a day"
    return "1 day" if round(days) == 1 else f"{round(days)} days"
