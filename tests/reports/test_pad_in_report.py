"""What the candidate wrote in the shared pad stands with its question in every document."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from accounts.models import User
from reports.assembly import build_debrief
from reports.debrief import Debrief
from reports.debrief_json import debrief_from_dict, debrief_hash, debrief_to_dict
from reports.exporting.letters import code
from reports.exporting.markdown_export import export_markdown
from reports.exporting.pdf import export_pdf
from sessions.models import InterviewSession
from sessions.pad.plain import merge_text
from tests.reports.debriefs import a_debrief, a_question

PROGRAM = "def total(xs):\n\treturn sum(xs)  # `ok` ```\n"


def with_pad() -> Debrief:
    question = replace(a_question("q1", 1, "Add up"), pad=PROGRAM, pad_output="6\n")
    return a_debrief(questions=(question,))


@pytest.mark.django_db
def test_the_debrief_takes_each_pad_as_it_stood_at_the_end(interview: InterviewSession, lead: User) -> None:
    first, second = interview.asked.all()
    merge_text(asked=first, text="draft", known_steps=0, user_id=None)
    merge_text(asked=first, text="draft two", known_steps=1, user_id=lead.pk)
    assert [line.pad for line in build_debrief(interview).questions] == ["draft two", ""]
    assert second.pad_updates.count() == 0


def test_a_debrief_without_pads_keeps_its_hash() -> None:
    data = debrief_to_dict(a_debrief())
    for question in data["questions"]:
        del question["pad"], question["pad_output"]
    assert debrief_hash(debrief_from_dict(data)) == debrief_hash(a_debrief())


def test_the_pdf_shows_the_program_with_its_indent() -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(export_pdf(with_pad(), None))).pages)
    assert "The shared pad at the end" in text
    assert "def total(xs):\n    return sum(xs)  # `ok` ```" in text.replace("\u00a0", " ").replace("\u200b", "")


def test_the_markdown_shows_the_program_literally() -> None:
    text = export_markdown(with_pad(), None).decode()
    assert "    def total(xs):\n        return sum(xs)  # `ok` ```\n" in text
    assert "Its last run printed:\n\n    6\n" in text


def test_a_long_program_is_cut_and_says_so() -> None:
    assert code("x\n" * 5, longest=2) == "x\nx\n… and 3 more lines"
