"""What a question version holds and where a question stands, as values: to be compared, merged and stored."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from core.markdown.plain_formula import with_plain_formulas
from questions.content_hash import content_hash
from questions.models import Kind, Question, QuestionVersion
from questions.search.words import fold

# What a title loses: marks of blocks at its beginning, and of emphasis, code and maths; not those inside a name.
BLOCK = re.compile(r"^\s*(?:#+|>)\s*")
MARKUP = re.compile(r"[*`~$\\]+|(?<!\w)_(?=[^\W_])|(?<=[^\W_])_(?!\w)")

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` is the public id of a stored Image; `alt` says it in words."""

    image: str
    sha256: str
    alt: str


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
    pictures: Sequence[Picture] = ()

    @property
    def title(self) -> str:
        first = next((line for line in self.prompt.splitlines() if line.strip()), "")
        title = with_plain_formulas(BLOCK.sub("", first), lambda text: MARKUP.sub("", text)).strip()
        return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"

    @property
    def digest(self) -> str:
        text = content_hash(
            (self.prompt, self.answer, self.answer_label),
            (self.key_points, self.follow_ups, self.red_flags),
            self.level_answers,
            self.minutes,
        )
        shown = [[picture.sha256, picture.alt] for picture in self.pictures]
        return sha256(f"{text} {json.dumps(shown)}".encode()).hexdigest() if shown else text

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
    tags: Sequence[str] = ()
    practice_when_asked: bool = False


def content_of_version(version: QuestionVersion) -> Content:
    """Without queries where guide, key points and images are already fetched."""
    guide = getattr(version, "guide", None)
    pictures = [Picture(use.image.public_id, use.image.sha256, use.alt) for use in version.images.all()]
    if guide is None:
        return Content(version.prompt, minutes=version.minutes, pictures=tuple(pictures))
    return Content(
        prompt=version.prompt,
        answer=guide.answer,
        answer_label=guide.answer_label,
        key_points=tuple(point.text for point in guide.key_points.all()),
        follow_ups=tuple(guide.follow_ups),
        red_flags=tuple(guide.red_flags),
        level_answers=dict(guide.level_answers),
        minutes=version.minutes,
        pictures=tuple(pictures),
    )


def current_content(question: Question) -> Content:
    return content_of_version(question.current) if question.current else Content("")


def place_of(question: Question) -> Place:
    return Place(
        kind=question.kind,
        levels=tuple(sorted(entry.level for entry in question.levels.all())),
        topic=question.topic.name if question.topic else "",
        use=question.use,
        visibility=question.visibility,
        tags=tuple(sorted(tag.name for tag in question.tags.all())),
        practice_when_asked=question.practice_when_asked,
    )
