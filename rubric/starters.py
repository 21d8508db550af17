"""The starter rubrics that come with the product, each a file of `rubric/library`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubric.content import RubricContent
from rubric.files.json_file import read_json

LIBRARY = Path(__file__).resolve().parent / "library"


@dataclass(frozen=True, slots=True)
class Starter:
    name: str
    content: RubricContent


@cache
def starters() -> tuple[Starter, ...]:
    return tuple(Starter(path.stem, read_json(path.read_text())) for path in sorted(LIBRARY.glob("*.json")))


def starter(name: str) -> Starter | None:
    return next((each for each in starters() if each.name == name), None)
