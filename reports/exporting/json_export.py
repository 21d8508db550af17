import json
from dataclasses import asdict

from reports.debrief import Debrief
from reports.debrief_json import debrief_to_dict
from reports.sentences import SummaryText

SCHEMA = "interviewprep/report/1"


def export_json(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """Everything the report holds; numbers that were computed are decimal strings, so that none is rounded."""
    content = {
        "schema": SCHEMA,
        "debrief": debrief_to_dict(debrief),
        "summary": asdict(summary) if summary else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
