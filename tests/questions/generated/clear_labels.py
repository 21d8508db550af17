"""What is clear about numbers of other kinds, about labels that take turns, and about what is not set in Markdown."""

from tests.questions.generated.choices import OTHERWISE, TURNS, Choices

PLAIN_BODIES = ("line", "paragraphs", "code", "text and code", "list", "text and list", "hard wrapped")
PLAIN_ACCIDENTS = ("none", "trailing blanks", "carriage returns", "no blank line")
QUIET_ENDINGS = ("none", "conclusion", "resources", "contributing", "farewell")


def _is_loud(c: Choices) -> bool:
    """Something else on the page asks, or is counted."""
    around = c["contents"] != "none" or c["aside"] != "none" or c["intro"] in ("questions", "how to use")
    return around or c["ending"] not in QUIET_ENDINGS or c["wording"] != "asks" or c["tongue"] != "English"


def _otherwise(c: Choices) -> bool:
    if c["number"] not in OTHERWISE:
        return False
    if c["carrier"] not in ("heading", "bold", "label") or c["number set"] == "outside" or _is_loud(c):
        return True
    if c["body"] not in PLAIN_BODIES or c["sections"] in ("numbered", "nested topics", "asked of"):
        return True
    if c["accident"] not in (*PLAIN_ACCIDENTS, "missing number") or c["label"] in ("A:", "**A:**", "**A1:**"):
        return True
    return c["heading extra"] in ("emoji", "link", "anchor") or c["bold extra"] == "emoji"


def _turns(c: Choices) -> bool:
    if c["number"] not in TURNS:
        return c["label"] in TURNS.values()
    apart = c["carrier"] == "label" or (c["carrier"] == "bold" and c["number set"] == "label alone")
    if not apart or c["bold extra"] != "none" or c["bold ends"] != "behind" or c["title"] != "questions":
        return True
    around = _is_loud(c) or c["accident"] not in PLAIN_ACCIDENTS or c["before answer"] != "nothing"
    if c["sections"] != "none" and c["count"] in ("3", "5"):
        return True  # each below a title of its own: parts that describe it
    return around or c["body"] not in PLAIN_BODIES or c["answered"] != "all"


def _code_block(c: Choices) -> bool:
    if c["carrier"] != "code block":
        return False
    around = c["sections"] not in ("none", "topics", "levels") or c["intro"] == "list" or c["accident"] != "none"
    return around or _is_loud(c) or c["title"] != "questions" or c["emphasis"] != "none"


def _same_line(c: Choices) -> bool:
    """A letter answers behind a letter alone; and plain lines are parted by more than a blank or a colon."""
    if c["carrier"] != "same line":
        return False
    if c["joined"] == "- **" and c["intro"] == "list":
        return True
    if c["joint"] == " A: " and c["joined"] not in ("Q: ", "Q1. "):
        return True
    return c["joined"] == "" and (c["joint"] in (" ", ": ") or c["answered"] != "all")


UNCLEAR = (_otherwise, _turns, _code_block, _same_line)
