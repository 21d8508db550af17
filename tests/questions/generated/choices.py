"""What a document may be made of: each choice with its options, weighed by how often people write so."""

from collections.abc import Mapping
from typing import TypeAlias

Choices: TypeAlias = Mapping[str, str]

OPTIONS: Mapping[str, Mapping[str, float]] = {
    "carrier": {
        "heading": 40,
        "bold": 14,
        "ordered": 18,
        "bullet": 6,
        "label": 5,
        "details": 5,
        "table": 4,
        "quote": 1,
        "line": 2,
        "tab": 1,
        "setext": 1,
    },
    "depth": {"1": 1, "2": 4, "3": 6, "4": 2, "5": 0.7, "6": 0.3},
    "number": {
        "none": 6,
        "1.": 7,
        "1)": 1.5,
        "Q1:": 3,
        "Q1.": 2,
        "Q.1": 0.5,
        "Q1)": 0.5,
        "Question 1:": 1,
        "#1": 0.3,
        "[1]": 0.2,
        "1️⃣": 0.5,
        "Q:": 0.7,
    },
    "number set": {"inside": 3, "outside": 1, "label alone": 1.5},
    "heading extra": {
        "none": 12,
        "bold": 2.5,
        "emoji": 1.5,
        "link": 0.7,
        "tag": 1,
        "stars": 0.7,
        "level": 0.7,
        "anchor": 0.5,
        "closed": 0.3,
    },
    "bold ends": {"behind": 4, "before mark": 0.5},
    "list": {
        "tight": 3,
        "loose": 4,
        "all ones": 1,
        "bracket": 1,
        "bold": 3,
        "not set in": 2,
        "right below": 1,
    },
    "indent": {"3": 5, "2": 1, "4": 2, "tab": 0.5},
    "marker": {"-": 6, "*": 3, "+": 0.4},
    "columns": {"Question|Answer": 3, "#|Question|Answer": 2, "No.|Question": 0.7, "Question|Level|Answer": 0.7},
    "wording": {"asks": 10, "requests": 1.5, "mixed": 6, "some titles": 1.5, "without marks": 1, "titles": 0.5},
    "tongue": {
        "English": 40,
        "Spanish": 1.5,
        "Portuguese": 1.5,
        "German": 1,
        "French": 1,
        "Russian": 1.5,
        "Chinese": 2,
    },
    "label": {
        "none": 16,
        "Answer:": 3,
        "**Answer:**": 5,
        "A:": 1.5,
        "Ans:": 1,
        "**A:**": 1,
        "**A1:**": 0.4,
        "Ans.": 0.3,
        "*Answer*": 0.5,
        "**Answer**": 1,
        "> quote": 0.7,
        "#### Answer": 1,
        "details": 2.5,
        "details show": 0.7,
        "✅ **Answer:**": 0.4,
        "- Answer:": 0.3,
        "**Expected Answer:**": 0.5,
        "**Solution:**": 0.4,
    },
    "label line": {"same": 3, "own": 2, "apart": 2},
    "body": {
        "line": 5,
        "paragraphs": 6,
        "code": 1,
        "text and code": 3,
        "list": 4,
        "text and list": 4,
        "table": 0.5,
        "text and table": 1,
        "headings": 1.5,
        "bold labels": 3,
        "rhetorical": 1,
        "follow-ups": 1.2,
        "answered follow-ups": 0.5,
        "steps": 1.5,
        "numbered bold steps": 0.7,
        "options": 1,
        "marked option": 0.4,
        "image": 0.4,
        "varied": 4,
    },
    "answered": {"all": 14, "most": 3, "half": 1.5, "one": 0.5, "none": 4},
    "placeholder": {"nothing": 6, "TODO": 0.5, "_To be answered._": 0.4, "Coming soon...": 0.4, "...": 0.2},
    "title": {"questions": 12, "subject": 2, "none": 1.5},
    "front matter": {"none": 12, "plain": 1, "titled": 1},
    "intro": {"none": 4, "sentence": 4, "questions": 1, "list": 1, "badges": 0.7},
    "contents": {"none": 8, "ordered links": 1.5, "bullet links": 1.5, "ordered": 0.7, "bullets": 0.5, "sections": 2},
    "sections": {
        "none": 8,
        "topics": 4,
        "levels": 2,
        "said levels": 1.5,
        "pictured": 1.5,
        "numbered": 1.5,
        "parts": 0.7,
        "asked of": 1,
    },
    "between": {"nothing": 8, "---": 4, "back to top": 1.5, "<br>": 0.7, "two blank lines": 1, "back and rule": 0.5},
    "ending": {
        "none": 10,
        "tips": 2,
        "resources": 2,
        "for the interviewer": 1,
        "conclusion": 1.5,
        "next steps": 0.7,
        "contributing": 1,
        "checklist": 0.5,
        "links": 0.7,
        "sample answer": 0.3,
        "farewell": 1,
        "more questions": 1.5,
    },
    "count": {"3": 1, "5": 2, "8": 3, "12": 3, "20": 2},
    "accident": {
        "none": 30,
        "missing number": 1,
        "repeated number": 1,
        "numbers restart": 2,
        "from ten": 0.5,
        "no blank line": 2,
        "trailing blanks": 1,
        "carriage returns": 1,
        "one depth off": 1,
        "one without number": 1,
        "one not bold": 1,
        "one level of heading for all": 0.5,
        "stop left out": 0.7,
        "one heading in bold": 0.7,
    },
}


HEADED = ("heading", "setext")
NUMBERED = ("heading", "setext", "bold", "details", "quote", "label")
LISTED = ("ordered", "bullet")
UNANSWERED = ("line", "tab")
# The carriers that a choice belongs to; elsewhere it keeps its first option, so that it is not blamed.
BELONGS = {
    "depth": ("heading",),
    "heading extra": ("heading",),
    "number": NUMBERED,
    "number set": ("bold", "heading", "quote"),
    "bold ends": ("bold",),
    "list": LISTED,
    "indent": LISTED,
    "marker": ("bullet",),
    "columns": ("table",),
    "label": (*NUMBERED, *LISTED),
    "label line": (*NUMBERED, *LISTED),
    "body": (*NUMBERED, *LISTED),
    "placeholder": (*NUMBERED, *LISTED),
    "between": (*NUMBERED, "ordered"),
}


# Where another choice is such, these make no difference.
IDLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("answered", ("none",), ("label", "label line", "body", "placeholder")),
    ("answered", ("all",), ("placeholder",)),
    ("label", ("none", "> quote", "#### Answer", "details", "details show", "*Answer*", "**Answer**"), ("label line",)),
)


def plain(choices: Choices) -> dict[str, str]:
    """Options that the other choices leave no room for fall back to the first."""
    found = dict(choices)
    if found["carrier"] in UNANSWERED:
        found["answered"] = "none"
    idle = [name for name, carriers in BELONGS.items() if found["carrier"] not in carriers]
    for name in idle:
        found[name] = next(iter(OPTIONS[name]))
    for name, options, others in IDLE:
        if found[name] in options:
            found.update({other: next(iter(OPTIONS[other])) for other in others})
    if found["carrier"] == "heading" and found["heading extra"] != "bold":
        found["number set"] = next(iter(OPTIONS["number set"]))
    return found
