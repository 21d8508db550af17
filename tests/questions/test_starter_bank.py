"""The starter bank keeps what it promises: subjects, levels, and a whole guide for every question."""

import re
from collections import Counter
from pathlib import Path

import pytest

from questions.importing.document import ParsedQuestion
from questions.importing.markdown import read_markdown

BANK = sorted((Path(__file__).resolve().parents[2] / "questions" / "bank").glob("*.md"))
LEVELS = {"junior", "mid", "senior", "principal"}
DOCUMENTS = {path.stem: read_markdown(path.read_text()) for path in BANK}
QUESTIONS = [question for document in DOCUMENTS.values() for question in document.questions]


def test_there_are_at_least_120_questions_on_15_subjects() -> None:
    assert len(QUESTIONS) >= 120
    assert len(DOCUMENTS) >= 15


def test_every_level_has_at_least_twenty() -> None:
    levels = Counter(question.level for question in QUESTIONS)
    assert set(levels) == LEVELS
    assert min(levels.values()) >= 20


def test_no_prompt_is_there_twice() -> None:
    prompts = Counter(question.prompt for question in QUESTIONS)
    assert [prompt for prompt, times in prompts.items() if times > 1] == []


def test_every_document_is_read_without_a_warning() -> None:
    assert [(name, d.warnings, d.skipped) for name, d in DOCUMENTS.items() if d.warnings or d.skipped] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: re.sub(r"\W+", " ", q.prompt)[:50])
def test_a_question_has_its_whole_guide(question: ParsedQuestion) -> None:
    assert len(question.key_points) >= 4
    assert len(question.answer.split()) >= 60
    assert question.follow_ups
    assert question.red_flags
    assert question.minutes
    assert set(question.level_answers) == LEVELS
