"""Questions of programs that have one text field for all that is expected, and tags for the rest.

The exports write such a field with labelled parts; it is read back here.
"""

from collections.abc import Sequence

from questions.importing.entries import Entry, read_tags
from questions.importing.seeing.fields import split_parts
from questions.importing.seeing.outline import read_leaves
from questions.importing.seeing.parsing import parse
from questions.importing.seeing.points import list_of

MINUTES = "minutes:"


def guided(*, line: int, prompt: str, said: str, tags: Sequence[str], topic: str | None, is_choice: bool) -> Entry:
    """`said` is what is expected: parts under "**Key points:**" and the like, or without them the answer alone."""
    parts = _parts(said)
    levels, kinds, rest = read_tags(tags)
    return Entry(
        line=line,
        prompt=prompt,
        answer=parts.get("answer", parts["body"]) if parts.keys() - {"body"} else said.strip(),
        level=levels,
        kind=kinds or ("multiple choice" if is_choice else ""),
        topic=topic,
        tags=tuple(tag for tag in rest if not tag.startswith(MINUTES)),
        minutes=next((tag.removeprefix(MINUTES) for tag in rest if tag.startswith(MINUTES)), ""),
        key_points=list_of(parts.get("key_points", "")),
        follow_ups=list_of(parts.get("follow_ups", "")),
        red_flags=list_of(parts.get("red_flags", "")),
        level_answers={name[6:]: text for name, text in parts.items() if name.startswith("level:")},
    )


def _parts(text: str) -> dict[str, str]:
    lines = text.split("\n")
    parts = split_parts(read_leaves(parse(text), lines), lines, 0, len(lines), frozenset())
    return {part.name: part.text for part in parts}
