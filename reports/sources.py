"""The rows a debrief is built from, as one hash: cheap to ask on each view whether a report is still up to date."""

import hashlib
import json

from rubric.models import Scorecard
from sessions.models import DiscussedValue, InterviewSession


def source_hash(interview: InterviewSession) -> str:
    """Submitted scorecards, waivers and values after the debrief: whatever may change once an interview is over."""
    done = Scorecard.State.SUBMITTED
    seats = interview.panel.order_by("pk").values_list(
        "pk", "waive_reason", "scorecard__state", "scorecard__content_hash"
    )
    told = [(pk, waived, receipt if state == done else None) for pk, waived, state, receipt in seats]
    discussed = DiscussedValue.objects.filter(member__interview=interview).order_by("pk")
    values = [(*row[:2], f"{row[2]:f}") for row in discussed.values_list("member_id", "criterion_id", "value")]
    return hashlib.sha256(json.dumps([told, values]).encode()).hexdigest()
