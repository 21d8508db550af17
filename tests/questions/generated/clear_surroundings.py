"""What is clear about what stands around the questions: titles, sections, contents; each says what is not."""

from tests.questions.generated.choices import COUNTED, LISTED, Choices

TITLED = ("heading", "html heading", "number alone", "ordered heading")
ALIKE = "one level of heading for all"
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


def _title(c: Choices) -> bool:
    """Without a title about questions, lists without answers may be anything."""
    return c["title"] != "questions" and (
        c["answered"] in ("none", "one") or c["carrier"] in ("bullet", "line", "nested bullet", "dot")
    )


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


def _sections(c: Choices) -> bool:
    sections, carrier = c["sections"], c["carrier"]
    if sections in ("bold topics", "colon topics") and carrier not in (
        "ordered",
        "bullet",
        "details",
        "label",
        "table",
    ):
        return True
    if sections == "colon topics" and (carrier not in LISTED or c["answered"] != "none"):
        return True
    if sections == "bold topics" and c["body"] == "bold labels":
        return True
    if sections == "nested topics" and (carrier == "setext" or (carrier in TITLED and c["depth"] in "123")):
        return True
    return c["section text"] != "none" and c["accident"] == ALIKE


def _folded_topics(c: Choices) -> bool:
    if c["sections"] != "folded topics":
        return False
    if c["carrier"] not in ("ordered", "bullet", "linked item", "bold", "label"):
        return True
    inside = c["label"] in ("details", "details show") or c["body"] == "headings" or c["section text"] != "none"
    return inside or c["aside"] != "none" or c["contents"] == "sections" or c["ending"] == "farewell"


def _aside(c: Choices) -> bool:
    if c["aside"] == "none":
        return False
    if c["accident"] == ALIKE or c["sections"] in ("bold topics", "colon topics", "nested topics"):
        return True
    high = c["carrier"] == "heading" and c["depth"] in "123"
    return high or c["carrier"] in ("html heading", "number alone", "ordered heading", "setext", "line", "tab")


def _intro(c: Choices) -> bool:
    carrier = c["carrier"]
    open_to = {
        "subtitle": c["title"] == "none" or carrier == "setext" or (carrier == "heading" and c["depth"] in "12"),
        "topics": carrier in ("bullet", "nested bullet", "code block") and c["sections"] == "none",
        "how to use": carrier in ("ordered", "same line") or c["contents"] in ("ordered", "ordered links"),
        "legend": carrier == "line",
    }
    return open_to.get(c["intro"], False)


def _title_set(c: Choices) -> bool:
    """A title that is none in Markdown stands over questions alone."""
    if c["title set"] not in ("bold", "plain"):
        return False
    around = c["sections"] != "none" or c["front matter"] != "none" or c["contents"] != "none" or c["ending"] != "none"
    if around or c["title"] != "questions" or c["intro"] not in ("none", "sentence") or c["carrier"] == "line":
        return True
    return c["title set"] == "bold" and c["carrier"] == "bold" and c["number"] not in COUNTED


UNCLEAR = (_title, _contents, _tongue, _sections, _folded_topics, _aside, _intro, _title_set)
