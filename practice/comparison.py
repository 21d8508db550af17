"""One's own answer beside the key points: what was found where, and what the person says about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from practice.feedback import Coverage, Flag, PointCoverage, State, cover
from practice.highlighting import highlighted, highlighted_line
from practice.models import Attempt
from questions.models import AnswerGuide

# What a reader should look at comes first.
ORDER = (State.NOT_FOUND, State.POSSIBLY, State.FOUND)
HINTS = {
    Flag.EMPTY: "There is no answer to compare.",
    Flag.COPIED_QUESTION: "This is mostly the question's own words.",
    Flag.KEYWORD_BAG: "This reads like a list of keywords; sentences that connect them would say more.",
    Flag.SHUFFLED_WORDS: "The words stand in an order that does not read as sentences.",
    Flag.NEGATION: "A “not” seems to turn a key point around. Read that sentence again.",
    Flag.ANOTHER_LANGUAGE: "The answer seems to be in another language than the key points.",
    Flag.TRUNCATED: "The answer is long: only its first 800 words were looked at.",
    Flag.SPEAKS_TO_GRADER: "A part of the answer speaks to the reader instead of answering; it was left out.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """`covered`: the person's own word, None where they said nothing.

    `quote`: the sentences that matched, their words in <mark>; "" without.
    """

    position: int
    text: str
    state: State
    quote: SafeString
    covered: bool | None

    @property
    def counts(self) -> bool:
        """Their own word stands above what was found."""
        return self.state is State.FOUND if self.covered is None else self.covered


@dataclass(frozen=True, slots=True)
class Comparison:
    """`band`: lowest and highest half step the words suggest; None when that cannot be told."""

    points: tuple[Point, ...]
    flags: tuple[str, ...]
    band: tuple[float, float] | None
    answer: SafeString

    @property
    def covered_count(self) -> int:
        return sum(point.counts for point in self.points)


def compare(attempt: Attempt, guide: AnswerGuide) -> Comparison:
    key_points = list(guide.key_points.all())
    texts = [point.text for point in key_points]
    covering = cover(attempt.body, texts, attempt.question_version.prompt, guide.answer)
    said = dict(attempt.labels.values_list("key_point", "covered"))
    rows = [
        Point(point.position, point.text, found.state, _quote(attempt.body, found), said.get(point.pk))
        for point, found in zip(key_points, covering.points, strict=True)
    ]
    return Comparison(
        points=tuple(sorted(rows, key=lambda row: (ORDER.index(row.state), row.position))),
        flags=_flags(attempt, covering),
        band=covering.band,
        answer=highlighted(attempt.body, _matched(covering.points)),
    )


def _quote(body: str, found: PointCoverage) -> SafeString:
    if found.span is None or found.state is State.NOT_FOUND:
        return SafeString("")
    start, end = found.span
    within = [(left - start, right - start) for left, right in found.words]
    return highlighted_line(body[start:end], within)


def _flags(attempt: Attempt, covering: Coverage) -> tuple[str, ...]:
    """Whoever gave up without a word knows that the answer is empty."""
    silent = {Flag.EMPTY} if attempt.gave_up else set()
    return tuple(HINTS[flag] for flag in covering.flags if flag not in silent)


def _matched(points: Sequence[PointCoverage]) -> list[tuple[int, int]]:
    return [word for point in points if point.state is not State.NOT_FOUND for word in point.words]
