"""Level and kind out of the words of a heading, with the reason that the preview shows."""

import re
from functools import lru_cache

RULES: tuple[tuple[str, str | None, str], ...] = (
    (r"advanced scenario", "senior", "scenario"),
    (r"scenario", "mid", "scenario"),
    (r"framework question", "principal", "conceptual"),
    (r"coding", "mid", "coding"),
    (r"system design", "senior", "system_design"),
    (r"behaviou?ral", None, "behavioural"),
    (r"principal|staff|expert", "principal", "conceptual"),
    (r"senior|advanced|hard\b|schwer|difficile|difícil|сложн|困难|高级", "senior", "conceptual"),
    (r"\bmid\b|middle|mid-?level|intermediate|medium|mittel|moyen|средн|中等|中级", "mid", "conceptual"),
    (
        r"junior|basic|beginner|entry|easy|fundamental question|leicht|einfach|facile|débutant|fácil|l[её]гк|прост|"
        r"简单|初级",
        "junior",
        "conceptual",
    ),
)
BARE = re.compile(
    r"(?:basic|intermediate|advanced|junior|mid|middle|senior|principal|staff|easy|medium|hard|beginners?|expert|"
    r"entry|freshers?|experienced)"
    r"(?:[- ]?level)?(?: questions| concepts)?(?: \(.*\))?",
    re.I,
)
NOTHING = "Nothing in the document says one."


def is_bare_level(heading: str) -> bool:
    return BARE.fullmatch(heading.strip()) is not None


@lru_cache(maxsize=100)
def infer(*headings: str) -> tuple[str | None, str, str]:
    """(level, kind, reason) by the first of `headings`, innermost first, that says something.

    Kept, since many questions stand under one heading.
    """
    for heading in headings:
        for pattern, level, kind in RULES:
            if heading and re.search(pattern, heading, re.I):
                return level, kind, f"Stands under “{heading}”."
    return None, "conceptual", NOTHING


def level_of(heading: str) -> str | None:
    return infer(heading)[0]


TAGGED = re.compile(
    r"[\[(【]\s*(junior|mid(?:dle)?|intermediate|senior|principal|staff|easy|medium|hard|beginner|basic|advanced|expert)"
    r"(?:[- ]level)?\s*[\])】]",
    re.I,
)
STARS = re.compile(r"(?:⭐|★|🌟)+(?:☆)*")
LETTER = re.compile(r"[\s\-*+\d.]*\[([EMH])\]\s")
COLOURS = {
    "E": "junior",
    "M": "mid",
    "H": "senior",
    "🟢": "junior",
    "🟡": "mid",
    "🟠": "mid",
    "🔴": "senior",
    "⚫": "principal",
}
BY_STARS = ("junior", "mid", "senior", "principal")


def level_of_marks(text: str, said: str) -> tuple[str, str] | None:
    """(level, reason) from a "Difficulty:" line or from a "[Senior]" in the question's own text."""
    tagged = TAGGED.search(text)
    for words in (said, tagged[1] if tagged else ""):
        if words and (level := level_of(words)):
            return level, f"The question says “{words.strip()[:40]}”."
    return None


def picture_of(line: str) -> str:
    """The stars or the coloured dot on a question's line, which may stand for a level; "" without."""
    letter = LETTER.match(line)
    if letter:
        return letter[1]
    stars = STARS.search(line)
    if stars:
        return stars[0].rstrip("☆")
    return next((dot for dot in COLOURS if dot in line and not dot.isalpha()), "")


def level_of_picture(picture: str) -> tuple[str, str] | None:
    if not picture:
        return None
    level = COLOURS.get(picture) or BY_STARS[min(len(picture), len(BY_STARS)) - 1]
    return level, f"The question is marked {picture}."
