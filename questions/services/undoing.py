"""Taking a whole import back: what it added goes, what it changed is as it was, what people made of it since stays."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ForeignObjectRel, Model
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, Forbidden
from questions.content import content_of_version
from questions.models import ImportChange, Question, QuestionVersion, Source
from questions.services.bank import locked, write_version
from questions.services.comparing import batched
from questions.signals import import_undone

What = ImportChange.What


@dataclass(slots=True)
class Undone:
    """`retired` were added by the import and are in use since; `left` were changed again after it; `restored` have
    their text again, or are offered again."""

    removed: int = 0
    retired: int = 0
    restored: int = 0
    left: int = 0


@transaction.atomic
def undo_import(*, source: Source, by: User) -> Undone:
    current = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if current.imported_by_id != by.pk:
        raise Forbidden("Only whoever imported a document can take the import back.")
    if current.undone_at:
        raise Conflict("This import was already taken back.")
    if current.next_editions.filter(undone_at=None).exists():
        raise Conflict("A later edition of this document was imported. Take that one back first.")
    done = Undone()
    changes = list(current.changes.select_related("question__current", "before__guide", "after", "source"))
    _remove_added([change for change in changes if change.what == What.ADDED], done)
    for change in changes:
        if change.what in (What.REVISED, What.RETIRED):
            _take_back(change, by, done)
    _go_back(current)
    current.tips.all().delete()
    current.resources.all().delete()
    import_undone.send(sender=Source, source=current)
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    return done


def _go_back(source: Source) -> None:
    """Questions that moved on to this edition belong to the earlier one again."""
    moved = source.changes.filter(what__in=(What.REVISED, What.KEPT))
    for before in set(moved.values_list("source_before", flat=True)):
        questions = moved.filter(source_before=before).values("question")
        Question.objects.filter(source=source, pk__in=questions).update(source=before)


def _remove_added(added: list[ImportChange], done: Undone) -> None:
    """A question that nobody used or changed goes without a trace; any other is retired, for others hold on to it."""
    changed = {change.question_id for change in added if _was_changed(change)}
    for part in batched([change.question for change in added]):
        held = changed | _held({question.pk for question in part})
        free = [question.pk for question in part if question.pk not in held]
        Question.objects.filter(pk__in=free).update(current=None)
        Question.objects.filter(pk__in=free).delete()
        done.removed += len(free)
        kept = Question.objects.filter(pk__in=[question.pk for question in part]).active()
        done.retired += kept.update(retired_at=timezone.now())


def _was_changed(change: ImportChange) -> bool:
    """By its text: a later edition that was taken back left another version with the same one."""
    current, after = change.question.current, change.after
    return current is None or after is None or current.content_hash != after.content_hash


def _held(questions: Collection[int]) -> set[int]:
    return held_by_others(Question, questions) | held_by_others(QuestionVersion, questions, path="__question")


def held_by_others(model: type[Model], keys: Collection[int], path: str = "") -> set[int]:
    """Those of the rows that another app's rows speak of: plans, interviews, practice, rubrics."""
    held: set[int] = set()
    for other, field in _outside(model):
        lookup = f"{field}{path}"
        found = other._base_manager.filter(**{f"{lookup}__in": keys}).values_list(lookup, flat=True)
        held |= set(found)
    return held


def _outside(model: type[Model]) -> list[tuple[type[Model], str]]:
    found = (field for field in model._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel))
    return [
        (relation.related_model, relation.field.name)
        for relation in found
        if relation.related_model._meta.app_label != "questions"
    ]


def _take_back(change: ImportChange, by: User, done: Undone) -> None:
    question = locked(change.question)
    if change.what == What.RETIRED:
        question.retired_at = None
        question.save(update_fields=["retired_at"])
        done.restored += 1
    elif question.current_id != change.after_id:
        done.left += 1
    elif change.before:
        title = change.source.title[:200]
        write_version(question, content_of_version(change.before), author=by, reason=f"Import of “{title}” taken back")
        done.restored += 1
