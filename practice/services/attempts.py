"""One practice answer: begun, kept as a draft, helped by hints, answered, compared."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError
from core.models import SaveOperation
from core.saving import Save, earlier_answer, record_answer, refuse_stale
from practice.find import is_withdrawn
from practice.models import Attempt, PointLabel, Sheet
from questions.models import Question

BODY_LIMIT = 50_000
# More than this is a page left open over lunch, not time spent on the question.
LONGEST = 4 * 3600
LATE = timedelta(days=1)
WITHDRAWN = "This question was taken out of practice, so it gives no hints and nothing to compare with any more."


def locked(attempt: Attempt) -> Attempt:
    """The attempt's newest row, locked until the transaction ends."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("run", "question_version", "user")
    return rows.get(pk=attempt.pk)


@transaction.atomic
def start_attempt(*, user: User, question: Question) -> Attempt:
    """The person's open attempt at the question outside any run, or a new one."""
    if question.current is None:
        raise DomainError("This question has no text yet.")
    still_open = Attempt.objects.visible_to(user).filter(question_version=question.current, revealed_at=None, run=None)
    return still_open.first() or Attempt.objects.create(
        user=user, question_version=question.current, opened_at=timezone.now()
    )


@transaction.atomic
def save_draft(*, attempt: Attempt, save: Save, seconds: int | None) -> Attempt:
    """Stores the whole draft as a new version; raises Stale with the newest one on a conflict."""
    current = locked(attempt)
    document = f"attempt:{current.public_id}"
    if earlier_answer(user=current.user, document=document, save=save) is not None:
        return current
    _refuse_closed(current)
    refuse_stale(save, version=current.version, body=current.body)
    refuse_unfit(save.body)
    current.body, current.version = save.body, current.version + 1
    current.seconds = _longer(current.seconds, seconds)
    current.gave_up = current.gave_up and not save.body.strip()
    current.save(update_fields=["body", "version", "seconds", "gave_up"])
    record_answer(user=current.user, document=document, save=save, version=current.version)
    return current


def _refuse_closed(attempt: Attempt) -> None:
    if _late_but_welcome(attempt):
        return
    if attempt.revealed_at or (attempt.run and attempt.run.finished_at):
        raise Conflict("This answer was already compared with the expected one. Start another attempt to change it.")


def _late_but_welcome(attempt: Attempt) -> bool:
    """What was typed in a mock while the network was away arrives after its end."""
    ended = attempt.run.finished_at if attempt.run and attempt.run.is_mock else None
    return ended is not None and attempt.self_value is None and timezone.now() < ended + LATE


def refuse_unfit(body: str) -> None:
    if len(body) > BODY_LIMIT or "\x00" in body:
        raise DomainError("An answer may hold 50,000 characters, and no NUL.")


def _longer(known: int | None, counted: int | None) -> int | None:
    """Time only grows: a second tab or a replayed save does not take any away."""
    if counted is None:
        return known
    return max(known or 0, min(counted, LONGEST))


@transaction.atomic
def save_sheet(*, attempt: Attempt, kind: str, save: Save) -> Sheet:
    """The code or the drawing beside the words, by the same protocol."""
    current = locked(attempt)
    if kind not in Sheet.Kind.values:
        raise BadRequest("An answer has code or a drawing beside it.")
    sheet, _ = Sheet.objects.select_for_update(of=("self",)).get_or_create(attempt=current, kind=kind)
    document = f"attempt:{current.public_id}:{kind}"
    if earlier_answer(user=current.user, document=document, save=save) is not None:
        return sheet
    _refuse_closed(current)
    refuse_stale(save, version=sheet.version, body=sheet.body)
    refuse_unfit(save.body)
    sheet.body, sheet.version = save.body, sheet.version + 1
    sheet.save(update_fields=["body", "version"])
    if current.gave_up and save.body.strip():
        current.gave_up = False
        current.save(update_fields=["gave_up"])
    record_answer(user=current.user, document=document, save=save, version=sheet.version)
    return sheet


@transaction.atomic
def show_hint(*, attempt: Attempt) -> Attempt:
    """Opens one more follow-up as a hint; asking past the last one changes nothing."""
    current = locked(attempt)
    _refuse_closed(current)
    if is_withdrawn(current):
        raise Conflict(WITHDRAWN)
    if current.run and current.run.is_mock:
        raise Conflict("A mock interview gives no hints: its follow-ups come by the clock.")
    guide = getattr(current.question_version, "guide", None)
    if guide and current.hints_shown < len(guide.follow_ups):
        current.hints_shown += 1
        current.save(update_fields=["hints_shown"])
    return current


@transaction.atomic
def answer_attempt(*, attempt: Attempt, body: str | None, seconds: int | None, gave_up: bool = False) -> Attempt:
    """Stores the answer, or that the person gave up; only then is the expected answer shown.

    `body` None takes the draft as it was saved. Of a question that was taken out of practice meanwhile only the words
    are kept: comparing would show the question again.
    """
    current = locked(attempt)
    if current.revealed_at:
        raise Conflict("This attempt is already answered. Start another one.")
    if current.run and current.run.is_mock:
        raise Conflict("In a mock interview the expected answers come at the end.")
    current.body = current.body if body is None else body
    if not gave_up and not current.body.strip() and not current.sheets.exclude(body="").exists():
        raise DomainError("Write an answer first, or give up to see the expected one.")
    refuse_unfit(current.body)
    current.seconds = _longer(current.seconds, seconds)
    if not is_withdrawn(current):
        current.gave_up = gave_up
        current.answered_at = current.revealed_at = timezone.now()
    current.save()
    return current


@transaction.atomic
def discard_withdrawn(*, attempt: Attempt) -> None:
    """Deletes words of one's own that can be compared with nothing any more."""
    current = locked(attempt)
    if not is_withdrawn(current) or (current.run and current.run.is_mock):
        raise Conflict("This question can still be answered. To delete what you practised, erase your practice.")
    SaveOperation.objects.filter(user=current.user, document__startswith=f"attempt:{current.public_id}").delete()
    current.delete()


@transaction.atomic
def label_point(*, attempt: Attempt, position: int, covered: bool | None) -> None:
    """Keeps what the person says about one key point; None takes their word back."""
    current = locked(attempt)
    if current.revealed_at is None:
        raise Conflict("Answer first; then compare.")
    guide = getattr(current.question_version, "guide", None)
    point = guide and guide.key_points.filter(position=position).first()
    if not point:
        raise BadRequest("This key point belongs to another question.")
    if covered is None:
        current.labels.filter(key_point=point).delete()
        return
    PointLabel.objects.update_or_create(attempt=current, key_point=point, defaults={"covered": covered})


@transaction.atomic
def reflect(*, attempt: Attempt, text: str) -> Attempt:
    """Two lines to oneself."""
    current = locked(attempt)
    if current.revealed_at is None:
        raise Conflict("Answer first; then look back on it.")
    if len(text) > 500 or "\x00" in text:
        raise DomainError("A reflection may hold 500 characters, and no NUL. Two lines are enough.")
    current.reflection = text.strip()
    current.save(update_fields=["reflection"])
    return current
