"""Which accidents may befall a document of the other choices."""

from collections.abc import Callable

from tests.questions.generated.choices import COUNTED, SAID, Choices, is_counted


def _accident(c: Choices) -> bool:
    said = c["accident"]
    needs: dict[str, Callable[[], bool]] = {
        "missing number": lambda: is_counted(c),
        "repeated number": lambda: is_counted(c) and c["carrier"] != "ordered",
        "numbers restart": lambda: is_counted(c) and c["sections"] != "none",
        "from ten": lambda: is_counted(c),
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


UNCLEAR = (_accident,)
