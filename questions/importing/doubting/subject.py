"""Doubts about a document whose titles speak of something else than questions for a candidate."""

from collections.abc import Iterator

from questions.importing.doubting.reading import Doubt, Reading

NOWHERE = "No title of this document speaks of questions for an interview; look whether a candidate is asked here."


def unannounced(reading: Reading) -> Iterator[Doubt]:
    """Where titles stand and none says so, nor does the label of a question or of an answer."""
    labelled = any(cut.mark.label == "question" for cut in reading.cuts)
    said = reading.page.about_questions or labelled or any(each.answer_label for each in reading.questions)
    asked = {cut.mark.line for cut in reading.cuts}
    if not said and any(heading.line not in asked for heading in reading.page.headings):
        yield Doubt(reading.cuts[0].mark.line + 1, NOWHERE, 2)
