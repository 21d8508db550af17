"""One page of the list of questions, as it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from questions.models import KeyPoint, Kind, Level, Question, QuestionLevel
from questions.querysets import QuestionQuerySet
from questions.search.excerpts import Piece, excerpt, mark
from questions.search.expressions import InOneLine
from questions.search.words import Wording

_KINDS, _LEVELS = dict(Kind.choices), dict(Level.choices)
_SHOWN = {
    "id": "pk",
    "public_id": "public_id",
    "kind": "kind",
    "use": "use",
    "visibility": "visibility",
    "has_answer": "has_answer",
    "overexposed": "overexposed",
    "topic": "topic__name",
    "title": "current__title",
    "minutes": "current__minutes",
    "levels": "level_names",
}
_SEARCHED = {"prompt": "current__prompt", "answer": "current__guide__answer", "points": "points"}


@dataclass(frozen=True, slots=True)
class Found:
    """A question of the list; `title` and `excerpt` are safe, `levels` are (value, label)."""

    public_id: str
    title: SafeString
    excerpt: SafeString
    about: str
    alarms: str
    levels: Sequence[tuple[str, str]]


def list_page(numbers: Sequence[int], visible: QuestionQuerySet, wording: Wording) -> list[Found]:
    """The questions of these numbers in this order, but those of `visible` alone: the numbers may be kept ones.

    An order is made of numbers, and texts are fetched for the page.
    """
    fields = {**_SHOWN, **(_SEARCHED if wording else {})}
    rows = visible.order_by().filter(pk__in=numbers).annotate(level_names=_levels(), points=_key_points())
    found = {row[0]: row for row in rows.values_list(*fields.values())}
    return [_found(dict(zip(fields, found[pk], strict=True)), wording) for pk in numbers if pk in found]


def _levels() -> Subquery:
    of_question = QuestionLevel.objects.order_by().filter(question=OuterRef("pk")).values("question")
    return Subquery(of_question.annotate(all=InOneLine("level")).values("all"))


def _key_points() -> Subquery:
    of_version = KeyPoint.objects.order_by().filter(guide__version=OuterRef("current")).values("guide")
    return Subquery(of_version.annotate(all=InOneLine("text")).values("all"))


def _found(row: Mapping[str, Any], wording: Wording) -> Found:
    said = (row["levels"] or "").split()
    levels = tuple((value, label) for value, label in _LEVELS.items() if value in said)
    title = marked(mark(row["title"] or row["public_id"], wording)) if wording else escape(row["title"])
    return Found(row["public_id"], title, _excerpt(row, wording), " · ".join(_about(row)), _alarms(row), levels)


def _excerpt(row: Mapping[str, Any], wording: Wording) -> SafeString:
    if not wording:
        return SafeString("")
    rest = (row["prompt"] or "").partition("\n")[2]
    texts = (rest, row["answer"] or "", row["points"] or "")
    return marked(next(filter(None, (excerpt(text, wording) for text in texts)), []))


def _about(row: Mapping[str, Any]) -> Iterable[str]:
    yield _KINDS[row["kind"]]
    if row["topic"]:
        yield row["topic"]
    if row["minutes"]:
        yield f"{row['minutes']} min"
    if row["use"] == Question.Use.PRACTICE:
        yield "also for practice"
    if row["visibility"] == Question.Visibility.PRIVATE:
        yield "only you"


def _alarms(row: Mapping[str, Any]) -> str:
    alarms = ("without an answer" if not row["has_answer"] else "", "overexposed" if row["overexposed"] else "")
    return " · ".join(alarm for alarm in alarms if alarm)


def marked(pieces: Iterable[Piece]) -> SafeString:
    said = (format_html("<mark>{}</mark>", piece.text) if piece.hit else piece.text for piece in pieces)
    return format_html_join("", "{}", ((each,) for each in said))
