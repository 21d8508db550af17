"""Level and kind out of the words of a heading, with the reason that the preview shows."""

import re

RULES: tuple[tuple[str, str | None, str], ...] = (
    (r"advanced scenario", "senior", "scenario"),
    (r"scenario", "mid", "scenario"),
    (r"framework question", "principal", "conceptual"),
    (r"coding", "mid", "coding"),
    (r"system design", "senior", "system_design"),
    (r"behaviou?ral", None, "behavioural"),
    (r"principal|staff|expert", "principal", "conceptual"),
    (r"senior|advanced|hard\b", "senior", "conceptual"),
    (r"\bmid\b|middle|mid-?level|intermediate|medium", "mid", "conceptual"),
    (r"junior|basic|beginner|entry|easy|fundamental question", "junior", "conceptual"),
)
BARE = re.compile(
    r"(?:basic|intermediate|advanced|junior|mid|middle|senior|principal|staff|easy|medium|hard|beginner)"
    r"(?:[- ]?level)?(?: questions| concepts)?(?: \(.*\))?",
    re.I,
)
NOTHING = "Nothing in the document says a level."


def is_bare_level(heading: str) -> bool:
    return BARE.fullmatch(heading.strip()) is not None


def infer(*headings: str) -> tuple[str | None, str, str]:
    """(level, kind, reason) by the first of `headings`, innermost first, that says something."""
    for heading in headings:
        for pattern, level, kind in RULES:
            if heading and re.search(pattern, heading, re.I):
                return level, kind, f"Stands under “{heading}”."
    return None, "conceptual", NOTHING


def level_of(heading: str) -> str | None:
    return infer(heading)[0]


def level_of_marks(text: str, said: str) -> tuple[str, str] | None:
    """(level, reason) from a "Difficulty:" line or from the question's own text."""
    for words in (said,):
        if words and (level := level_of(words)):
            return level, f"The question says “{words.strip()[:40]}”."
    return None
