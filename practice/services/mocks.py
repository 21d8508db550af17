"""A mock interview alone: begun, moved on, interrupted once, ended. The clock is in the rows, so nothing depends on a
page being open: whatever was due in the meantime happens when somebody looks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.errors import Conflict
from practice.clock import NOTHING, Pause, elapsed, follow_ups_due, left
from practice.follow_up import missed_points, next_follow_up, touches
from practice.models import Attempt, Preparation, Run
from practice.selection import DEFAULT_MINUTES
from practice.services.attempts import refuse_unfit
from questions.models import AnswerGuide, Question

# A last follow-up is asked only while there is time to answer it.
WORTH_ASKING = timedelta(minutes=1)


def locked_mock(run: Run) -> Run:
    current = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not current.is_mock:
        raise Conflict("This run is no mock interview.")
    return current


def pause_of(run: Run) -> Pause:
    return Pause(run.paused_at, run.resumed_at)


def slowed(run: Run, minutes: int) -> timedelta:
    """Minutes at the person's own pace."""
    preparation = Preparation.objects.filter(user=run.user_id).first() or Preparation()
    return preparation.planned_for(minutes) or NOTHING


def time_left(run: Run, now: datetime) -> timedelta:
    return left(run.started_at, now, pause_of(run), slowed(run, run.minutes or 0))


def on_table(run: Run) -> Attempt | None:
    """The question being answered; None before the start and after the end."""
    opened = run.attempts.filter(answered_at=None).exclude(opened_at=None)
    return opened.with_question().order_by("position").first()


def question_minutes(attempt: Attempt) -> int:
    return attempt.question_version.minutes or DEFAULT_MINUTES


@transaction.atomic
def begin_mock(*, run: Run) -> Run:
    current = locked_mock(run)
    if current.started_at is None:
        current.started_at = timezone.now()
        current.save(update_fields=["started_at"])
        if not _open_next(current, current.started_at):
            return _finish(current, current.started_at)
    return current


def _open_next(run: Run, now: datetime) -> bool:
    bank = Question.objects.practisable_by(run.user)
    following = run.attempts.filter(opened_at=None).practisable(bank).order_by("position").first()
    if following is None:
        return False
    following.opened_at = now
    following.save(update_fields=["opened_at"])
    return True


@transaction.atomic
def keep_time(*, run: Run) -> Run:
    """Does what the clock says is due by now: a follow-up, or the end."""
    current = locked_mock(run)
    if current.started_at is None or current.finished_at or current.is_paused:
        return current
    now = timezone.now()
    if time_left(current, now) == NOTHING:
        return _finish(current, now)
    attempt = on_table(current)
    if attempt:
        _ask_due(current, attempt, now)
    return current


def guide_of(attempt: Attempt) -> AnswerGuide | None:
    """None, too, once the question is live-only: its follow-ups stay with the interviews (I1)."""
    bank = Question.objects.practisable_by(attempt.user)
    guides = AnswerGuide.objects.filter(version__question__in=bank).prefetch_related("key_points")
    return guides.filter(version=attempt.question_version_id).first()


def _ask_due(run: Run, attempt: Attempt, now: datetime) -> None:
    guide = guide_of(attempt)
    if guide is None:
        return
    passed = elapsed(attempt.opened_at, now, pause_of(run))
    due = len(follow_ups_due(guide.follow_ups, passed, slowed(run, question_minutes(attempt))))
    while len(attempt.follow_ups_asked) < due:
        _ask(attempt, next_follow_up(guide.follow_ups, attempt.follow_ups_asked, _missed(attempt, guide)))


def _missed(attempt: Attempt, guide: AnswerGuide) -> list[str]:
    points = [point.text for point in guide.key_points.all()]
    return missed_points(attempt.body, points, attempt.question_version.prompt, guide.answer)


def _ask(attempt: Attempt, place: int | None) -> None:
    if place is not None:
        attempt.follow_ups_asked = [*attempt.follow_ups_asked, place]
        attempt.save(update_fields=["follow_ups_asked"])


@transaction.atomic
def next_question(*, run: Run, attempt: Attempt, body: str | None) -> Run:
    """Closes the question on the table and opens the next one; after the last one the mock is over.

    Where a follow-up speaks of something the answer left out and none was asked yet, that is asked first: the second
    press moves on. `body` None takes the draft as it was saved.
    """
    current = keep_time(run=run)
    _refuse_standing(current)
    answered = on_table(current)
    if answered is None or answered.pk != attempt.pk:
        raise Conflict("Another question is on the table by now. The page shows it.")
    if body is not None:
        refuse_unfit(body)
        answered.body = body
        answered.save(update_fields=["body"])
    if _asks_once_more(current, answered):
        return current
    _close(current, answered, timezone.now())
    return current if _open_next(current, timezone.now()) else _finish(current, timezone.now())


def _refuse_standing(run: Run) -> None:
    if run.finished_at:
        raise Conflict("The time was up: this mock interview is over.")
    if run.started_at is None or run.is_paused:
        raise Conflict("The clock stands still. Go on first.")


def _asks_once_more(run: Run, attempt: Attempt) -> bool:
    guide = guide_of(attempt)
    if guide is None or attempt.follow_ups_asked or time_left(run, timezone.now()) < WORTH_ASKING:
        return False
    missed = _missed(attempt, guide)
    place = next_follow_up(guide.follow_ups, (), missed)
    if place is None or not touches(guide.follow_ups[place], missed):
        return False
    _ask(attempt, place)
    return True


def _close(run: Run, attempt: Attempt, now: datetime) -> None:
    attempt.answered_at = now
    attempt.seconds = int(elapsed(attempt.opened_at, now, pause_of(run)).total_seconds())
    attempt.save(update_fields=["answered_at", "seconds"])


@transaction.atomic
def pause_mock(*, run: Run) -> Run:
    """Stops the clock, once in a mock."""
    current = keep_time(run=run)
    _refuse_standing(current)
    if current.paused_at:
        raise Conflict("You have had your one pause.")
    current.paused_at = timezone.now()
    current.save(update_fields=["paused_at"])
    return current


@transaction.atomic
def resume_mock(*, run: Run) -> Run:
    current = locked_mock(run)
    if current.is_paused and current.finished_at is None:
        current.resumed_at = timezone.now()
        current.save(update_fields=["resumed_at"])
    return current


@transaction.atomic
def finish_mock(*, run: Run) -> Run:
    """Ends it now; a mock that never began disappears."""
    current = locked_mock(run)
    if current.started_at is None:
        current.delete()
        return current
    return current if current.finished_at else _finish(current, timezone.now())


def _finish(run: Run, now: datetime) -> Run:
    """Only now are the expected answers of the questions that came up shown."""
    over_at = _over_at(run, now)
    attempt = on_table(run)
    if attempt:
        _close(run, attempt, over_at)
    run.finished_at = over_at
    if run.is_paused:
        run.resumed_at = over_at
    run.save(update_fields=["finished_at", "resumed_at"])
    came_up = run.attempts.exclude(opened_at=None)
    came_up.update(revealed_at=over_at)
    came_up.blank().update(gave_up=True)
    return run


def _over_at(run: Run, now: datetime) -> datetime:
    """The moment the clock ran out, where nobody was there to see it."""
    over = elapsed(run.started_at, now, pause_of(run)) - slowed(run, run.minutes or 0)
    return now - max(NOTHING, over)
