"""Everything that changes one question of the bank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.content import Content as Content
from questions.content import Picture, content_of_version, place_of
from questions.content import Place as Place
from questions.merging import merge
from questions.models import (
    AnswerGuide,
    Image,
    KeyPoint,
    Kind,
    Level,
    Question,
    QuestionLevel,
    QuestionVersion,
    Source,
    Tag,
    Topic,
    VersionImage,
)
from questions.search.words import fold

BODY_LIMIT = 50_000
MOST_PICTURES = 4
MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Revision:
    """A changed question as somebody saves it, with what stood there when they began."""

    content: Content
    place: Place
    reason: str
    base_version: int
    base_place: Place | None = None


class NewerVersion(Conflict):
    """`content` and `place` hold both sides' changes; in `fields` both changed the same thing, and mine stands."""

    def __init__(self, *, newest: Question, content: Content, place: Place, fields: Sequence[str]) -> None:
        super().__init__("Somebody saved a newer version while you were writing. Nothing of yours is lost.")
        self.newest, self.content, self.place, self.fields = newest, content, place, fields


def refuse_bad(content: Content, place: Place) -> None:
    if not content.title:
        raise DomainError("A question needs a text.")
    if any("\x00" in text for text in _texts(content, place)):
        raise DomainError("The text holds a NUL character, which cannot be stored.")
    if max(len(content.prompt.encode()), len(content.answer.encode())) > BODY_LIMIT:
        raise DomainError("Question and answer may hold 50 kB each.")
    if not set(place.levels) <= set(Level.values) or place.kind not in Kind.values:
        raise DomainError("This level or kind does not exist.")
    if len(content.pictures) > MOST_PICTURES or len(place.tags) > MOST_TAGS:
        raise DomainError(f"A question can have {MOST_PICTURES} pictures and {MOST_TAGS} tags at most.")


def _texts(content: Content, place: Place) -> Iterable[str]:
    lists = (*content.key_points, *content.follow_ups, *content.red_flags, *content.level_answers.values())
    return (content.prompt, content.answer, *lists, place.topic, *place.tags)


@transaction.atomic
def add_question(*, owner: User, content: Content, place: Place) -> Question:
    return add_questions(owner=owner, entries=[(content, place)])[0]


@transaction.atomic
def add_questions(
    *, owner: User, entries: Sequence[tuple[Content, Place]], source: Source | None = None
) -> list[Question]:
    """Many at once, in few queries: a document of 2,600 questions is written within seconds."""
    for content, place in entries:
        refuse_bad(content, place)
    topics = {name: topic_named(name) for name in {place.topic for _, place in entries}}
    questions = Question.objects.bulk_create(
        [
            Question(
                owner=owner,
                source=source,
                source_position=position if source else None,
                **{**_columns(place, topics[place.topic]), **_searched(content)},
            )
            for position, (content, place) in enumerate(entries, start=1)
        ],
        batch_size=500,
    )
    QuestionLevel.objects.bulk_create(
        QuestionLevel(question=question, level=level)
        for question, (_, place) in zip(questions, entries, strict=True)
        for level in dict.fromkeys(place.levels)
    )
    for question, (_, place) in zip(questions, entries, strict=True):
        if place.tags:
            question.tags.set(tags_named(place.tags))
    contents = [content for content, _ in entries]
    versions = _write_versions([(q, c, 1) for q, c in zip(questions, contents, strict=True)], author=owner, reason="")
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"], batch_size=500)
    return questions


def _searched(content: Content) -> dict[str, Any]:
    return {
        "has_answer": bool(content.answer),
        "search_title": fold(content.title)[:300],
        "search_text": content.search_text,
    }


def topic_named(name: str) -> Topic | None:
    """The bank's own where it has one of that name, in whatever letters."""
    name = name.strip()[:200]
    if not name:
        return None
    alike = sorted(Topic.objects.filter(name__iexact=name), key=lambda topic: topic.name != name)
    return alike[0] if alike else Topic.objects.get_or_create(name=name)[0]


def tags_named(names: Iterable[str]) -> list[Tag]:
    clean = dict.fromkeys(" ".join(name.split())[:60].strip() for name in names)
    return [Tag.objects.get_or_create(name=name)[0] for name in clean if name]


def _columns(place: Place, topic: Topic | None) -> dict[str, Any]:
    return {
        "kind": place.kind,
        "topic": topic,
        "use": place.use,
        "visibility": place.visibility,
        "practice_when_asked": place.practice_when_asked,
    }


def set_place(question: Question, place: Place) -> None:
    columns = _columns(place, topic_named(place.topic))
    for name, value in columns.items():
        setattr(question, name, value)
    question.save(update_fields=list(columns))
    set_levels(question, place.levels)
    question.tags.set(tags_named(place.tags))


