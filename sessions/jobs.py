"""What the worker does for interviews. Each handler may run twice and must leave the same rows."""

from typing import Any

from core.jobs import job
from sessions.services.reminders import MAIL_REMINDER, mail_reminder, reminder_failed


@job(MAIL_REMINDER, on_dead=reminder_failed)
def send_reminder(args: dict[str, Any]) -> None:
    mail_reminder(member_id=args["member"], key=args["key"])
