"""Which combinations of choices a person reads in one way only; the others are left out of the made documents."""

from collections.abc import Callable

from tests.questions.generated.choices import LISTED, Choices

TITLED = ("heading", "html heading", "number alone", "ordered heading")
UNLABELLED = ("none", "> quote", "->", "=>", "details", "details show")
ALIKE = "one level of heading for all"
LIST_BODIES = ("line", "list", "nested list")
ENGLISH_BODIES = ("line", "paragraphs", "code", "text and code", "list", "text and list", "varied")
ENGLISH_LABELS = (
    "A:",
    "Ans:",
    "**A:**",
    "**A1:**",
    "Ans.",
    "**Expected Answer:**",
    "**Solution:**",
    "details show",
    "Ans :",
    "Ans:-",
    "**Ans:**",
    "**Sample Answer:**",
)
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
COUNTED = (*SAID, "1.", "1)", "#1", "[1]", "1️⃣", "1 -", "1:", "01.", "(1)", "1.1", "1\\.", "1、")


def is_clear(choices: Choices) -> bool:
    return not any(unclear(choices) for unclear in UNCLEAR)


def _is_counted(choices: Choices) -> bool:
    return choices["number"] in COUNTED or choices["carrier"] in ("ordered", "tab", "ordered heading")


def _wording(c: Choices) -> bool:
    """Subjects alone, and requests, are questions where a title, a number or an answer's label says so."""
    said = c["number"] in (*SAID, "Q:", "Q.") or c["label"] not in UNLABELLED or c["carrier"] == "table"
    if "titles" in c["wording"] and c["answered"] == "none":
        return True
    if "titles" in c["wording"] and c["number"] == "Q1":
        return True
    if c["wording"] in ("titles", "some titles"):
        return not said or c["title"] != "questions" or c["carrier"] in ("bullet", "setext", "ordered")
    if c["carrier"] in ("line", "tab", "dot", "same line", "nested bullet") and (
        c["wording"] != "asks" or c["intro"] == "questions"
    ):
        return True
    return c["title"] != "questions" and c["wording"] != "asks"


def _title(c: Choices) -> bool:
    """Without a title about questions, lists without answers may be anything."""
    return c["title"] != "questions" and (
        c["answered"] in ("none", "one") or c["carrier"] in ("bullet", "line", "nested bullet", "dot")
    )


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


def _accident(c: Choices) -> bool:
    said = c["accident"]
    needs: dict[str, Callable[[], bool]] = {
        "missing number": lambda: _is_counted(c),
        "repeated number": lambda: _is_counted(c) and c["carrier"] != "ordered",
        "numbers restart": lambda: _is_counted(c) and c["sections"] != "none",
        "from ten": lambda: _is_counted(c),
        "one depth off": lambda: c["carrier"] == "heading" and c["depth"] in "345" and c["number"] in COUNTED,
        "one without number": lambda: _has_odd(c) and c["carrier"] in ("heading", "bold"),
        "one not bold": lambda: _has_odd(c) and c["carrier"] == "bold",
        "one level of heading for all": lambda: _same_depth(c),
        "stop left out": lambda: c["carrier"] == "heading" and c["number"] == "1.",
        "one heading in bold": lambda: c["carrier"] == "heading" and c["heading extra"] == "none",
        "tight numbers": lambda: _is_tight(c),
        "tight heading": lambda: c["carrier"] == "heading" and c["depth"] != "1" and c["heading extra"] == "none",
        "number and tab": lambda: c["carrier"] in ("heading", "bold") and c["number"] in ("1.", "1)", "Q1."),
        "wrapped": lambda: c["carrier"] in ("ordered", "bullet", "label", "bold") and c["list"] != "bold",
        "second half otherwise": lambda: _may_change(c),
        "no blank line": lambda: c["carrier"] in ("heading", "bold", "quote", "label"),
    }
    return said in needs and not needs[said]()


def _has_odd(c: Choices) -> bool:
    return c["count"] != "3" and c["number"] in COUNTED


def _may_change(c: Choices) -> bool:
    said = c["number"] in (*SAID, "1.", "1)") and "titles" not in c["wording"]
    return said and c["carrier"] in ("heading", "bold")


