"""The lead's text over the machine's: what was left alone keeps its evidence, what was changed says so. Pure."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from reports.sentences import Section, Sentence, SummaryText

ADDED = "From the lead"
LONGEST_SENTENCE = 600
MOST_SENTENCES = 60


def as_lines(section: Section) -> str:
    """One sentence a line, as the form shows it."""
    return "\n".join(" ".join(sentence.text.split()) for sentence in section.sentences)


def edited(text: SummaryText, written: Mapping[str, str]) -> SummaryText:
    """`written` by section title; an emptied section goes, and ADDED is a section of the lead's own."""
    sections = [Section(each.title, _sentences(each.sentences, written.get(each.title, ""))) for each in text.sections]
    if not any(each.title == ADDED for each in text.sections):
        sections.append(Section(ADDED, _sentences((), written.get(ADDED, ""))))
    return SummaryText(tuple(each for each in sections if each.sentences))


def _sentences(before: Sequence[Sentence], written: str) -> tuple[Sentence, ...]:
    lines = [" ".join(line.split())[:LONGEST_SENTENCE] for line in written.splitlines() if line.strip()]
    known = [" ".join(sentence.text.split()) for sentence in before]
    matcher = SequenceMatcher(None, known, lines[:MOST_SENTENCES], autojunk=False)
    found: list[Sentence] = []
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "equal":
            found += before[start:end]
        else:
            found += _by_hand(before[start:end], lines[first:last])
    return tuple(found)


def _by_hand(replaced: Sequence[Sentence], lines: Sequence[str]) -> list[Sentence]:
    """A rewritten sentence rests on what the one in its place rested on; an added one on the lead alone."""
    evidence = [sentence.evidence for sentence in replaced]
    return [
        Sentence(line, evidence[place] if place < len(evidence) else (), by_hand=True)
        for place, line in enumerate(lines)
    ]
