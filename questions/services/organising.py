"""Ordering the bank: many questions at once, questions merged into one, topics as a tree, collections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.content import current_content
from questions.merging import united
from questions.models import Collection, Level, Question, QuestionLevel, Tag, Topic
from questions.search.names import DEEPEST
from questions.services.bank import MOST_TAGS, locked, tags_named, topic_named, write_version
from questions.services.comparing import batched
from questions.services.undoing import held_by_others

MOST_MERGED = 10


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of many questions; None or empty leaves a thing as it is."""

    levels: Sequence[str] | None = None
    add_levels: Sequence[str] = ()
    topic: str = ""
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = field(default_factory=tuple)
    use: str = ""
    retired: bool | None = None

    def __bool__(self) -> bool:
        said = (self.add_levels, self.topic, self.add_tags, self.remove_tags, self.use)
        return any(said) or self.levels is not None or self.retired is not None


@transaction.atomic
def change_many(*, questions: Iterable[int], by: User, change: Change) -> int:
    """Changes those of the questions, given by primary key, that are the person's own; says how many these are."""
    if not set((*(change.levels or ()), *change.add_levels)) <= set(Level.values):
        raise DomainError("This level does not exist.")
    if change.use not in ("", *Question.Use.values):
        raise DomainError("This use does not exist.")
    columns = _columns(change)
    changed = 0
    for part in batched(questions):
        own = list(Question.objects.filter(pk__in=part, owner=by).values_list("pk", flat=True))
        if columns:
            Question.objects.filter(pk__in=own).update(**columns)
        _set_levels(own, change)
        _set_tags(own, change)
        changed += len(own)
    return changed


def _columns(change: Change) -> dict[str, object]:
    columns: dict[str, object] = {"use": change.use} if change.use else {}
    if change.topic:
        columns["topic"] = topic_named(change.topic)
    if change.retired is not None:
        columns["retired_at"] = timezone.now() if change.retired else None
    if change.retired is False:
        columns["merged_into"] = None
    return columns


def _set_levels(questions: Sequence[int], change: Change) -> None:
    if change.levels is not None:
        QuestionLevel.objects.filter(question__in=questions).exclude(level__in=change.levels).delete()
    wanted = dict.fromkeys((*(change.levels or ()), *change.add_levels))
    QuestionLevel.objects.bulk_create(
        [QuestionLevel(question_id=pk, level=level) for pk in questions for level in wanted], ignore_conflicts=True
    )


def _set_tags(questions: Sequence[int], change: Change) -> None:
    through = Question.tags.through
    gone = Tag.objects.filter(name__in=change.remove_tags)
    if change.remove_tags:
        through.objects.filter(question__in=questions, tag__in=gone).delete()
    tags = tags_named(change.add_tags)[:MOST_TAGS]
    through.objects.bulk_create(
        [through(question_id=pk, tag_id=tag.pk) for pk in questions for tag in tags], ignore_conflicts=True
    )


@transaction.atomic
def merge_questions(*, into: Question, others: Sequence[Question], by: User) -> Question:
    """One question that holds what all of them said; the others are retired and lead to it."""
    if not 1 <= len(others) < MOST_MERGED:
        raise DomainError(f"Tick two questions to merge, and at most {MOST_MERGED}.")
    # In one order whoever merges what: two merges that cross would wait for each other.
    rows = {each.pk: locked(each) for each in sorted((into, *others), key=lambda question: question.pk)}
    kept, rest = rows[into.pk], [rows[other.pk] for other in others]
    _refuse_merge(kept, rest, by)
    before = current_content(kept)
    content = reduce(united, map(current_content, rest), before)
    if content.digest != before.digest:
        titles = "”, “".join(str(question) for question in rest)
        write_version(kept, content, author=by, reason=f"Merged with “{titles}”"[:300])
    _gather(kept, rest)
    return kept


def _refuse_merge(kept: Question, rest: Sequence[Question], by: User) -> None:
    if any(question.owner_id != by.pk for question in (kept, *rest)):
        raise Forbidden("Only their owner can merge questions.")
    if any(question.current is None for question in (kept, *rest)):
        raise DomainError("A question without a text cannot be merged.")
    if kept.retired_at:
        raise DomainError("The question that stays is retired. Use it again first, or let another one stay.")


def _gather(kept: Question, rest: Sequence[Question]) -> None:
    """Levels, tags and collections of all come to the one."""
    for question in rest:
        for entry in question.levels.all():
            kept.levels.get_or_create(level=entry.level)
        kept.tags.add(*question.tags.all())
        kept.collections.add(*question.collections.all())
        question.merged_into, question.retired_at = kept, timezone.now()
        question.save(update_fields=["merged_into", "retired_at"])


