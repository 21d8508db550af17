import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from questions.models import Question, Topic

DOCUMENT = """# Storage

## Basic questions

**Q1: What is a?**

**Answer:** A.

**Q2: What is b?**

**Answer:** TODO
"""
KEYS = [
    "file",
    "format",
    "questions",
    "without_answer",
    "needs_level",
    "by_level",
    "duplicates",
    "rubrics",
    "criteria",
    "tips",
    "resources",
    "skipped",
    "warnings",
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[dict[str, Any]], int]:
    code: Any = 0
    try:
        call_command("import_questions", *arguments, "--json")
    except SystemExit as ended:
        code = ended.code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()], code


@pytest.mark.django_db
def test_each_file_gives_one_object_with_the_same_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    (tmp_path / "b.csv").write_text("question,answer,level\nWhat is c?,C,Hard\n")
    (first, second), code = run(capsys, str(tmp_path), "--dry-run")
    assert (list(first), list(second), code) == (KEYS, KEYS, 0)
    assert (first["format"], first["questions"], first["without_answer"]) == ("markdown", 2, 1)
    assert first["warnings"] == [{"line": 9, "text": "This question has no answer."}]
    assert second["by_level"] == {"junior": 0, "mid": 0, "senior": 1, "principal": 0}
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_zero_questions_are_an_answer_and_an_unreadable_file_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("We met.\n")
    (found,), code = run(capsys, str(tmp_path / "a.md"), "--dry-run")
    assert (found["questions"], code) == (0, 0)
    (tmp_path / "b.json").write_text("{")
    (good, bad), code = run(capsys, str(tmp_path / "a.md"), str(tmp_path / "b.json"), "--dry-run")
    assert (good["questions"], list(bad), code) == (0, KEYS, 2)
    assert "not well-formed JSON" in bad["warnings"][0]["text"]


@pytest.mark.django_db
def test_level_and_topic_of_the_command_go_to_what_names_none(
    lead: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.csv").write_text("question,level\nWhat is c?,Hard\nWhat is d?,\n")
    run(capsys, str(tmp_path / "b.csv"), "--level", "mid", "--topic", "Letters")
    found = [(q.current.prompt, q.levels.get().level, q.topic.name) for q in Question.objects.order_by("pk")]
    assert found == [("What is c?", "senior", "Letters"), ("What is d?", "mid", "Letters")]


@pytest.mark.django_db
def test_the_same_file_again_adds_nothing_and_counts_duplicates(
    lead: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    run(capsys, str(tmp_path / "a.md"))
    (again,), code = run(capsys, str(tmp_path / "a.md"))
    assert (again["duplicates"], code, Question.objects.count()) == (2, 0, 2)


@pytest.mark.django_db
def test_a_person_reads_what_was_found_without_a_line_that_is_none(
    lead: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    call_command("import_questions", str(tmp_path / "a.md"))
    call_command("import_questions", str(tmp_path / "a.md"))
    found = (
        "2 questions (0 without a level, 1 without an answer, {} already in the bank or twice in the file), "
        "0 criteria, 0 tips, 0 resources."
    )
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path / 'a.md'}: {found.format(0)}",
        "  line 9: This question has no answer.",
        f"{tmp_path / 'a.md'}: {found.format(2)}",
        "  line 9: This question has no answer.",
        "  Nothing to import: every question is left out or already in the bank.",
    ]


@pytest.mark.django_db
def test_the_topic_of_the_command_is_the_banks_own_in_whatever_letters(
    lead: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    Topic.objects.create(name="Letters")
    run(capsys, str(tmp_path / "a.md"), "--topic", " letters ")
    assert set(Question.objects.values_list("topic__name", flat=True)) == {"Letters"}
    assert Topic.objects.count() == 1


def test_a_topic_that_is_too_long_is_refused_before_anything_is_read() -> None:
    with pytest.raises(CommandError, match="at most 200 letters"):
        call_command("import_questions", "absent.md", "--topic", "x" * 201)


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no document in"):
        call_command("import_questions", str(tmp_path), "--dry-run")
