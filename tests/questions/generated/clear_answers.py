"""What is clear about an answer, its label and what stands in it; each says what is not."""

from tests.questions.generated.choices import COUNTED, LISTED, OTHERWISE, SAID, TURNS, UNLABELLED, Choices


def _body(c: Choices) -> bool:
    if c["body"] == "options":
        return c["label"] in ("none", "A:", "**A:**", "**A1:**", "> quote", "- Answer:") or c["tongue"] != "English"
    if c["body"] == "marked option":
        return c["label"] != "none" or c["carrier"] in LISTED
    if c["body"] in ("rhetorical", "numbered bold steps") and c["carrier"] in ("bold", "quote"):
        return True
    return c["label"] == "> quote" and c["carrier"] == "quote"


def _label(c: Choices) -> bool:
    if c["carrier"] == "details":
        return c["label"] not in ("none", "**Answer:**", "Answer:") or c["body"] == "headings"
    if c["label"] == "- Answer:":
        return c["carrier"] != "bullet" or c["body"] != "line"
    if c["carrier"] == "quote" and c["label"] in ("> quote", "details", "details show"):
        return True
    if c["carrier"] == "label":
        return (
            c["number"] == "none" or c["label"] == "none" or c["number"] not in (*SAID, *OTHERWISE, *TURNS, "Q:", "Q.")
        )
    return "A1" in c["label"] and c["number"] not in ("Q1:", "Q1.", "Q.1", "Q1)")


def _is_crowded(c: Choices) -> bool:
    """No room for titles inside of the answer."""
    if c["carrier"] != "heading":
        return True
    return c["depth"] in "56" or "# " in c["label"] or "==" in c["label"]


def _titles_inside(c: Choices) -> bool:
    return c["body"] in ("numbered headings", "recurring headings") and _is_crowded(c)


def _before_answer(c: Choices) -> bool:
    if c["before answer"] == "nothing":
        return False
    unlabelled = c["label"] in ("none", "> quote", "->", "=>")
    return (
        unlabelled
        or c["answered"] != "all"
        or (c["list"] in ("right below", "not set in", "ones not set in") and c["carrier"] == "ordered")
    )


def _short(c: Choices) -> bool:
    """What stands on the line of an arrow, or of the question, is short."""
    if c["label"] in ("->", "=>") and c["body"] not in ("line", "paragraphs", "text and code", "text and list"):
        return True
    return c["carrier"] == "same line" and (c["body"] != "line" or c["answered"] not in ("all", "most"))


def _unanswered(c: Choices) -> bool:
    if c["placeholder"] == "label alone" and c["label"] in UNLABELLED:
        return True
    return c["label"] == "=== Answer" and c["answered"] in ("half", "one")


def _by_letter(c: Choices) -> bool:
    if c["body"] != "options by letter":
        return False
    labelled = c["label"] in ("Answer:", "**Answer:**", "**Ans:**", "Ans:")
    return not labelled or c["label line"] != "same" or c["carrier"] in LISTED


def _lines(c: Choices) -> bool:
    bare = c["carrier"] == "bold" and c["number"] not in COUNTED
    if c["body"] == "parts without colon" and bare:
        return True
    if c["body"] == "hard wrapped" and (c["tongue"] != "English" or c["carrier"] in LISTED):
        return True
    return c["body"] == "short and long" and c["label"] != "none"


UNCLEAR = (_body, _label, _titles_inside, _before_answer, _short, _unanswered, _by_letter, _lines)
