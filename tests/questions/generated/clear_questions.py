"""What is clear about how a question is carried, numbered and worded; each says what is not."""

from tests.questions.generated.choices import LISTED, SAID, UNLABELLED, Choices

LIST_BODIES = ("line", "list", "nested list")


def _wording(c: Choices) -> bool:
    """Subjects alone, and requests, are questions where a title, a number or an answer's label says so."""
    said = c["number"] in (*SAID, "Q:", "Q.") or c["label"] not in UNLABELLED or c["carrier"] == "table"
    if "titles" in c["wording"] and c["number"] == "Q1":
        return True
    if c["wording"] == "many titles":
        return _half_asks(c)
    if "titles" in c["wording"] and c["answered"] == "none":
        return True
    if c["wording"] in ("titles", "some titles"):
        return not said or c["title"] != "questions" or c["carrier"] in ("bullet", "setext", "ordered")
    if c["carrier"] in ("line", "tab", "dot", "same line", "nested bullet") and (
        c["wording"] != "asks" or c["intro"] == "questions"
    ):
        return True
    return c["title"] != "questions" and c["wording"] != "asks"


def _half_asks(c: Choices) -> bool:
    """Where every other one names a subject: numbers, or titles and lists that fill the document, and a title over all
    say that these are questions as well.
    """
    if c["title"] != "questions" or c["count"] in ("3", "5") or c["accident"] != "none":
        return True
    if c["carrier"] == "same line":
        return c["answered"] != "all" or c["joined"] != "1. **"
    if c["carrier"] not in ("heading", "bold", "ordered", "details", "table"):
        return True
    if c["carrier"] in ("heading", "bold") and c["number"] == "none":
        return c["carrier"] == "bold" or c["answered"] != "all"
    return c["list"] == "all ones" or c["emphasis"] == "bold word" or c["sections"] == "folded topics"


def _heading(c: Choices) -> bool:
    if c["carrier"] == "setext":
        return c["body"] == "headings" or "#" in c["label"] or c["number"] in ("1.", "1)")
    if c["body"] == "headings as high" and (c["carrier"] != "heading" or c["number"] not in SAID):
        return True
    if c["carrier"] not in ("heading", "ordered heading", "html heading", "number alone"):
        return c["label"] == "=== Answer"
    if c["carrier"] == "number alone" and c["number"] not in ("Question 1:", "Q1:", "Question 1", "Q1."):
        return True
    if c["carrier"] != "heading" and (c["body"] == "headings" or "# " in c["label"] or "==" in c["label"]):
        return True
    depth = int(c["depth"])
    deep = depth > 5 and (c["body"] == "headings" or c["label"] == "#### Answer")
    return (
        deep
        or (depth == 1 and c["sections"] != "none")
        or (depth == 2 and c["sections"] != "none" and c["title"] == "subject")
    )


def _list(c: Choices) -> bool:
    """What stands below a tight item, or at the edge below a loose one, is short and plain."""
    if c["carrier"] not in LISTED:
        return False
    tight = c["list"] in ("tight", "right below")
    return (
        c["body"] in ("headings", "numbered bold steps", "image")
        or c["label"] == "#### Answer"
        or c["body"] in ("numbered headings", "recurring headings")
        or (len(c["indent"]) < 2 + (c["carrier"] == "ordered") and c["indent"] != "tab" and c["body"] == "steps")
        or (tight and (c["body"] not in LIST_BODIES or c["label line"] == "apart"))
        or (c["list"] in ("not set in", "right below", "ones not set in") and c["body"] in ("steps", "options"))
        or (c["list"] in ("all ones", "ones not set in") and c["accident"] != "none")
        or (c["list"] == "right below" and c["label"] in ("> quote", "details", "details show"))
    )


def _bullet(c: Choices) -> bool:
    """Bullets have no numbers, are set in, and run into the list of an introduction right above them."""
    if c["carrier"] != "bullet":
        return False
    runs_on = c["intro"] == "list" and c["sections"] == c["contents"] == "none"
    return runs_on or c["list"] in ("not set in", "right below", "all ones", "ones not set in", "bracket")


def _between(c: Choices) -> bool:
    return c["carrier"] in ("ordered", "label") and c["between"] not in ("nothing", "---", "two blank lines")


def _emphasis(c: Choices) -> bool:
    if c["emphasis"] == "none":
        return False
    carrier = c["carrier"]
    if c["emphasis"] == "bold word" and (carrier in ("bold", "quote", "same line") or c["list"] == "bold"):
        return True
    set_so = c["heading extra"] in ("bold", "link") or c["bold extra"] != "none"
    return set_so or carrier in ("details", "html heading", "linked item") or c["contents"] != "none"


def _number(c: Choices) -> bool:
    number, carrier = c["number"], c["carrier"]
    if number in ("1\\.", "1、") and carrier not in ("heading", "bold"):
        return True
    if number == "1、" and (c["tongue"] != "Chinese" or c["number set"] != "inside"):
        return True
    if number in ("Question 1", "1.1") and carrier not in ("heading", "number alone", "bold"):
        return True
    if number == "1.1" and (c["sections"] != "none" or c["accident"] != "none"):
        return True
    return carrier == "setext" and number in ("1 -", "1:", "01.", "(1)")


def _bold(c: Choices) -> bool:
    if c["bold extra"] in ("tag behind", "code behind") and c["bold ends"] == "before mark":
        return True
    if c["accident"] == "wrapped" and c["carrier"] == "bold" and c["number set"] != "inside":
        return True
    return c["bold extra"] != "none" and (c["number set"] == "label alone" or c["accident"] == "wrapped")


def _ordered_heading(c: Choices) -> bool:
    plain = c["accident"] in ("none", "trailing blanks", "carriage returns")
    return c["carrier"] == "ordered heading" and (c["depth"] in "126" or not plain)


def _linked_item(c: Choices) -> bool:
    """A list of links without answers may be one of contents."""
    if c["carrier"] != "linked item":
        return False
    around = c["contents"] != "none" or c["ending"] in ("links", "resources")
    return (
        around or c["title"] != "questions" or c["intro"] in ("list", "topics", "how to use") or c["wording"] != "asks"
    )


def _nested_bullet(c: Choices) -> bool:
    return c["carrier"] == "nested bullet" and (c["sections"] != "none" or c["intro"] == "list")


UNCLEAR = (
    _wording,
    _heading,
    _list,
    _bullet,
    _between,
    _emphasis,
    _number,
    _bold,
    _ordered_heading,
    _linked_item,
    _nested_bullet,
)
