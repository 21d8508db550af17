"""Everything that changes the bank."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.content_hash import content_hash
from questions.models import (
    AnswerGuide,
    KeyPoint,
    Kind,
    Level,
    Question,
    QuestionLevel,
    QuestionVersion,
    Topic,
)
from questions.search.words import fold

MARKUP = re.compile(r"[*_`#>|~$\\]+")
BODY_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Content:
    """What a version holds; prompt and answer are Markdown of at most 50 kB each."""

    prompt: str
    answer: str = ""
    answer_label: str = ""
    key_points: Sequence[str] = ()
    follow_ups: Sequence[str] = ()
    red_flags: Sequence[str] = ()
    level_answers: Mapping[str, str] = field(default_factory=dict)
    minutes: int | None = None

    @property
    def title(self) -> str:
        first = next((line for line in self.prompt.splitlines() if line.strip()), "")
        return MARKUP.sub("", first).strip()[:300]

    @property
    def digest(self) -> str:
        return content_hash(
            (self.prompt, self.answer, self.answer_label),
            (self.key_points, self.follow_ups, self.red_flags),
            self.level_answers,
            self.minutes,
        )

    @property
    def search_text(self) -> str:
        return fold(f"{self.prompt}\n{self.answer}\n{' '.join(self.key_points)}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in the bank: none of it is versioned."""

    kind: str = Kind.CONCEPTUAL
    levels: Sequence[str] = ()
    topic: str = ""
    use: str = Question.Use.LIVE
    visibility: str = Question.Visibility.TEAM


def _refuse_bad(content: Content, place: Place) -> None:
    if not content.title:
        raise DomainError("A question needs a text.")
    if "\x00" in content.prompt + content.answer:
        raise DomainError("The text holds a NUL character, which cannot be stored.")
    if max(len(content.prompt.encode()), len(content.answer.encode())) > BODY_LIMIT:
        raise DomainError("Question and answer may hold 50 kB each.")
    if not set(place.levels) <= set(Level.values) or place.kind not in Kind.values:
        raise DomainError("This level or kind does not exist.")


@transaction.atomic
def add_question(*, owner: User, content: Content, place: Place) -> Question:
    _refuse_bad(content, place)
    question = Question.objects.create(
        owner=owner,
        kind=place.kind,
        topic=_topic(place.topic),
        use=place.use,
        visibility=place.visibility,
    )
    _set_levels(question, place.levels)
    _write_version(question, content, author=owner, reason="")
    return question


def _topic(name: str) -> Topic | None:
    name = name.strip()[:200]
    return Topic.objects.get_or_create(name=name)[0] if name else None


def _set_levels(question: Question, levels: Sequence[str]) -> None:
    question.levels.exclude(level__in=levels).delete()
    for level in levels:
        QuestionLevel.objects.get_or_create(question=question, level=level)


def _write_version(question: Question, content: Content, *, author: User, reason: str) -> QuestionVersion:
    number = question.current.number + 1 if question.current else 1
    version = QuestionVersion.objects.create(
        question=question,
        number=number,
        title=content.title,
        prompt=content.prompt,
        minutes=content.minutes,
        content_hash=content.digest,
        author=author,
        reason=reason,
    )
    guide = AnswerGuide.objects.create(
        version=version,
        answer=content.answer,
        answer_label=content.answer_label,
        follow_ups=list(content.follow_ups),
        red_flags=list(content.red_flags),
        level_answers=dict(content.level_answers),
    )
    KeyPoint.objects.bulk_create(
        KeyPoint(guide=guide, position=n, text=text) for n, text in enumerate(content.key_points, start=1)
    )
    question.current, question.has_answer = version, bool(content.answer)
    question.search_title, question.search_text = fold(content.title)[:300], content.search_text
    question.save()
    return version


@transaction.atomic
def revise_question(
    *, question: Question, by: User, base_version: int, content: Content, place: Place, reason: str
) -> Question:
    """Writes a new immutable version when the content changed; interviews keep the one they asked."""
    _refuse_bad(content, place)
    current = Question.objects.select_for_update(of=("self",)).select_related("current").get(pk=question.pk)
    if current.owner_id != by.pk:
        raise Forbidden("Only its owner can change a question.")
    if current.current is None or current.current.number != base_version:
        raise Conflict("Somebody saved a newer version meanwhile. Your text is kept in the form below.")
    current.kind, current.topic = place.kind, _topic(place.topic)
    current.use, current.visibility = place.use, place.visibility
    current.save()
    _set_levels(current, place.levels)
    if current.current.content_hash != content.digest:
        _write_version(current, content, author=by, reason=reason[:300])
    return current


@transaction.atomic
def set_retired(*, question: Question, by: User, retired: bool) -> Question:
    """A retired question is offered no more; interviews and reports that hold it are untouched."""
    if question.owner_id != by.pk:
        raise Forbidden("Only its owner can retire a question.")
    question.retired_at = timezone.now() if retired else None
    question.save(update_fields=["retired_at"])
    return question
