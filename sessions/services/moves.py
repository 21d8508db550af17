from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import BadRequest, Conflict
from sessions.models import AskedQuestion, InterviewSession, SessionEvent
from sessions.services.asking import put_first_on_table, start_clock, stop_clock, take_off_table
from sessions.services.calling import call_off
from sessions.services.events import record
from sessions.services.rights import conducted, locked
from sessions.signals import session_completed
from sessions.states import MOVES, can

Effect = Callable[[InterviewSession], None]


@transaction.atomic
def move(*, interview: InterviewSession, action: str, by: User) -> InterviewSession:
    """Makes one move of sessions.states. Of two people pressing at once, one is told it had happened."""
    if action not in MOVES:
        raise BadRequest("There is no such move.")
    return _make(conducted(interview, by), action, by)


def _make(interview: InterviewSession, action: str, by: User | None) -> InterviewSession:
    if not can(interview.state, action):
        label = interview.get_state_display().lower()
        raise Conflict(f"This interview is already {label}. The page shows its newest state.")
    before, interview.state = interview.state, MOVES[action].target
    if action in _EFFECTS:
        _EFFECTS[action](interview)
    interview.save()
    record(
        interview=interview,
        kind=action,
        audience=SessionEvent.Audience.EVERYONE,
        by=by,
        before=before,
        after=interview.state,
    )
    return interview


def _start(interview: InterviewSession) -> None:
    interview.started_at = timezone.now()
    put_first_on_table(interview)


def _pause(interview: InterviewSession) -> None:
    stop_clock(interview.current)


def _resume(interview: InterviewSession) -> None:
    start_clock(interview.current)


def _end(interview: InterviewSession) -> None:
    interview.ended_at = timezone.now()
    take_off_table(interview, AskedQuestion.State.DONE)


def _complete(interview: InterviewSession) -> None:
    transaction.on_commit(lambda: session_completed.send(sender=InterviewSession, interview=interview), robust=True)


def reopen_schedule(interview: InterviewSession, by: User) -> None:
    """An interview that moves to another time waits for it outside of the lobby."""
    if can(interview.state, "close_lobby"):
        _make(interview, "close_lobby", by)


_EFFECTS: dict[str, Effect] = {
    "start": _start,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "complete": _complete,
    "cancel": call_off,
}


def complete_when_all_submitted(interview: InterviewSession) -> bool:
    """Closes scoring once no scorecard is expected any more. Inside the transaction of whoever changed that."""
    current = locked(interview)
    if current.state != "scoring" or current.panel.owing().exists():
        return False
    _make(current, "complete", None)
    return True
