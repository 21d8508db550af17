"""What became of the questions and the rubric after a report was frozen: read live, and no part of the report."""

from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from questions.models import Question, QuestionVersion
from reports.debrief import Debrief, QuestionLine
from rubric.models import RubricVersion


@dataclass(frozen=True, slots=True)
class Later:
    """`address` is the page that shows it; `reason` "" where nobody gave one."""

    text: str
    reason: str
    address: str


def changed_since(debrief: Debrief, *, rubric: int, reader: User) -> tuple[Later, ...]:
    """`rubric`: the primary key of the version that was used. Three queries, however many questions."""
    return tuple(chain(_questions(debrief, reader), _rubric(debrief, rubric)))


def _questions(debrief: Debrief, reader: User) -> list[Later]:
    lines = {line.question_id: line for line in debrief.questions if line.question_id}
    found = Question.objects.visible_to(reader).filter(public_id__in=lines).select_related("current")
    by_id = {question.public_id: question for question in found}
    return [told for id_, line in lines.items() if id_ in by_id for told in _question(line, by_id[id_])]


def _question(line: QuestionLine, question: Question) -> list[Later]:
    told = []
    current: QuestionVersion | None = question.current
    if current and current.number > (line.version_number or current.number):
        text = (
            f"Question {line.position} was put in version {line.version_number}; the bank has version {current.number}."
        )
        told.append(Later(text, current.reason, reverse("changed_since", args=[line.version_hash])))
    if question.retired_at:
        text = f"Question {line.position} was retired on {timezone.localtime(question.retired_at):%-d %B %Y}."
        told.append(Later(text, "", reverse("question", args=[question.public_id])))
    return told


def _rubric(debrief: Debrief, used: int) -> list[Later]:
    newer = RubricVersion.objects.published().filter(rubric__versions=used, number__gt=debrief.rubric_number)
    latest = newer.order_by("-number").first()
    if latest is None:
        return []
    text = f"The rubric was used in version {debrief.rubric_number}; version {latest.number} is published."
    return [Later(text, "", reverse("rubric", args=[latest.public_id]))]
