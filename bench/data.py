"""Builds the data sets of performance.md by bulk inserts: the same seed gives the same rows."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import models, transaction

from accounts.models import User
from bench.sizes import Size
from bench.words import Vocabulary, answer, prompt, sentence, vocabulary
from questions.content import Content
from questions.models import AnswerGuide, KeyPoint, Kind, Level, Question, QuestionLevel, QuestionVersion, Topic
from questions.search.words import fold
from rubric.models import Criterion, Rating, Rubric, RubricVersion, Scorecard
from sessions.models import AskedQuestion, Candidate, InterviewPlan, InterviewSession, PanelMember, PlanItem, Position

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
VALUES = [Decimal(n) / 2 for n in range(2, 11)]
NO_PASSWORD = "!"  # noqa: S105 - Django's mark for an account that cannot sign in by password
TOPICS = 50
KEY_POINTS = 6
POSITIONS = 20
QUESTIONS_PER_INTERVIEW = 6
CRITERIA = [(level, n) for level in Level.values for n in (1, 2)]


@dataclass(frozen=True, slots=True)
class World:
    """Whom and what the measurements ask for."""

    lead: User
    hr: User
    position: Position
    interview: InterviewSession


def build(size: Size, *, seed: int = 7) -> World:
    """Fills an empty, migrated database."""
    rng = random.Random(seed)  # noqa: S311 - data for measuring, not secrets
    with transaction.atomic():
        people = _people(size.people)
        questions = _questions(rng, people, size.questions)
        rubric = _rubric(people[0])
        positions = _positions(people, rubric, questions, rng)
        interviews = _interviews(rng, people, positions, size)
        _panel(rng, interviews, people, rubric, size.scorecards_per_interview)
    return World(people[0], people[1], positions[0], interviews[0])


def _insert(model: type[models.Model], rows: Iterator[Any], chunk: int = 2_000) -> list[Any]:
    made: list[Any] = []
    while part := list(islice(rows, chunk)):
        made += model._default_manager.bulk_create(part)
    return made


def _people(count: int) -> list[User]:
    """The first leads, the second is HR; both may sit on panels. Nobody has a password."""
    rows = (
        User(
            email=f"p{n}@bench.example",
            full_name=f"Person {n:05d}",
            password=NO_PASSWORD,
            is_interviewer=n != 1,
            is_hr=n == 1,
        )
        for n in range(count)
    )
    return _insert(User, rows)


def _questions(rng: random.Random, people: Sequence[User], count: int) -> list[QuestionVersion]:
    words = vocabulary(rng)
    topics = _insert(Topic, iter([Topic(name=f"Topic {n:02d}") for n in range(TOPICS)]))
    kinds = list(Kind.values)
    questions = _insert(
        Question, (Question(owner=people[0], topic=topics[n % TOPICS], kind=rng.choice(kinds)) for n in range(count))
    )
    prompts = [prompt(rng, words) for _ in range(count)]
    versions = _insert(
        QuestionVersion,
        (
            QuestionVersion(question=q, number=1, title=Content(p).title, prompt=p, minutes=5, content_hash=f"{n:064x}")
            for n, (q, p) in enumerate(zip(questions, prompts, strict=True))
        ),
    )
    contents = [_content(rng, words, version.prompt) for version in versions]
    given = zip(versions, contents, strict=True)
    guides = _insert(AnswerGuide, (AnswerGuide(version=version, answer=content.answer) for version, content in given))
    _insert(KeyPoint, _key_points(guides, contents))
    _insert(QuestionLevel, (QuestionLevel(question=q, level=rng.choice(Level.values)) for q in questions))
    _make_findable(questions, versions, contents)
    return versions


def _content(rng: random.Random, words: Vocabulary, asked: str) -> Content:
    points = tuple(sentence(rng, words) for _ in range(KEY_POINTS))
    return Content(asked, answer(rng, words), key_points=points)


def _key_points(guides: Sequence[AnswerGuide], contents: Sequence[Content]) -> Iterator[KeyPoint]:
    for guide, content in zip(guides, contents, strict=True):
        yield from (KeyPoint(guide=guide, position=n, text=point) for n, point in enumerate(content.key_points))


def _make_findable(
    questions: Sequence[Question], versions: Sequence[QuestionVersion], contents: Sequence[Content]
) -> None:
    """What questions.services writes beside a version."""
    for question, version, content in zip(questions, versions, contents, strict=True):
        question.current, question.has_answer = version, True
        question.search_title, question.search_text = fold(content.title)[:300], content.search_text
    columns = ["current", "has_answer", "search_title", "search_text"]
    Question.objects.bulk_update(questions, columns, batch_size=500)


def _rubric(owner: User) -> RubricVersion:
    rubric = Rubric.objects.create(title="Bench rubric", owner=owner)
    version = RubricVersion.objects.create(rubric=rubric, published_at=START, content_hash="b" * 64)
    rows = (
        Criterion(version=version, level=level, position=at, title=f"{level} criterion {n}", must_have=n == 1)
        for at, (level, n) in enumerate(CRITERIA)
    )
    _insert(Criterion, rows)
    return version


def _positions(
    people: Sequence[User], rubric: RubricVersion, questions: Sequence[QuestionVersion], rng: random.Random
) -> list[Position]:
    rows = (
        Position(title=f"Position {n:02d}", target_level="mid", rubric_version=rubric, owner=people[0])
        for n in range(POSITIONS)
    )
    positions = _insert(Position, rows)
    for position in positions:
        position.hr.add(people[1])
        plan = InterviewPlan.objects.create(position=position, title="First round")
        chosen = rng.sample(list(questions), QUESTIONS_PER_INTERVIEW)
        _insert(
            PlanItem,
            (PlanItem(plan=plan, question_version=v, position=n, minutes=8) for n, v in enumerate(chosen, 1)),
        )
    return positions


def _interviews(
    rng: random.Random, people: Sequence[User], positions: Sequence[Position], size: Size
) -> list[InterviewSession]:
    candidates = _insert(
        Candidate, (Candidate(name=f"Candidate {n:05d}", owner=people[0]) for n in range(size.interviews))
    )
    plans = {plan.position_id: plan for plan in InterviewPlan.objects.prefetch_related("items")}
    rows = []
    for n, candidate in enumerate(candidates):
        position = positions[n % len(positions)]
        at = START + timedelta(minutes=20 * n)
        rows.append(
            InterviewSession(
                position=position,
                plan=plans[position.pk],
                candidate=candidate,
                rubric_version_id=position.rubric_version_id,
                target_level="mid",
                owner=people[0],
                scheduled_at=at,
                started_at=at,
                ended_at=at + timedelta(minutes=50),
                state="scoring" if n % 10 == 0 else "completed",
            )
        )
    interviews = _insert(InterviewSession, iter(rows))
    _insert(
        AskedQuestion,
        (
            AskedQuestion(
                interview=interview,
                question_version_id=item.question_version_id,
                position=item.position,
                minutes=8,
                state="done",
                seconds=rng.randint(120, 700),
            )
            for interview in interviews
            for item in plans[interview.position_id].items.all()
        ),
    )
    return interviews


def _panel(
    rng: random.Random,
    interviews: Sequence[InterviewSession],
    people: Sequence[User],
    rubric: RubricVersion,
    seats: int,
) -> None:
    """The lead sits on every panel, the others by turns; all have submitted but those of open interviews."""
    members = []
    for interview in interviews:
        others = rng.sample(range(2, len(people)), seats - 1)
        members += [(interview, people[0]), *((interview, people[n]) for n in others)]
    cards = _insert(Scorecard, (_scorecard(rng, interview, user, rubric) for interview, user in members))
    _insert(
        PanelMember,
        (
            PanelMember(interview=i, user=u, seat="lead" if u == people[0] else "panel", scorecard=card)
            for (i, u), card in zip(members, cards, strict=True)
        ),
    )
    criteria = list(rubric.criteria.all())
    _insert(Rating, (Rating(scorecard=card, criterion=c, value=rng.choice(VALUES)) for card in cards for c in criteria))


def _scorecard(rng: random.Random, interview: InterviewSession, user: User, rubric: RubricVersion) -> Scorecard:
    done = interview.state == "completed"
    return Scorecard(
        rubric_version=rubric,
        author=user,
        state="submitted" if done else "draft",
        recommendation=rng.choice(Scorecard.Recommendation.values) if done else "",
        confidence="medium",
        comment="Reasoned aloud and checked the result." if done else "",
        submitted_at=interview.ended_at if done else None,
        content_hash="c" * 64 if done else "",
    )
