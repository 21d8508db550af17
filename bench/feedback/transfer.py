"""Would the two limits hold on a set that they were not chosen on? Chooses them on all other sets, and counts.

python -m bench.feedback.transfer
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from bench.feedback.measure import PARTS, Decision, by_point, decisions, expected_answers, share
from practice.feedback import State

FOUND_RIGHT, NOT_FOUND_RIGHT = 0.87, 0.92
STEP = 20

Limits = tuple[float, float]


def main() -> None:
    rows = decisions(expected_answers())
    for part in PARTS:
        limits = chosen([row for row in rows if row.part != part])
        print(by_point(part, list(judged([row for row in rows if row.part == part], limits))), limits)


def chosen(rows: Sequence[Decision]) -> Limits:
    """The limits with the fewest unsure decisions that keep both goals with two points to spare."""
    steps = [step / STEP for step in range(1, STEP)]
    pairs = ((low, high) for low, high in product(steps, steps) if low <= high)
    return min((limits for limits in pairs if holds(rows, limits)), key=lambda limits: unsure(rows, limits))


def holds(rows: Sequence[Decision], limits: Limits) -> bool:
    said = [row.truth for row in rows if row.confidence >= limits[1] and row.truth]
    unsaid = [row.truth for row in rows if row.confidence < limits[0] and row.truth]
    return share(said.count("y"), len(said)) >= FOUND_RIGHT and share(unsaid.count("n"), len(unsaid)) >= NOT_FOUND_RIGHT


def unsure(rows: Sequence[Decision], limits: Limits) -> int:
    return sum(limits[0] <= row.confidence < limits[1] for row in rows)


def judged(rows: Sequence[Decision], limits: Limits) -> Iterator[Decision]:
    for row in rows:
        likely = State.FOUND if row.confidence >= limits[1] else State.POSSIBLY
        yield replace(row, state=State.NOT_FOUND if row.confidence < limits[0] else likely)


if __name__ == "__main__":
    main()
