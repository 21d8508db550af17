"""How much there is, by name: those of performance.md are `one` and `ten`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    people: int
    questions: int
    interviews: int
    scorecards_per_interview: int


SIZES = {
    "tiny": Size(40, 500, 60, 4),
    "small": Size(200, 2_000, 400, 4),
    "one": Size(2_000, 10_000, 2_000, 4),
    "ten": Size(2_000, 100_000, 20_000, 3),
}
