"""What a panel talks about, in which order, and who speaks first. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, PanelValue
from reports.sentences import LEVEL_ORDER
from rubric.explanations import Explanation, explain, mean_sentence
from rubric.levels import ScoredCriterion, Thresholds, plain
from rubric.scoring import half_up, panel_value, spread

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`scored` counts the interviews this person had judged before; the lead is the most senior of all."""

    name: str
    leads: bool
    scored: int


def speaking_order(speakers: Iterable[Speaker]) -> tuple[str, ...]:
    """Junior first, so that nobody echoes a senior voice: fewest interviews judged first, the lead last."""
    return tuple(each.name for each in sorted(speakers, key=lambda each: (each.leads, each.scored, each.name)))


@dataclass(frozen=True, slots=True)
class Voice:
    """One member on one criterion: the value, the anchors it stands on (two for a half step), and the quotes."""

    given: PanelValue
    anchors: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """One criterion to talk about; `after` is the panel's mean once the discussed values stand for the given ones."""

    line: CriterionLine
    voices: tuple[Voice, ...]
    after: Decimal | None
    spread_after: Decimal | None
    made: str

    @property
    def moved(self) -> bool:
        return any(voice.given.discussed is not None for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Criteria by what there is to say: people differ, people agree, one person alone saw it, nobody did."""

    differ: tuple[Talk, ...]
    agree: tuple[Talk, ...]
    alone: tuple[Talk, ...]
    unseen: tuple[Talk, ...]


def agenda(debrief: Debrief, order: Sequence[str]) -> Agenda:
    """Furthest apart first; of equals the must-have, then the heavier, then the rubric's own order."""
    talks = sorted((_talk(line, order) for line in debrief.criteria), key=_urgency)
    return Agenda(
        differ=tuple(each for each in talks if each.line.disagreement),
        agree=tuple(each for each in talks if not each.line.disagreement and _seen(each) > 1),
        alone=tuple(each for each in talks if _seen(each) == 1),
        unseen=tuple(each for each in talks if _seen(each) == 0),
    )


def _urgency(talk: Talk) -> tuple[bool, Decimal, bool, Decimal, int]:
    line = talk.line
    apart = Decimal(-1) if line.spread is None else line.spread
    return (not line.disagreement, -apart, not line.must_have, -line.weight, LEVEL_ORDER.index(line.level))


def _seen(talk: Talk) -> int:
    return sum(voice.given.value is not None for voice in talk.voices)


def _talk(line: CriterionLine, order: Sequence[str]) -> Talk:
    places = {name: place for place, name in enumerate(order)}
    given = sorted(line.values, key=lambda value: places.get(value.member, len(places)))
    after = [value.after for value in given]
    return Talk(
        line=line,
        voices=tuple(Voice(value, near_anchors(value.value, line.anchors)) for value in given),
        after=panel_value(after),
        spread_after=spread(after),
        made=mean_sentence([(value.member, value.value) for value in given]),
    )


def near_anchors(value: Decimal | None, anchors: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    if value is None:
        return ()
    steps = sorted({int(value), int(value + HALF)})
    return tuple((step, anchors[step]) for step in steps if step in anchors)


def arithmetic(debrief: Debrief, thresholds: Thresholds, *, after: bool = False) -> Explanation:
    """How the panel's total and verdict are made; `after` asks what the discussed values would make of them."""
    return explain([_scored(line, after=after) for line in debrief.criteria], thresholds)


def _scored(line: CriterionLine, *, after: bool) -> ScoredCriterion:
    mean = panel_value([value.after for value in line.values]) if after else line.mean
    return ScoredCriterion(line.id, line.level, line.title, line.weight, line.must_have, mean)


def discussion_sentence(before: Explanation, after: Explanation) -> str:
    """What the discussion moved. The arithmetic beside the decision keeps to the values given before it."""
    totals = (before.total.value, after.total.value)
    shown = [None if total is None else str(half_up(total, 0)) for total in totals]
    parts = []
    if None not in shown and shown[0] != shown[1]:
        parts.append(f"the total would be {shown[1]} instead of {shown[0]}")
    if before.verdict.level != after.verdict.level:
        parts.append(f"the level met would be {_level(after)} instead of {_level(before)}")
    if not parts:
        return "With the values after the discussion, total and level stay as they are."
    return f"With the values after the discussion {' and '.join(parts)}."


def _level(made: Explanation) -> str:
    return made.verdict.level or "unknown"


def weight_sentences(debrief: Debrief) -> tuple[str, ...]:
    """One sentence for each weight that is not the usual one; empty where all weigh the same."""
    weights = {line.weight for line in debrief.criteria}
    if len(weights) < 2:
        return ()
    return tuple(
        f"{plain(weight)}: {', '.join(line.title for line in debrief.criteria if line.weight == weight)}"
        for weight in sorted(weights, reverse=True)
    )