@transaction.atomic
def add_topic(*, name: str, parent: Topic | None) -> Topic:
    _lock_topics()
    name = _topic_name(name)
    known = Topic.objects.filter(name__iexact=name).first()
    if known:
        raise Conflict(f"There is a topic “{known}” already.")
    _refuse_depth(len(_with_those_above(parent)) + 1)
    return Topic.objects.create(name=name, parent=parent)


def _lock_topics() -> None:
    """All of them: two moves at once, each fine by itself, could close a loop."""
    list(Topic.objects.select_for_update().order_by("pk").values_list("pk"))


def _topic_name(name: str) -> str:
    name = " ".join(name.split())[:200]
    if not name or "\x00" in name:
        raise DomainError("A topic needs a name.")
    return name


@transaction.atomic
def place_topic(*, topic: Topic, name: str, parent: Topic | None) -> Topic:
    """Renames a topic and puts it below another; a name that another topic has, in whatever letters, brings the two
    together.
    """
    _lock_topics()
    topic.refresh_from_db()
    name = _topic_name(name)
    _refuse_loop(topic, parent)
    if name != topic.name and held_by_others(Topic, [topic.pk]):
        raise Conflict(f"A rubric judges by “{topic}”, so its name stays. Make a new topic instead.")
    other = Topic.objects.filter(name__iexact=name).exclude(pk=topic.pk).first()
    if other:
        return _joined(topic, other)
    topic.name, topic.parent = name, parent
    topic.save(update_fields=["name", "parent"])
    return topic


def _refuse_loop(topic: Topic, parent: Topic | None) -> None:
    above = _with_those_above(parent)
    if topic in above:
        raise DomainError("A topic cannot stand below itself.")
    _refuse_depth(len(above) + _height(topic))


def _refuse_depth(levels: int) -> None:
    if levels > DEEPEST:
        raise DomainError("Topics go three deep: topic, part, part of a part.")


def _with_those_above(topic: Topic | None) -> list[Topic]:
    """Nearest first."""
    found = []
    while topic is not None:
        found.append(topic)
        topic = topic.parent
    return found


def _height(topic: Topic) -> int:
    return 1 + max((_height(child) for child in topic.children.all()), default=0)


def _joined(topic: Topic, other: Topic) -> Topic:
    """What stands below `topic` comes below `other`; one that is itself below it takes its place first."""
    if topic in _with_those_above(other.parent):
        other.parent = topic.parent
        other.save(update_fields=["parent"])
    children = topic.children.exclude(pk=other.pk)
    _refuse_depth(len(_with_those_above(other)) + max(map(_height, children), default=0))
    topic.questions.update(topic=other)
    children.update(parent=other)
    topic.delete()
    return other


@transaction.atomic
def remove_topic(*, topic: Topic) -> None:
    """Only an empty one; what stood below it moves up."""
    if topic.questions.exists() or held_by_others(Topic, [topic.pk]):
        raise Conflict(f"“{topic}” is in use. Move its questions first.")
    topic.children.update(parent=topic.parent)
    topic.delete()


@transaction.atomic
def save_collection(
    *, by: User, name: str, note: str, visibility: str, collection: Collection | None = None
) -> Collection:
    name = " ".join(name.split())[:120]
    if not name or "\x00" in name + note:
        raise DomainError("A collection needs a name.")
    if visibility not in Collection.Visibility.values:
        raise DomainError("Say who sees the collection.")
    kept = collection or Collection(owner=by)
    _refuse_other(kept, by)
    kept.name, kept.note, kept.visibility = name, note.strip()[:500], visibility
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise Conflict(f"You have a collection of the name “{name}” already.") from None
    return kept


def _refuse_other(collection: Collection, by: User) -> None:
    if collection.owner_id != by.pk:
        raise Forbidden("Only its owner can change a collection; everybody who sees it can fill it.")


@transaction.atomic
def remove_collection(*, collection: Collection, by: User) -> None:
    """The questions stay."""
    _refuse_other(collection, by)
    collection.delete()


@transaction.atomic
def put_into(*, collection: Collection, questions: Iterable[int]) -> None:
    collection.questions.add(*questions)


@transaction.atomic
def take_out(*, collection: Collection, questions: Iterable[int]) -> None:
    collection.questions.remove(*questions)