def _is_tight(c: Choices) -> bool:
    if c["carrier"] == "ordered":
        return c["list"] == "not set in" and c["wording"] == "asks"
    set_close = c["number set"] == "inside" and c["heading extra"] in ("none", "bold")
    return c["carrier"] in ("heading", "bold") and c["number"] in ("1.", "1)", "Q1.", "Q1:", "01.") and set_close


def _same_depth(c: Choices) -> bool:
    named = c["sections"] in ("topics", "levels", "said levels", "pictured")
    return c["carrier"] == "heading" and c["depth"] in "23" and named and "titles" not in c["wording"]


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
        or (c["list"] in ("not set in", "right below") and c["body"] in ("steps", "options"))
        or (c["list"] == "all ones" and c["accident"] != "none")
        or (c["list"] == "right below" and c["label"] in ("> quote", "details", "details show"))
    )


def _bullet(c: Choices) -> bool:
    """Bullets have no numbers, are set in, and run into the list of an introduction right above them."""
    if c["carrier"] != "bullet":
        return False
    runs_on = c["intro"] == "list" and c["sections"] == c["contents"] == "none"
    return runs_on or c["list"] in ("not set in", "right below", "all ones", "bracket")


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
        return c["number"] == "none" or c["label"] == "none" or c["number"] not in (*SAID, "Q:", "Q.")
    return "A1" in c["label"] and c["number"] not in ("Q1:", "Q1.", "Q.1", "Q1)")


def _contents(c: Choices) -> bool:
    if c["contents"] == "sections":
        return c["sections"] == "none"
    plainly = c["contents"] in ("ordered", "bullets")
    return plainly and (c["answered"] in ("none", "one", "half") or c["carrier"] not in ("heading", "bold", "details"))


def _tongue(c: Choices) -> bool:
    if c["tongue"] == "English":
        return False
    around = c["sections"] != "none" or c["ending"] not in ("none",) or c["contents"] == "sections"
    words = c["body"] not in ENGLISH_BODIES or c["label"] in ENGLISH_LABELS or c["heading extra"] in ("tag", "level")
    counts = c["intro"] not in ("none", "badges") or c["count"] not in ("3", "5", "8") or c["carrier"] == "table"
    return around or words or counts or c["wording"] in ("titles", "some titles", "without marks")


def _between(c: Choices) -> bool:
    return c["carrier"] in ("ordered", "label") and c["between"] not in ("nothing", "---", "two blank lines")


def _is_crowded(c: Choices) -> bool:
    """No room for titles inside of the answer."""
    if c["carrier"] != "heading":
        return True
    return c["depth"] in "56" or "# " in c["label"] or "==" in c["label"]


