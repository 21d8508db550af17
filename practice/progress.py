"""How a person's practice stands, from what they answered and how they valued it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from rubric.levels import LEVELS, Thresholds
from rubric.scoring import panel_value

FEWEST = 2
NEEDED = Thresholds().mean


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `seconds` and `value` None: not known, not valued. `planned`: the question's minutes."""

    question: int
    day: date
    topic: str = ""
    levels: tuple[str, ...] = ()
    value: Decimal | None = None
    seconds: int | None = None
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """`level` None: too little was valued; "" means that not even junior is reached. Times in seconds."""

    topic: str
    questions: int
    mean: Decimal | None
    level: str | None
    seconds: int | None
    planned: int | None

    @property
    def level_number(self) -> Decimal | None:
        """0 below junior, 1 junior .. 4 principal."""
        return None if self.level is None else Decimal(LEVELS.index(self.level) + 1 if self.level else 0)


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    answers: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class RatedTwice:
    """One criterion of one mock interview: one's own value and the partner's."""

    criterion: str
    own: Decimal
    partner: Decimal


@dataclass(frozen=True, slots=True)
class Gap:
    """`difference` above 0: one rates oneself higher than partners do."""

    criterion: str
    own: Decimal
    partner: Decimal
    difference: Decimal
    mocks: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`due`: the next two weeks' days with their number of questions; what is overdue counts today."""

    days: Mapping[date, int]
    topics: Sequence[TopicProgress]
    weeks: Sequence[Week]
    gaps: Sequence[Gap]
    due: Sequence[tuple[date, int]]
    answers: int
    questions: int

    @property
    def loudest_gap(self) -> Gap | None:
        """The largest one of half a step or more."""
        largest = max(self.gaps, key=lambda gap: abs(gap.difference), default=None)
        return largest if largest and abs(largest.difference) >= Decimal("0.5") else None


def latest(answers: Iterable[Answer]) -> list[Answer]:
    """Each question's newest valued answer; `answers` stand in the order of time."""
    return list({answer.question: answer for answer in answers if answer.value is not None}.values())


def by_topic(answers: Sequence[Answer]) -> list[TopicProgress]:
    grouped: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        grouped[answer.topic].append(answer)
    return [_topic(topic, grouped[topic]) for topic in sorted(grouped)]


def _topic(topic: str, answers: Sequence[Answer]) -> TopicProgress:
    valued = latest(answers)
    timed = [answer.seconds for answer in answers if answer.seconds]
    planned = [60 * answer.planned for answer in answers if answer.planned and answer.seconds]
    return TopicProgress(
        topic=topic,
        questions=len({answer.question for answer in answers}),
        mean=panel_value([answer.value for answer in valued]),
        level=level_reached(valued),
        seconds=round(median(timed)) if timed else None,
        planned=round(median(planned)) if planned else None,
    )


def level_reached(valued: Sequence[Answer]) -> str | None:
    """The highest level of whose questions two or more were valued, with a mean of 3.25 or more, while no lower level
    was valued below that: the threshold of a rubric's level. None where no level has two values."""
    reached: str | None = None
    for level in LEVELS:
        values = [answer.value for answer in valued if level in answer.levels]
        mean = panel_value(values)
        if len(values) < FEWEST or mean is None:
            continue
        if mean < NEEDED:
            return reached or ""
        reached = level
    return reached


def by_week(answers: Iterable[Answer], until: date, weeks: int) -> list[Week]:
    """The last `weeks` weeks, the running one at the end."""
    grouped: dict[date, list[Answer]] = defaultdict(list)
    for answer in answers:
        grouped[monday_of(answer.day)].append(answer)
    mondays = [monday_of(until) - timedelta(weeks=back) for back in reversed(range(weeks))]
    return [Week(each, len(grouped[each]), panel_value([answer.value for answer in grouped[each]])) for each in mondays]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def by_day(answers: Iterable[Answer]) -> Counter[date]:
    return Counter(answer.day for answer in answers)


def gaps_of(pairs: Iterable[RatedTwice]) -> list[Gap]:
    """By criterion over all mocks, the widest first."""
    grouped: dict[str, list[RatedTwice]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.criterion].append(pair)
    return sorted((_gap(*each) for each in grouped.items()), key=lambda gap: (-abs(gap.difference), gap.criterion))


def _gap(criterion: str, pairs: Sequence[RatedTwice]) -> Gap:
    own = sum((pair.own for pair in pairs), Decimal(0)) / len(pairs)
    partner = sum((pair.partner for pair in pairs), Decimal(0)) / len(pairs)
    return Gap(criterion, own, partner, own - partner, len(pairs))


def due_by_day(dues: Iterable[date], today: date, days: int) -> list[tuple[date, int]]:
    counted = Counter(max(day, today) for day in dues)
    return [(day, counted[day]) for day in (today + timedelta(days=ahead) for ahead in range(days))]
