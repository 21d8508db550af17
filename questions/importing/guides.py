"""An answer with labelled parts inside one text field of another program: written by the exports, read back here."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions.importing.fields import list_of, split_parts
from questions.importing.outline import read_leaves
from questions.importing.parsing import parse


@dataclass(frozen=True, slots=True)
class Guide:
    answer: str
    key_points: Sequence[str] = ()
    follow_ups: Sequence[str] = ()
    red_flags: Sequence[str] = ()
    level_answers: tuple[tuple[str, str], ...] = ()


def read_guide(text: str) -> Guide:
    """The parts under "**Key points:**" and the like; without such labels the whole text is the answer."""
    lines = text.split("\n")
    parts = split_parts(read_leaves(parse(text), lines), lines, 0, len(lines), frozenset())
    named = {part.name: part.text for part in parts}
    answer = named.get("answer", named["body"]) if named.keys() - {"body"} else text.strip()
    return Guide(
        answer,
        list_of(named.get("key_points", "")),
        list_of(named.get("follow_ups", "")),
        list_of(named.get("red_flags", "")),
        tuple((name[6:], text) for name, text in named.items() if name.startswith("level:")),
    )