def _more(c: Choices) -> bool:
    """What the newer choices leave open to a reader."""
    sections, carrier = c["sections"], c["carrier"]
    plain_titles = sections in ("bold topics", "colon topics")
    return (
        (plain_titles and carrier not in ("ordered", "bullet", "details", "label", "table"))
        or (sections == "colon topics" and (carrier not in LISTED or c["answered"] != "none"))
        or (sections == "bold topics" and c["body"] == "bold labels")
        or (sections == "nested topics" and carrier in TITLED and c["depth"] in "123")
        or (c["emphasis"] == "bold word" and (carrier in ("bold", "quote", "same line") or c["list"] == "bold"))
        or (c["emphasis"] != "none" and c["heading extra"] in ("bold", "link"))
        or (c["emphasis"] != "none" and (carrier in ("details", "html heading") or c["contents"] != "none"))
        or (
            c["before answer"] != "nothing"
            and (c["answered"] != "all" or c["label"] in ("none", "> quote", "->", "=>"))
        )
        or (c["before answer"] != "nothing" and c["list"] in ("right below", "not set in") and carrier == "ordered")
        or (c["label"] in ("->", "=>") and c["body"] not in ("line", "paragraphs", "text and code", "text and list"))
        or (carrier == "same line" and (c["body"] != "line" or c["answered"] not in ("all", "most")))
        or (c["intro"] == "subtitle" and (c["title"] == "none" or (carrier == "heading" and c["depth"] in "12")))
        or (c["number"] in ("1\\.", "1、") and carrier not in ("heading", "bold"))
        or (c["number"] == "1、" and (c["tongue"] != "Chinese" or c["number set"] != "inside"))
        or (
            c["placeholder"] == "label alone"
            and c["label"] in ("none", "> quote", "->", "=>", "details", "details show")
        )
        or (c["aside"] != "none" and ((carrier == "heading" and c["depth"] in "123") or c["accident"] == ALIKE))
        or (c["aside"] != "none" and sections in ("bold topics", "colon topics", "nested topics"))
        or (
            c["aside"] != "none"
            and carrier in ("html heading", "number alone", "ordered heading", "setext", "line", "tab")
        )
        or (c["body"] in ("numbered headings", "recurring headings") and _is_crowded(c))
        or (c["body"] in ("parts without colon", "asking list") and carrier == "bold" and c["number"] not in COUNTED)
        or (c["label"] == "=== Answer" and c["answered"] in ("half", "one"))
        or (c["body"] == "short and long" and c["label"] != "none")
        or (c["intro"] == "topics" and carrier in ("bullet", "nested bullet") and sections == "none")
        or (
            c["intro"] == "how to use"
            and (carrier in ("ordered", "same line") or c["contents"] in ("ordered", "ordered links"))
        )
        or (c["intro"] == "legend" and carrier == "line")
        or (
            c["title set"] in ("bold", "plain")
            and (sections != "none" or c["front matter"] != "none" or carrier == "line")
        )
        or (c["title set"] in ("bold", "plain") and (c["title"] != "questions" or c["contents"] != "none"))
        or (c["title set"] in ("bold", "plain") and (c["intro"] not in ("none", "sentence") or c["ending"] != "none"))
        or (c["title set"] == "bold" and carrier == "bold" and c["number"] not in COUNTED)
        or (sections == "folded topics" and carrier not in ("ordered", "bullet", "linked item", "bold", "label"))
        or (sections == "folded topics" and (c["label"] in ("details", "details show") or c["section text"] != "none"))
        or (sections == "folded topics" and (c["aside"] != "none" or c["contents"] == "sections"))
        or (sections == "folded topics" and (c["ending"] == "farewell" or c["body"] == "headings"))
        or (carrier == "linked item" and (c["title"] != "questions" or c["contents"] != "none" or c["intro"] == "list"))
        or (
            carrier == "linked item"
            and (c["ending"] in ("links", "resources") or c["intro"] in ("topics", "how to use"))
        )
        or (carrier == "linked item" and (c["wording"] != "asks" or c["emphasis"] != "none"))
        or (c["body"] == "options by letter" and c["label"] not in ("Answer:", "**Answer:**", "**Ans:**", "Ans:"))
        or (c["body"] == "options by letter" and (c["label line"] != "same" or carrier in LISTED))
        or (c["body"] == "hard wrapped" and (c["tongue"] != "English" or carrier in LISTED))
        or (c["bold extra"] != "none" and (c["number set"] == "label alone" or c["emphasis"] != "none"))
        or (c["bold extra"] != "none" and c["accident"] == "wrapped")
        or (c["bold extra"] in ("tag behind", "code behind") and c["bold ends"] == "before mark")
        or (c["accident"] == "wrapped" and carrier == "bold" and c["number set"] != "inside")
        or (carrier == "nested bullet" and (sections != "none" or c["intro"] == "list"))
        or (c["section text"] != "none" and c["accident"] == ALIKE)
        or (carrier == "setext" and sections == "nested topics")
        or (c["number"] in ("Question 1", "1.1") and carrier not in ("heading", "number alone", "bold"))
        or (c["number"] == "1.1" and (sections != "none" or c["accident"] != "none"))
        or (carrier == "setext" and c["number"] in ("1 -", "1:", "01.", "(1)"))
        or (carrier == "ordered heading" and c["depth"] in "126")
        or (carrier == "ordered heading" and c["accident"] not in ("none", "trailing blanks", "carriage returns"))
    )


UNCLEAR = (_more, _wording, _title, _heading, _accident, _list, _bullet, _body, _label, _contents, _tongue, _between)
