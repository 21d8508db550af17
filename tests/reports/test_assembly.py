"""What the Debrief takes out of an interview: every document prints it as it stands there."""

import pytest

from questions.models import KeyPoint
from reports.assembly import build_debrief
from sessions.models import InterviewSession


@pytest.mark.django_db
def test_a_key_point_reads_without_the_marks_of_markdown(interview: InterviewSession) -> None:
    KeyPoint.objects.filter(text="SECRETPOINT1").update(text="**Cause**: `a * b` with $x_1$")
    first = build_debrief(interview).questions[0]
    assert [point.text for point in first.key_points] == ["Cause: a * b with x₁"]