def set_levels(question: Question, levels: Sequence[str]) -> None:
    question.levels.exclude(level__in=levels).delete()
    for level in levels:
        QuestionLevel.objects.get_or_create(question=question, level=level)


def write_version(question: Question, content: Content, *, author: User, reason: str) -> QuestionVersion:
    """The next immutable version, which becomes the current one. The caller holds the question's row."""
    number = question.current.number + 1 if question.current else 1
    version = _write_versions([(question, content, number)], author=author, reason=reason)[0]
    question.current = version
    for name, value in _searched(content).items():
        setattr(question, name, value)
    question.save()
    return version


def _write_versions(
    entries: Sequence[tuple[Question, Content, int]], *, author: User, reason: str
) -> list[QuestionVersion]:
    """(question, what it holds, number of the version) each; nothing points at them yet."""
    versions = QuestionVersion.objects.bulk_create(
        [
            QuestionVersion(
                question=question,
                number=number,
                title=content.title,
                prompt=content.prompt,
                minutes=content.minutes,
                content_hash=content.digest,
                author=author,
                reason=reason[:300],
            )
            for question, content, number in entries
        ],
        batch_size=500,
    )
    contents = [content for _, content, _ in entries]
    _write_guides(versions, contents)
    for version, content in zip(versions, contents, strict=True):
        _keep_pictures(version, content.pictures)
    return versions


def _write_guides(versions: Sequence[QuestionVersion], contents: Sequence[Content]) -> None:
    guides = AnswerGuide.objects.bulk_create(
        [
            AnswerGuide(
                version=version,
                answer=content.answer,
                answer_label=content.answer_label,
                follow_ups=list(content.follow_ups),
                red_flags=list(content.red_flags),
                level_answers=dict(content.level_answers),
            )
            for version, content in zip(versions, contents, strict=True)
        ],
        batch_size=500,
    )
    KeyPoint.objects.bulk_create(
        (
            KeyPoint(guide=guide, position=n, text=text)
            for guide, content in zip(guides, contents, strict=True)
            for n, text in enumerate(content.key_points, start=1)
        ),
        batch_size=500,
    )


def _keep_pictures(version: QuestionVersion, pictures: Sequence[Picture]) -> None:
    if not pictures:
        return
    images = {image.public_id: image for image in Image.objects.filter(public_id__in=[p.image for p in pictures])}
    VersionImage.objects.bulk_create(
        VersionImage(version=version, image=images[picture.image], position=n, alt=picture.alt[:300])
        for n, picture in enumerate(pictures, start=1)
    )


def locked(question: Question) -> Question:
    """The question as it is now, held until the transaction ends."""
    return (
        Question.objects.select_for_update(of=("self",)).select_related("current__guide", "topic").get(pk=question.pk)
    )


def owned(question: Question, by: User) -> Question:
    current = locked(question)
    if current.owner_id != by.pk:
        raise Forbidden("Only its owner can change a question.")
    return current


@transaction.atomic
def revise_question(*, question: Question, by: User, revision: Revision) -> Question:
    """Writes a new immutable version when the content changed; interviews keep the one they asked.

    NewerVersion, with both sides merged, where somebody saved since `revision` was begun.
    """
    refuse_bad(revision.content, revision.place)
    current = owned(question, by)
    _refuse_stale(current, revision)
    set_place(current, revision.place)
    if current.current is None or current.current.content_hash != revision.content.digest:
        write_version(current, revision.content, author=by, reason=revision.reason)
    return current


def _refuse_stale(current: Question, revision: Revision) -> None:
    newest, place = current.current, place_of(current)
    moved = revision.base_place is not None and revision.base_place != place
    if newest is None or (newest.number == revision.base_version and not moved):
        return
    base = current.versions.filter(number=revision.base_version).first()
    before = content_of_version(base) if base else Content("")
    content, contradicting = merge(before, revision.content, content_of_version(newest))
    merged, misplaced = merge(revision.base_place or place, revision.place, place)
    raise NewerVersion(newest=current, content=content, place=merged, fields=(*contradicting, *misplaced))


@transaction.atomic
def restore_version(*, question: Question, by: User, version: QuestionVersion) -> Question:
    """An earlier text as the newest version: nothing in between is lost."""
    current = owned(question, by)
    content = content_of_version(version)
    if current.current is None or current.current.content_hash != content.digest:
        write_version(current, content, author=by, reason=f"Version {version.number} restored")
    return current


@transaction.atomic
def set_retired(*, question: Question, by: User, retired: bool) -> Question:
    """A retired question is offered no more; interviews and reports that hold it are untouched.

    One that was merged into another and is used again stands for itself.
    """
    if question.owner_id != by.pk:
        raise Forbidden("Only its owner can retire a question.")
    question.retired_at = timezone.now() if retired else None
    question.merged_into = question.merged_into if retired else None
    question.save(update_fields=["retired_at", "merged_into"])
    return question
