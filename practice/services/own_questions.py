"""A person's own document as questions that nobody else ever sees."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from practice.models import StudySet
from practice.services.erasing import delete_question
from practice.services.study_sets import add_to_set, create_set
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.limited import read_limited
from questions.models import Level, Question, Topic
from questions.querysets import QuestionQuerySet
from questions.services.bank import Place, add_question
from questions.services.comparing import content_of
from questions.services.imported_pictures import with_pictures

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Imported:
    """`known`: questions of the file that the person had imported before."""

    study_set: StudySet
    added: int
    known: int


def import_own(
    *, user: User, file_name: str, data: bytes, read: Callable[[str, bytes], ParsedDocument] = read_limited
) -> Imported:
    """All questions of the file, as private ones in a study set of their own. Reading happens outside of the
    transaction: it may take seconds."""
    document = read(file_name, data)
    if not document.questions:
        raise DomainError(
            "No question was found in this file. Write each as a heading or as **Q1: …** with its answer."
        )
    return _keep(user, document.title or file_name, document)


@transaction.atomic
def _keep(user: User, title: str, document: ParsedDocument) -> Imported:
    found = with_pictures(document, by=user).questions
    own = own_questions(user).select_related("current")
    known = {question.current.content_hash: question for question in own if question.current}
    if len(known) + len(found) > MOST:
        raise Conflict(f"{MOST:,} questions of your own are the limit. Delete some first.")
    questions = [known.get(content_of(each).digest) or _add(user, each) for each in found]
    before = {question.pk for question in known.values()} & {question.pk for question in questions}
    nothing_new = len(before) == len(set(questions))
    earlier = _earlier_set(user, title[:200], before) if nothing_new else None
    study_set = earlier or create_set(user=user, title=title[:200])
    add_to_set(study_set=study_set, questions=questions[:500])
    return Imported(study_set, len(set(questions)) - len(before), len(before))


def _earlier_set(user: User, title: str, questions: set[int]) -> StudySet | None:
    """The set that the same document made before."""
    return StudySet.objects.visible_to(user).filter(title=title, items__question__in=questions).first()


def own_questions(user: User) -> QuestionQuerySet:
    return Question.objects.active().filter(owner=user, visibility=Question.Visibility.PRIVATE, use="practice")


def _add(user: User, found: ParsedQuestion) -> Question:
    place = Place(
        kind=found.kind,
        levels=[level for level in (found.levels or [found.level]) if level in Level.values],
        topic=_topic(found),
        use=Question.Use.PRACTICE,
        visibility=Question.Visibility.PRIVATE,
    )
    return add_question(owner=user, content=content_of(found), place=place)


def _topic(found: ParsedQuestion) -> str:
    """Only a topic that the bank has: topics are seen by everybody, and a new one would tell of the document."""
    name = (found.topic if found.topic is not None else found.section) or ""
    return name if Topic.objects.filter(name=name.strip()[:200]).exists() else ""


@transaction.atomic
def delete_own(*, question: Question, by: User) -> None:
    if question.owner_id != by.pk or question.visibility != Question.Visibility.PRIVATE:
        raise Forbidden("Only a question of your own can be deleted.")
    delete_question(question)
