"""The question on the table and the clock of each question."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from questions.models import Question, QuestionVersion
from sessions.models import AskedQuestion, InterviewSession, SessionEvent
from sessions.services.events import record
from sessions.services.rights import conducted

State = AskedQuestion.State
IN_ROOM = ("live", "paused")


def start_clock(asked: AskedQuestion | None) -> None:
    if asked and asked.on_table_since is None:
        asked.on_table_since = timezone.now()
        asked.save(update_fields=["on_table_since"])


def stop_clock(asked: AskedQuestion | None) -> None:
    if asked and asked.on_table_since:
        asked.seconds += max(0, round((timezone.now() - asked.on_table_since).total_seconds()))
        asked.on_table_since = None
        asked.save(update_fields=["seconds", "on_table_since"])


def take_off_table(interview: InterviewSession, state: str) -> None:
    asked = interview.current
    if asked is None:
        return
    stop_clock(asked)
    asked.state = state
    asked.save(update_fields=["state"])
    interview.current = None


def _lay(interview: InterviewSession, asked: AskedQuestion) -> None:
    """A question that was skipped and is put after all has no reason to be left out."""
    asked.state, asked.skip_reason = State.CURRENT, ""
    asked.save(update_fields=["state", "skip_reason"])
    interview.current = asked
    if interview.purpose == InterviewSession.Purpose.HIRING:
        # From this moment on nobody practises it; the figures of the report say when it was asked last.
        Question.objects.filter(versions=asked.question_version_id).update(last_asked_at=timezone.now())
    if interview.state == "live":
        start_clock(asked)


def put_first_on_table(interview: InterviewSession) -> None:
    first = interview.asked.filter(state=State.PENDING).first()
    if first:
        _lay(interview, first)


def _under_way(interview: InterviewSession, by: User) -> InterviewSession:
    current = conducted(interview, by)
    if current.state not in IN_ROOM:
        raise Conflict("The interview is not under way, so no question can be put or skipped.")
    return current


def _changed(interview: InterviewSession, kind: str, by: User, asked: AskedQuestion | None) -> None:
    interview.save(update_fields=["current"])
    everyone = SessionEvent.Audience.EVERYONE
    question = asked.public_id if asked else None
    record(interview=interview, kind=kind, audience=everyone, by=by, question=question)


@transaction.atomic
def put_on_table(*, interview: InterviewSession, asked: AskedQuestion, by: User) -> InterviewSession:
    """Makes `asked` the question that everybody sees; the one before counts as asked."""
    current = _under_way(interview, by)
    if current.current_id == asked.pk:
        return current
    take_off_table(current, State.DONE)
    _lay(current, current.asked.get(pk=asked.pk))
    _changed(current, "question", by, asked)
    return current


@transaction.atomic
def put_next(*, interview: InterviewSession, by: User) -> InterviewSession:
    """The next question that waits; with none left, the table is cleared."""
    current = _under_way(interview, by)
    take_off_table(current, State.DONE)
    put_first_on_table(current)
    _changed(current, "question", by, current.current)
    return current


@transaction.atomic
def skip(*, interview: InterviewSession, asked: AskedQuestion, reason: str, by: User) -> InterviewSession:
    """Leaves a question out, with the reason that the report will print."""
    current = _under_way(interview, by)
    chosen = current.asked.get(pk=asked.pk)
    if chosen.state not in (State.PENDING, State.CURRENT):
        raise Conflict("This question was already asked or skipped.")
    was_current = current.current_id == chosen.pk
    if was_current:
        take_off_table(current, State.SKIPPED)
    AskedQuestion.objects.filter(pk=chosen.pk).update(state=State.SKIPPED, skip_reason=reason[:300])
    if was_current:
        put_first_on_table(current)
    _changed(current, "skip", by, chosen)
    return current


@transaction.atomic
def add_unplanned(*, interview: InterviewSession, version: QuestionVersion, minutes: int, by: User) -> AskedQuestion:
    """Appends a question that the plan did not hold; the report shows it as a deviation."""
    current = _under_way(interview, by)
    if current.asked.filter(question_version__question=version.question_id).exists():
        raise Conflict("This question is already part of the interview.")
    last = current.asked.last()
    asked = AskedQuestion.objects.create(
        interview=current,
        question_version=version,
        minutes=minutes,
        planned=False,
        position=last.position + 1 if last else 1,
    )
    _changed(current, "unplanned", by, asked)
    return asked


@transaction.atomic
def reorder(*, interview: InterviewSession, asked: AskedQuestion, steps: int, by: User) -> None:
    """Moves a waiting question `steps` places among those that wait; what was asked keeps its place."""
    current = _under_way(interview, by)
    waiting = list(current.asked.filter(state=State.PENDING))
    places = [item.position for item in waiting]
    at = next((n for n, item in enumerate(waiting) if item.pk == asked.pk), None)
    if at is None:
        raise Conflict("This question was already asked or skipped, so it keeps its place.")
    waiting.insert(max(0, at + steps), waiting.pop(at))
    for item, place in zip(waiting, places, strict=True):
        item.position = place
    AskedQuestion.objects.bulk_update(waiting, ["position"])
    _changed(current, "reorder", by, asked)


@transaction.atomic
def announce_end(*, interview: InterviewSession, minutes: int, by: User) -> InterviewSession:
    """Tells everybody that the interview ends in so many minutes. It ends when a person ends it."""
    current = _under_way(interview, by)
    current.wrap_up_at = timezone.now() + timedelta(minutes=minutes)
    current.save(update_fields=["wrap_up_at"])
    record(interview=current, kind="wrap_up", audience=SessionEvent.Audience.EVERYONE, by=by, minutes=minutes)
    return current
