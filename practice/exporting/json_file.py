"""Everything, for machines: what a person has a right to take along."""

import json
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from practice.exporting.contents import PracticeRecord

SCHEMA = "interviewprep/practice/1"


def export_json(record: PracticeRecord) -> bytes:
    data = {
        "schema": SCHEMA,
        "name": record.name,
        "made_at": record.made_at,
        "preparation": record.preparation,
        "answers": [asdict(answer) for answer in record.answers],
        "topics": [asdict(topic) for topic in record.progress.topics],
        "partner_gaps": [asdict(gap) for gap in record.progress.gaps],
        "study_sets": record.sets,
        "marks": record.marks,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")
