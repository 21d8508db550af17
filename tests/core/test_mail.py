"""A mail is sent once, is tried again for a day, and is never sent twice."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError
from django.utils import timezone

from core import mail
from core.jobs import run_due
from core.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def greeting() -> Iterator[list[dict[str, str]]]:
    """A kind of mail; yields the args of each time it was composed."""
    composed: list[dict[str, str]] = []

    def compose(args: dict[str, str]) -> mail.Letter | None:
        composed.append(args)
        return mail.Letter(args["subject"], "Hello", "<p>Hello</p>") if args["subject"] else None

    mail.composes("greeting")(compose)
    yield composed
    del mail._composers["greeting"]


def posted(subject: str = "Welcome", key: str = "one") -> Mail:
    return mail.post(kind="greeting", to="cleo@x.example", dedupe_key=key, args={"subject": subject})


def broken_server(self: EmailBackend, messages: object) -> int:
    raise ConnectionRefusedError("closed port")


def test_a_mail_is_text_and_html() -> None:
    posted()
    run_due()
    sent = django_mail.outbox[0]
    assert (sent.subject, sent.body, sent.to) == ("Welcome", "Hello", ["cleo@x.example"])
    assert sent.alternatives == [("<p>Hello</p>", "text/html")]


def test_the_same_key_is_one_mail() -> None:
    posted()
    posted()
    run_due()
    posted()
    run_due()
    assert len(django_mail.outbox) == 1


def test_a_job_that_runs_twice_sends_once() -> None:
    row = posted()
    run_due()
    mail._send({"mail": row.pk})
    assert len(django_mail.outbox) == 1


def test_what_is_no_longer_wanted_is_dropped() -> None:
    row = posted(subject="")
    run_due()
    row.refresh_from_db()
    assert (row.state, len(django_mail.outbox)) == ("dropped", 0)


def test_a_refused_mail_waits_and_is_sent_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", broken_server)
        row = posted()
        run_due()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("queued", 1, "ConnectionRefusedError: closed port")
    mail.ask_again({})
    assert run_due() == 0, "asked again before its time"
    Mail.objects.update(due_at=timezone.now())
    mail.ask_again({})
    run_due()
    row.refresh_from_db()
    assert (row.state, len(django_mail.outbox)) == ("sent", 1)


def test_after_a_day_of_refusals_the_mail_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", broken_server)
    row = posted()
    for _ in range(len(mail.WAITS) + 1):
        run_due()
        Mail.objects.update(due_at=timezone.now())
        mail.ask_again({})
    row.refresh_from_db()
    assert row.state == "failed"
    assert timedelta(hours=20) < sum(mail.WAITS, timedelta()) < timedelta(hours=26)


def test_a_process_that_dies_while_sending_leaves_a_mail_that_may_not_have_arrived(
    greeting: list[dict[str, str]],
) -> None:
    row = posted()
    assert mail._taken(row.pk)
    Mail.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    mail.ask_again({})
    run_due()
    row.refresh_from_db()
    assert (row.state, greeting) == ("unclear", [])


def test_a_line_break_in_a_name_begins_no_header() -> None:
    posted(subject="Cleo\r\nBcc: all@x.example")
    run_due()
    assert django_mail.outbox[0].subject == "Cleo Bcc: all@x.example"
    assert django_mail.outbox[0].bcc == []


def test_without_a_mail_server_nothing_is_composed(settings: object, greeting: list[dict[str, str]]) -> None:
    settings.MAIL_ON = False  # type: ignore[attr-defined]
    row = posted()
    run_due()
    row.refresh_from_db()
    assert (row.state, row.error, greeting) == ("dropped", "Mail is not set up.", [])


def test_a_mail_that_could_not_be_composed_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[str] = []

    def compose(args: dict[str, str]) -> mail.Letter:
        tries.append("tried")
        if len(tries) == 1:
            raise OperationalError("the line was cut")
        return mail.Letter("Welcome", "Hello", "<p>Hello</p>")

    mail.composes("greeting")(compose)
    row = posted()
    run_due()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("queued", 1, "OperationalError")
    Mail.objects.update(due_at=timezone.now())
    mail.ask_again({})
    run_due()
    row.refresh_from_db()
    assert (row.state, len(django_mail.outbox)) == ("sent", 1)
