"""Everything an interviewer expects, as one Markdown text, for programs that have one field for it."""

from collections.abc import Iterator

from questions.exporting.entries import Entry


def guide_text(entry: Entry) -> str:
    """The answer, then "**Key points:**" and the like; questions.importing.formats.guides reads it back."""
    return "\n\n".join(_parts(entry))


def _parts(entry: Entry) -> Iterator[str]:
    if entry.answer:
        yield entry.answer
    lists = (("Key points", entry.key_points), ("Follow-ups", entry.follow_ups), ("Red flags", entry.red_flags))
    for title, items in lists:
        if items:
            yield f"**{title}:**"
            yield "\n".join("- " + item.replace("\n", "\n  ") for item in items)
    for level, text in entry.level_answers.items():
        yield f"**{level.capitalize()} answer:**"
        yield text


def tags_of(entry: Entry) -> list[str]:
    minutes = [f"minutes:{entry.minutes}"] if entry.minutes else []
    return [*(f"level:{level}" for level in entry.levels), f"kind:{entry.kind}", *minutes, *entry.tags]
