import json
from dataclasses import asdict
from pathlib import Path

from reports.debrief import Debrief
from reports.debrief_json import debrief_hash, debrief_to_dict
from reports.sentences import SummaryText

SCHEMA = "interviewprep/report/1"
SCHEMA_FILE = Path(__file__).with_name("schema.json")


def export_json(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """Everything the report holds, as SCHEMA_FILE describes it; decimals are strings, so that none is rounded."""
    content = {
        "schema": SCHEMA,
        "report_hash": debrief_hash(debrief),
        "debrief": debrief_to_dict(debrief),
        "summary": asdict(summary) if summary else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
