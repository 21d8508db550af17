"""What a document leaves without an answer, said once."""

from collections.abc import Sequence

from questions.importing.document import ParsedQuestion, Warned
from questions.importing.places import lines_said

ONE = "This question has no answer."
NONE = "None of the {} questions has an answer."
SOME = "{} of {} questions have no answer: {}."
RARE = "Only {} of {} questions {} an answer: {}."
LONE = "Hardly any other question has an answer; look whether this is one."
# Of so many questions an answer here and there is worth a look: it may be a title or a remark.
FEW, SELDOM = 5, 0.2


def unanswered(questions: Sequence[ParsedQuestion]) -> list[Warned]:
    """At most one warning, at the first line where a person should look; of each row the preview says it anyway."""
    without = [question.line for question in questions if not question.answer]
    answered = [question.line for question in questions if question.answer]
    if not without:
        return []
    if len(without) == 1:
        return [Warned(without[0], ONE, ())]
    if not answered:
        return [Warned(without[0], NONE.format(len(without)), ())]
    if len(questions) >= FEW and len(answered) <= SELDOM * len(questions):
        text = RARE.format(len(answered), len(questions), "has" if len(answered) == 1 else "have", lines_said(answered))
        return [Warned(answered[0], text, tuple((line, LONE) for line in answered))]
    return [Warned(without[0], SOME.format(len(without), len(questions), lines_said(without)), ())]
