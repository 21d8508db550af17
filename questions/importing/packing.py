"""A ParsedDocument as plain JSON values and back: it crosses from the reading process, and waits in a draft."""

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from questions.importing.document import (
    OF_QUESTION,
    Layout,
    Look,
    ParsedCriterion,
    ParsedDocument,
    ParsedQuestion,
    ParsedRubric,
    Skipped,
    Warned,
)

TUPLES = ("key_points", "follow_ups", "red_flags", "levels", "tags")


def pack(document: ParsedDocument) -> dict[str, Any]:
    # Questions hold plain values only: copying them name by name takes a tenth of what asdict takes.
    packed = asdict(replace(document, questions=()))
    packed["questions"] = [{name: getattr(one, name) for name in OF_QUESTION} for one in document.questions]
    for rubric in packed["rubrics"]:
        for criterion in rubric["criteria"]:
            criterion["weight"] = str(criterion["weight"])
    return packed


def unpack(packed: dict[str, Any]) -> ParsedDocument:
    return ParsedDocument(
        title=packed["title"],
        questions=tuple(unpack_question(values) for values in packed["questions"]),
        rubrics=tuple(_rubric(values) for values in packed["rubrics"]),
        tips=tuple(packed["tips"]),
        resources=tuple(packed["resources"]),
        skipped=tuple(Skipped(**values) for values in packed["skipped"]),
        warnings=tuple(_warned(values) for values in packed["warnings"]),
        format=packed["format"],
        layout=unpack_layout(packed["layout"]) if packed.get("layout") else None,
    )


def unpack_layout(values: dict[str, Any]) -> Layout:
    looks = tuple(Look(look["name"], tuple(look["lines"]), tuple(look["asking"])) for look in values["looks"])
    return Layout(tuple(values["begins"]), tuple(values["ends"]), looks)


def unpack_question(values: dict[str, Any]) -> ParsedQuestion:
    pictures = values.get("pictures")
    lists = {name: tuple(values[name]) for name in TUPLES}
    return ParsedQuestion(**{**values, **lists, "pictures": None if pictures is None else tuple(pictures)})


def _warned(values: dict[str, Any]) -> Warned:
    """A draft that was waiting before warnings knew their questions says nothing of them."""
    beside = values.get("beside")
    return Warned(values["line"], values["text"], None if beside is None else tuple((at, said) for at, said in beside))


def _rubric(values: dict[str, Any]) -> ParsedRubric:
    return ParsedRubric(values["title"], values["line"], tuple(_criterion(each) for each in values["criteria"]))


def _criterion(values: dict[str, Any]) -> ParsedCriterion:
    """JSON knows no numbers as keys, and no decimals."""
    anchors = {int(value): text for value, text in values["anchors"].items()}
    topics = tuple(values.get("topics", ()))
    return ParsedCriterion(**{**values, "weight": Decimal(values["weight"]), "anchors": anchors, "topics": topics})
