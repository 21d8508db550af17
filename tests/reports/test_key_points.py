"""Key points are frozen in Markdown, as the bank holds them, and read without its marks wherever they are shown.

So do those of a report that was frozen long ago: nothing of what its hash names is changed for it.
"""

from decimal import Decimal

import pytest

from accounts.models import User
from questions.models import KeyPoint
from reports.assembly import build_debrief
from reports.debrief import Debrief, KeyPointTally
from reports.exporting.markdown_export import export_markdown
from reports.exporting.pdf_content import pdf_content
from reports.models import Report
from reports.plain_points import with_plain_points
from reports.summaries import write_summary
from sessions.models import InterviewSession
from tests.reports.debriefs import a_debrief, a_question

MARKED, READ = "**Cause**: `__init__` with $x_1$", "Cause: __init__ with x₁"


@pytest.fixture
def frozen() -> Debrief:
    question = a_question("q1", 1, "Why?", key_points=(KeyPointTally(MARKED, ()),), mean=Decimal(1))
    return a_debrief(questions=(question,))


@pytest.mark.django_db
def test_a_debrief_keeps_the_source_of_a_key_point(interview: InterviewSession) -> None:
    KeyPoint.objects.filter(text="SECRETPOINT1").update(text=MARKED)
    first = build_debrief(interview).questions[0]
    assert [point.text for point in first.key_points] == [MARKED]


def test_documents_show_a_key_point_without_its_marks(frozen: Debrief) -> None:
    [question] = pdf_content(frozen, None)["questions"]
    assert [point["text"] for point in question["points"]] == [READ]
    assert r"- [ ] Cause: \_\_init\_\_ with x₁" in export_markdown(frozen, None).decode()


def test_a_summary_quotes_a_key_point_without_its_marks(frozen: Debrief) -> None:
    summary = write_summary(with_plain_points(frozen))
    [said] = [s.text for section in summary.sections for s in section.sentences if "nobody heard" in s.text]
    assert f"“{READ}”" in said


def test_the_page_shows_a_key_point_without_its_marks(report: Report, hr: User, as_user) -> None:
    point = report.debrief["questions"][0]["key_points"][0]
    point["text"] = MARKED
    report.save()
    details = as_user(hr).get(f"/reports/{report.public_id}/whole/").content.decode()
    assert (READ in details, MARKED in details) == (True, False)


def test_a_debrief_without_marks_is_left_as_it_is() -> None:
    assert with_plain_points(a_debrief()) == a_debrief()
