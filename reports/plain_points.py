"""Key points as a sentence can hold them: the frozen debrief keeps each as the bank has it, in Markdown."""

from dataclasses import replace

from core.markdown.plain_text import plain_text
from reports.debrief import Debrief, QuestionLine


def with_plain_points(debrief: Debrief) -> Debrief:
    return replace(debrief, questions=tuple(map(_plain, debrief.questions)))


def _plain(line: QuestionLine) -> QuestionLine:
    return replace(line, key_points=tuple(replace(each, text=plain_text(each.text)) for each in line.key_points))
