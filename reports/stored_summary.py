"""A summary between its row and its dataclass. What a reader gets is the lead's edit where there is one."""

from collections.abc import Sequence
from typing import Any

from reports.models import Summary
from reports.sentences import Section, Sentence, SummaryText

StoredSections = list[dict[str, Any]]


def summary_text(stored: Summary) -> SummaryText | None:
    if stored.edited is not None:
        return from_sections(stored.edited)
    return from_sections(stored.sections) if stored.state == Summary.State.DONE else None


def from_sections(stored: Sequence[dict[str, Any]]) -> SummaryText:
    return SummaryText(tuple(Section(s["title"], tuple(map(_sentence, s["sentences"]))) for s in stored))


def _sentence(stored: dict[str, Any]) -> Sentence:
    return Sentence(stored["text"], tuple(stored["evidence"]), stored.get("by_hand", False))


def to_sections(text: SummaryText) -> StoredSections:
    return [
        {"title": section.title, "sentences": [_stored(sentence) for sentence in section.sentences]}
        for section in text.sections
    ]


def _stored(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "evidence": list(sentence.evidence), "by_hand": sentence.by_hand}
