"""The prose of a debrief: the same debrief gives the same text, and each sentence names its evidence.

It reports and points; it never decides, and it never guesses a pronoun.
"""

from typing import Any

from reports.debrief import Debrief
from reports.debrief_json import debrief_hash, debrief_to_dict
from reports.sentences import Section, Sentence, SummaryText
from reports.sentences_caveats import caveat_sentences
from reports.sentences_criteria import gap_sentences, strength_sentences
from reports.sentences_differences import disagreement_sentences
from reports.sentences_next import follow_up_sentences
from reports.sentences_process import coverage_sentences, deviation_sentences
from reports.sentences_verdict import recommendation_sentences, verdict_sentences

__all__ = ["Section", "Sentence", "SummaryText", "input_hash", "to_json", "write_summary"]

SECTIONS = (
    ("Verdict", verdict_sentences),
    ("What the panel recommends", recommendation_sentences),
    ("Where the panel differs", disagreement_sentences),
    ("Strengths", strength_sentences),
    ("Gaps", gap_sentences),
    ("How far the evidence reaches", coverage_sentences),
    ("Departures from the plan", deviation_sentences),
    ("For the next round", follow_up_sentences),
    ("Read with care", caveat_sentences),
)


def write_summary(debrief: Debrief) -> SummaryText:
    """A section with nothing to say is left out."""
    written = ((title, tuple(_once(write(debrief)))) for title, write in SECTIONS)
    return SummaryText(tuple(Section(title, sentences) for title, sentences in written if sentences))


def input_hash(debrief: Debrief) -> str:
    """Changes exactly when the debrief does: a stored summary with another hash is out of date."""
    return debrief_hash(debrief)


def to_json(debrief: Debrief) -> dict[str, Any]:
    return debrief_to_dict(debrief)


def _once(sentences: tuple[Sentence, ...]) -> list[Sentence]:
    return list({sentence.text: sentence for sentence in sentences}.values())
