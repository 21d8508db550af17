"""Own sets of questions: made, filled, shared by a link or a file, taken over as a copy."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from accounts.models import User
from core.errors import Conflict, DomainError
from practice.models import StudySet, StudySetItem
from questions.importing.storable import UNSTORABLE
from questions.models import Question
from questions.querysets import QuestionQuerySet

MOST_SETS, MOST_QUESTIONS, LONGEST_TITLE = 100, 500, 200


@transaction.atomic
def create_set(*, user: User, title: str, questions: Iterable[Question] = ()) -> StudySet:
    if StudySet.objects.visible_to(user).count() >= MOST_SETS:
        raise Conflict(f"{MOST_SETS} sets are the limit. Delete one first.")
    made = StudySet.objects.create(user=user, title=_fit(title))
    add_to_set(study_set=made, questions=questions)
    return made


def _fit(title: str) -> str:
    clean = " ".join(UNSTORABLE.sub("", title).split())
    if not clean or len(clean) > LONGEST_TITLE:
        raise DomainError(f"A set needs a name of at most {LONGEST_TITLE} characters.")
    return clean


@transaction.atomic
def rename_set(*, study_set: StudySet, title: str) -> StudySet:
    current = locked_set(study_set)
    current.title = _fit(title)
    current.save(update_fields=["title"])
    return current


def locked_set(study_set: StudySet) -> StudySet:
    return StudySet.objects.select_for_update(of=("self",)).get(pk=study_set.pk)


@transaction.atomic
def add_to_set(*, study_set: StudySet, questions: Iterable[Question]) -> int:
    """At the end, each once; returns how many were new."""
    current = locked_set(study_set)
    known = set(current.items.values_list("question", flat=True))
    added = [question for question in dict.fromkeys(questions) if question.pk not in known]
    if len(known) + len(added) > MOST_QUESTIONS:
        raise Conflict(f"A set holds {MOST_QUESTIONS} questions at most.")
    last = current.items.aggregate(last=Max("position"))["last"] or 0
    StudySetItem.objects.bulk_create(
        StudySetItem(study_set=current, question=question, position=position)
        for position, question in enumerate(added, start=last + 1)
    )
    return len(added)


@transaction.atomic
def remove_from_set(*, study_set: StudySet, question: Question) -> None:
    locked_set(study_set).items.filter(question=question).delete()


@transaction.atomic
def delete_set(*, study_set: StudySet) -> None:
    """The questions stay in the bank, and one's answers to them in one's practice."""
    study_set.delete()


@transaction.atomic
def share_set(*, study_set: StudySet) -> StudySet:
    """Whoever has the link may copy the set's questions of the bank; the owner's name is not shown to them."""
    current = locked_set(study_set)
    current.share_key = current.share_key or secrets.token_urlsafe(32)
    current.save(update_fields=["share_key"])
    return current


@transaction.atomic
def stop_sharing(*, study_set: StudySet) -> StudySet:
    """Copies that were taken stay with whoever took them."""
    current = locked_set(study_set)
    current.share_key = None
    current.save(update_fields=["share_key"])
    return current


def copy_set(*, shared: StudySet, user: User) -> StudySet:
    """Without the owner's private questions, which nobody else ever sees."""
    return create_set(user=user, title=shared.title, questions=shareable(shared).practisable_by(user))


def shareable(study_set: StudySet) -> QuestionQuerySet:
    """The questions of a set that others may be told of, in its order: never a private one."""
    items = study_set.items.filter(question=OuterRef("pk"))
    bank = Question.objects.practisable().exclude(current=None).annotate(place=Subquery(items.values("position")[:1]))
    return bank.exclude(place=None).order_by("place").for_list()
