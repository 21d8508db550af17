"""One's practice as a document to read and to keep."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from practice.exporting.contents import PracticeRecord, Practised
from practice.exporting.markdown_file import export_markdown

DAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


def written(**said: Any) -> str:
    facts: dict[str, Any] = {
        "question": "q1", "title": "Queues", "prompt": "What is a queue?", "topic": "Structures", "kind": "theory",
        "levels": ("mid",), "answered_at": DAY, "body": "FIFO", "gave_up": False, "sheets": {}, "seconds": 60,
        "hints": 0, "value": None, "reflection": "", "due_at": None,
    }  # fmt: skip
    answer = Practised(**(facts | said))
    progress: Any = SimpleNamespace(answers=1, questions=1)
    return export_markdown(PracticeRecord("Cleo", DAY, progress, (answer,), {}, {}, {})).decode()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, "4 May 2026: 1 answer to 1 question."),
        ({}, "4 May 2026 · Structures · not valued\n"),
        ({"value": Decimal("3.50"), "due_at": DAY}, "your value 3.5 of 5 · due again on 4 May 2026"),
        ({"body": "  "}, "### Your answer\n\nNo answer.\n"),
        ({"sheets": {"code": "print(1)"}}, "```python\nprint(1)\n```\n"),
        ({"sheets": {"code": "x = '```'"}}, "````python\nx = '```'\n````\n"),
        ({"sheets": {"drawing": '{"t": "box", "s": "Web\\nserver"}'}}, "*Drawing:* Web server\n"),
        ({"reflection": "Think\nfirst."}, "*Next time:* Think first."),
        ({"expected": "First in, first out."}, "### Expected answer\n\nFirst in, first out."),
        ({"key_points": ("in\norder", "both ends")}, "### Key points\n\n- in order\n- both ends"),
    ],
)
def test_the_document_holds(said: dict[str, Any], found: str) -> None:
    assert found in written(**said)


def test_a_question_of_one_line_stands_in_the_heading_alone() -> None:
    assert written(title="What is a queue?").count("What is a queue?") == 1


def test_what_may_not_be_told_any_more_leaves_no_heading() -> None:
    assert "Expected answer" not in written(expected="")


def test_days_are_those_of_the_installation(settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    late = DAY.replace(hour=22)
    assert "5 May 2026 · Structures · not valued · due again on 5 May 2026" in written(answered_at=late, due_at=late)
