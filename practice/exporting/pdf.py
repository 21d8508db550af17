"""A printed progress report: topics, gaps, and each answer beside what was expected."""

from pathlib import Path
from typing import Any

import typst
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string

from core.markdown import printable
from core.typesetting import lacks_a_letter, typeset
from core.zones import day_here
from practice.drawing import shapes_of, words_of
from practice.exporting.contents import PracticeRecord, Practised
from practice.progress import Gap, TopicProgress

TEMPLATE = Path(__file__).with_name("practice.typ")
# What the style sheet does on a page, for a picture that stands alone.
ALONE = """<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"><style>
.drawing__form { fill: #fff; stroke: #58605b; stroke-width: 2 } .drawing__tip { fill: #58605b }
.drawing__line { fill: none; stroke: #58605b; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.drawing__words { fill: #1d2320; font: 18px "Libertinus Serif" }
</style>"""


def export_pdf(record: PracticeRecord) -> bytes:
    """A tagged PDF/UA-1, or a plain one where a letter is in none of the fonts."""
    content, seconds = _content(record), int(record.made_at.timestamp())
    try:
        return typeset(TEMPLATE, content, seconds=seconds, standards=["ua-1"])
    except typst.TypstError as problem:
        if not lacks_a_letter(problem):
            raise
    return typeset(TEMPLATE, content, seconds=seconds)


def _content(record: PracticeRecord) -> dict[str, Any]:
    progress = record.progress
    return {
        "name": record.name,
        "date": day_here(record.made_at),
        "answers_count": progress.answers,
        "questions_count": progress.questions,
        "due_count": sum(count for _, count in progress.due),
        "topics": [_topic(topic) for topic in progress.topics],
        "gaps": [_gap(gap) for gap in progress.gaps],
        "answers": [_answer(answer) for answer in record.answers],
    }


def _topic(topic: TopicProgress) -> list[str]:
    level = {None: "too little valued", "": "not yet"}.get(topic.level, (topic.level or "").title())
    mean = "not valued" if topic.mean is None else floatformat(topic.mean, 1)
    return [topic.topic, str(topic.questions), mean, level, _minutes(topic.seconds), _minutes(topic.planned)]


def _minutes(seconds: int | None) -> str:
    return f"{round(seconds / 60)} min" if seconds else "–"


def _gap(gap: Gap) -> list[str]:
    """Rounded as the page of progress rounds, so that nobody reads two figures for one thing."""
    sign = "+" if gap.difference > 0 else ""
    return [
        gap.criterion,
        floatformat(gap.own, 2),
        floatformat(gap.partner, 2),
        sign + floatformat(gap.difference, 1),
        str(gap.mocks),
    ]


def _answer(answer: Practised) -> dict[str, Any]:
    return {
        "title": answer.title,
        "facts": " · ".join(filter(None, (day_here(answer.answered_at), answer.topic, _value(answer)))),
        "prompt": printable(answer.rest),
        "body": printable(answer.body.strip() or "No answer."),
        "code": answer.sheets.get("code", ""),
        "drawing": _drawing(answer.sheets.get("drawing", "")),
        "reflection": answer.reflection,
        "expected": printable(answer.expected),
        "key_points": [printable(point) for point in answer.key_points],
    }


def _drawing(body: str) -> dict[str, str]:
    """The picture and what is written in it; nothing where nothing is drawn."""
    shapes, words = shapes_of(body), words_of(body)
    if not shapes:
        return {}
    drawn = render_to_string("practice/drawing.svg", {"shapes": shapes, "words": words})
    return {"svg": f"{ALONE}{drawn}</svg>", "words": ", ".join(words)}


def _value(answer: Practised) -> str:
    return "not valued" if answer.value is None else f"your value {floatformat(answer.value)} of 5"
