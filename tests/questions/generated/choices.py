"""Which choices a document's others leave room for."""

from collections.abc import Mapping
from typing import TypeAlias

from tests.questions.generated.options import OPTIONS

Choices: TypeAlias = Mapping[str, str]

NUMBERED = ("heading", "setext", "bold", "details", "quote", "label", "html heading", "number alone")
LISTED = ("ordered", "bullet")
ANSWERED = (*NUMBERED, *LISTED, "ordered heading", "dot")
UNANSWERED = ("line", "tab", "nested bullet", "linked item", "code block")
UNLABELLED = ("none", "> quote", "->", "=>", "details", "details show")
# Numbers that name what they count, and all that count.
SAID = (
    "Q1:",
    "Q1.",
    "Q.1",
    "Q1)",
    "Question 1:",
    "Q-1.",
    "Q1 :",
    "Q1 -",
    "Q 1.",
    "Que 1.",
    "Ques 1:",
    "Question 1",
    "Question #1:",
    "Q1",
    "Q#1.",
    "Problem 1:",
    "Scenario 1:",
    "Interview Question 1:",
)
# Numbers of other kinds, which count on nevertheless.
OTHERWISE = ("①", "I.", "(i)", "a)", "SQL-1:", "Topic 1 |", "Scenario A:")
# Labels that take turns with one of the answer.
TURNS = {"Ask:": "**Look for:**", "Prompt:": "**What good looks like:**", "Interviewer:": "**Candidate:**"}
COUNTED = (*SAID, "1.", "1)", "#1", "[1]", "1️⃣", "1 -", "1:", "01.", "(1)", "1.1", "1\\.", "1、")
# The carriers that a choice belongs to; elsewhere it keeps its first option, so that it is not blamed.
BELONGS = {
    "depth": ("heading", "ordered heading", "html heading", "number alone"),
    "heading extra": ("heading",),
    "number": NUMBERED,
    "number set": ("bold", "heading", "quote"),
    "bold ends": ("bold",),
    "bold extra": ("bold",),
    "joint": ("same line",),
    "joined": ("same line",),
    "before answer": ("heading", "bold", "ordered", "label"),
    "list": LISTED,
    "indent": LISTED,
    "marker": ("bullet",),
    "columns": ("table",),
    "label": ANSWERED,
    "label line": ANSWERED,
    "body": ANSWERED,
    "placeholder": (*NUMBERED, *LISTED),
    "between": (*NUMBERED, "ordered"),
}


# Where another choice is such, these make no difference.
IDLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("answered", ("none",), ("label", "label line", "body", "placeholder", "before answer")),
    ("sections", ("none",), ("section text",)),
    ("title", ("none",), ("title set",)),
    ("answered", ("all",), ("placeholder",)),
    (
        "label",
        (
            "none",
            "> quote",
            "#### Answer",
            "details",
            "details show",
            "*Answer*",
            "**Answer**",
            "->",
            "=>",
            "=== Answer",
        ),
        ("label line",),
    ),
)


def plain(choices: Choices) -> dict[str, str]:
    """Options that the other choices leave no room for fall back to the first."""
    found = dict(choices)
    if found["carrier"] in UNANSWERED:
        found["answered"] = "none"
    idle = [name for name, carriers in BELONGS.items() if found["carrier"] not in carriers]
    for name in idle:
        found[name] = next(iter(OPTIONS[name]))
    found["label"] = TURNS.get(found["number"], found["label"])
    for name, options, others in IDLE:
        if found[name] in options:
            found.update({other: next(iter(OPTIONS[other])) for other in others})
    if found["carrier"] == "heading" and found["heading extra"] != "bold":
        found["number set"] = next(iter(OPTIONS["number set"]))
    return found


def is_counted(choices: Choices) -> bool:
    return choices["number"] in COUNTED or choices["carrier"] in ("ordered", "tab", "ordered heading")
