"""What the demo's panel of three gave its candidates, criterion by criterion in the rubric's order."""

from dataclasses import dataclass

NONE = "not_observed"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(NONE if word == "-" else word for word in text.split())


@dataclass(frozen=True, slots=True)
class Marks:
    """`silent` is the third of the criteria (0, 1 or 2 modulo 3) on which this person linked no note.

    Fewer values than criteria leave the last ones unscored.
    """

    values: tuple[str, ...]
    answers: tuple[str, ...]
    recommendation: str
    confidence: str
    comment: str
    silent: int


@dataclass(frozen=True, slots=True)
class Told:
    """A held interview: days ago, minutes per question, and, where a question was left out, why."""

    days: int
    minutes: tuple[int, ...]
    marks: tuple[Marks, ...]
    skipped: str = ""


TOMASZ = Told(
    days=0,
    minutes=(6, 9, 7, 11),
    marks=(Marks(_listed("4 3.5 - 4"), _listed("4 3.5 3 2.5"), "", "", "", 2),),
)
MIRA = Told(
    days=2,
    minutes=(7, 11, 6, 9, 14),
    marks=(
        Marks(
            _listed("4 4 3.5 4  4 4.5 3 4 3.5  3 - 2.5 3.5 -"),
            _listed("4 3.5 4 3"),
            "yes",
            "high",
            "Works from the data to the model and not the other way round. Ready for this team now.",
            2,
        ),
        Marks(
            _listed("4 3.5 4 3.5  3.5 4 2 3.5 4  3 2.5 - 3 2.5"),
            _listed("3.5 3.5 4 2.5"),
            "yes",
            "medium",
            "Solid at this level. Metrics for rare classes need a mentor in the first half-year.",
            1,
        ),
        Marks(
            _listed("3.5 4 3 4  3 4 4 - 3  2.5 - 2 3 -"),
            _listed("3 3.5 3 2.5"),
            "no",
            "medium",
            "Good hands; I did not hear how a model is kept alive once it is out.",
            0,
        ),
    ),
)
DARIO = Told(
    days=5,
    minutes=(6, 8, 9, 8, 10),
    marks=(
        Marks(
            _listed("5 4.5 5 4.5  4.5 5 4 4.5 4  4 3.5 4 4 4"),
            _listed("4.5 5 4 4.5"),
            "strong_yes",
            "high",
            "Settled a disagreement between two of us with one well-chosen experiment.",
            1,
        ),
        Marks(
            _listed("4.5 5 4.5 4  4 4.5 4.5 4 4  3.5 3.5 4 3.5 4"),
            _listed("4.5 4 4 4"),
            "yes",
            "high",
            "Thinks in costs. Would raise the level of the group.",
            0,
        ),
        Marks(
            _listed("5 4 4.5 4.5  4.5 4 4 - 3.5  4 3 3.5 - 3.5"),
            _listed("4 4.5 3.5 4"),
            "yes",
            "medium",
            "Strong throughout; experiments with interference were new ground.",
            2,
        ),
    ),
)
YLVA = Told(
    days=9,
    minutes=(9, 15, 12, 8),
    skipped="The second question took twice its time.",
    marks=(
        Marks(
            _listed("3.5 3 3.5 4  2.5 3 2.5 - 3  2 - - 2.5 -"),
            _listed("3 2.5 2.5 2"),
            "no",
            "high",
            "A good junior; the position asks for choices that were not there yet.",
            0,
        ),
        Marks(
            _listed("3 3.5 3 3.5  2.5 2.5 3 2 -  - 2 - 3 -"),
            _listed("3 3 2 2"),
            "no",
            "medium",
            "Careful and honest about limits, one level early.",
            2,
        ),
        Marks(
            _listed("3.5 3 4 3  3 2 2.5 2.5 2  - - - 2.5 2"),
            _listed("3.5 2.5 3 2"),
            "yes",
            "low",
            "Learns within the hour. I would take the bet if the team has time for it.",
            1,
        ),
    ),
)
