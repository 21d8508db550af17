"""A question as the exports see it: values, so that no exporter asks the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from questions.models import AnswerGuide, Level, Question, QuestionVersion, VersionImage


@dataclass(frozen=True, slots=True)
class PictureEntry:
    """`image` is its public id here; `data` are its bytes as this product drew them."""

    image: str
    sha256: str
    alt: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """`identity` is the question's public id; `levels` stand from junior to principal; texts are Markdown."""

    identity: str
    title: str
    prompt: str
    answer: str = ""
    answer_label: str = ""
    key_points: Sequence[str] = ()
    follow_ups: Sequence[str] = ()
    red_flags: Sequence[str] = ()
    level_answers: Mapping[str, str] = field(default_factory=dict)
    minutes: int | None = None
    levels: Sequence[str] = ()
    kind: str = "conceptual"
    topic: str = ""
    tags: Sequence[str] = ()
    use: str = "live"
    visibility: str = "team"
    practice_when_asked: bool = False
    pictures: Sequence[PictureEntry] = ()


def entries_of(questions: Iterable[Question]) -> list[Entry]:
    """Of questions read by `QuestionQuerySet.for_export`; one without a version holds nothing to export."""
    return [_entry(question, question.current) for question in questions if question.current]


def _entry(question: Question, version: QuestionVersion) -> Entry:
    guide = getattr(version, "guide", None) or AnswerGuide()
    chosen = {entry.level for entry in question.levels.all()}
    return Entry(
        identity=question.public_id,
        title=version.title,
        prompt=version.prompt,
        answer=guide.answer,
        answer_label=guide.answer_label,
        key_points=[point.text for point in guide.key_points.all()] if guide.pk else [],
        follow_ups=guide.follow_ups,
        red_flags=guide.red_flags,
        level_answers=guide.level_answers,
        minutes=version.minutes,
        levels=[level for level in Level.values if level in chosen],
        kind=question.kind,
        topic=question.topic.name if question.topic else "",
        tags=[tag.name for tag in question.tags.all()],
        use=question.use,
        visibility=question.visibility,
        practice_when_asked=question.practice_when_asked,
        pictures=[_picture(use) for use in version.images.all()],
    )


def _picture(use: VersionImage) -> PictureEntry:
    image = use.image
    return PictureEntry(image.public_id, image.sha256, use.alt, image.media_type, bytes(image.data))
