"""What is kept of an interview ends so many months after its decision, and the report's address says so."""

from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from core.errors import Conflict
from core.jobs import run_due
from core.mail import post
from core.models import Mail
from questions.models import Question
from reports import export_files
from reports.models import Erasure, ExportRun, Report
from reports.months import months_after, months_before
from reports.services import retention
from reports.services.deciding import record_decision, reopen_decision
from reports.services.exports import order_export
from reports.services.measuring import measure
from reports.services.retention import erase_again, erase_interview, erase_on_request, erase_overdue
from rubric.models import Scorecard
from sessions.models import Candidate, InterviewSession, Note, PanelMember
from sessions.services.messages import send_message
from sessions.services.moves import move

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WORDS = (
    "CANARYNOTE",
    "CANARYTALK",
    "LEADCOMMENT",
    "PANELCOMMENT",
    "LEADQUOTE",
    "PANELQUOTE",
    "Cleo Candidate",
    "cleo@x",
)


@pytest.fixture
def decided(report: Report, lead: User, hr: User) -> Report:
    """With a note, a talk, mails and an exported file."""
    interview = report.interview
    seat = interview.panel.get(user=lead)
    Note.objects.create(member=seat, asked=interview.asked.first(), body="CANARYNOTE", version=1)
    send_message(member=seat, op_id="operation-00000001", body="CANARYTALK")
    Candidate.objects.filter(pk=interview.candidate_id).update(email="cleo@x.example")
    post(kind="any", to="cleo@x.example", dedupe_key="one", args={"interview": interview.pk})
    order_export(user=hr, kind="csv", show="full", reports=[report])
    Mail.objects.update(state="sent")
    run_due()
    record_decision(report=report, by=lead, outcome="hire", reason="LEADCOMMENT agrees", departure="LEADCOMMENT")
    return report


def decided_ago(report: Report, **ago: Any) -> None:
    InterviewSession.objects.filter(pk=report.interview_id).update(decided_at=timezone.now() - timedelta(**ago))


def everything() -> str:
    """Every row that the product keeps, past what any page says."""
    models = [model for model in apps.get_models() if model._meta.managed and model is not User]
    return "".join(serializers.serialize("json", model._base_manager.all()) for model in models)


def found() -> set[str]:
    kept = everything()
    return {word for word in WORDS if word in kept}


def test_when_its_time_is_over_no_word_of_it_is_left(decided: Report) -> None:
    folder = export_files.folder(ExportRun.objects.get())
    assert (found(), folder.exists()) == (set(WORDS), True)
    decided_ago(decided, days=190)
    assert erase_overdue() == 1
    assert (found(), folder.exists()) == (set(), False)
    kinds = (InterviewSession, PanelMember, Scorecard, Candidate, Report, Mail)
    assert {kind.__name__: kind._base_manager.count() for kind in kinds} == {kind.__name__: 0 for kind in kinds}


def test_one_that_cannot_be_erased_keeps_nobody_elses_words(
    decided: Report, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_ago(decided, days=400)
    poison = copy(decided.interview)
    poison.pk, poison.public_id, poison.decided_at = None, "poison", timezone.now() - timedelta(days=500)
    poison.save()

    def stumble(interview: InterviewSession) -> None:
        if interview.public_id == "poison":
            raise OSError("The disk is gone.")

    monkeypatch.setattr(retention, "_forget_mails", stumble)
    assert erase_overdue() == 1
    assert list(InterviewSession.objects.values_list("public_id", flat=True)) == ["poison"]
    assert "Interview poison could not be erased" in caplog.text


def test_a_day_before_nothing_is_touched(decided: Report) -> None:
    decided_ago(decided, days=180)
    assert (erase_overdue(), Report.objects.count()) == (0, 1)


def test_what_is_not_decided_stays(report: Report) -> None:
    InterviewSession.objects.update(ended_at=timezone.now() - timedelta(days=900))
    assert (erase_overdue(), Report.objects.count()) == (0, 1)


def test_a_decision_that_was_reopened_meanwhile_keeps_it(decided: Report, lead: User) -> None:
    stale = InterviewSession.objects.get()
    reopen_decision(report=decided, by=lead, why="A reference came in.")
    assert erase_interview(interview=stale) is None
    assert Report.objects.exists()


def test_corrections_go_with_what_they_correct(decided: Report, lead: User) -> None:
    first = decided.interview.panel.get(user=lead).scorecard
    second = Scorecard.objects.create(
        rubric_version=first.rubric_version, author=lead, corrects=first, correction_reason="CANARYREASON"
    )
    PanelMember.objects.filter(user=lead).update(scorecard=second)
    decided_ago(decided, days=190)
    erase_overdue()
    assert Scorecard.objects.count() == 0


def test_a_candidate_with_another_interview_keeps_their_name(decided: Report) -> None:
    other = InterviewSession.objects.get()
    other.pk, other.public_id, other.current, other.decided_at = None, "another", None, None
    other._state.adding = True
    other.save()
    decided_ago(Report.objects.get(), days=190)
    erase_overdue()
    assert (Candidate.objects.get().name, InterviewSession.objects.get().public_id) == ("Cleo Candidate", "another")


def test_what_was_asked_lately_stays_out_of_practice(decided: Report) -> None:
    asked = list(decided.interview.asked.values_list("question_version__question", flat=True))
    decided.interview.asked.update(state="done")
    measure(asked)
    before = set(Question.objects.filter(pk__in=asked).values_list("last_asked_at", flat=True))
    decided_ago(decided, days=190)
    erase_overdue()
    measure(asked)
    assert set(Question.objects.filter(pk__in=asked).values_list("last_asked_at", flat=True)) == before != {None}


def test_the_report_s_address_says_when_it_was_erased(decided: Report, hr: User, as_user: SignIn) -> None:
    paths = [f"/reports/{decided.public_id}/", f"/reports/of/{decided.interview.public_id}/"]
    decided_ago(decided, days=190)
    erase_overdue()
    answers = [as_user(hr).get(path) for path in paths]
    today = timezone.localdate()
    said = f"erased on {today.day} {today:%b %Y}"
    assert [(a.status_code, said in a.content.decode()) for a in answers] == [(410, True), (410, True)]


@pytest.mark.parametrize("who", ["stranger", "panelist", "admin"])
def test_to_anybody_else_it_never_was(
    who: str, decided: Report, as_user: SignIn, request: pytest.FixtureRequest
) -> None:
    decided_ago(decided, days=190)
    erase_overdue()
    client = as_user(request.getfixturevalue(who))
    gone, missing = (client.get(f"/reports/{id_}/") for id_ in (decided.public_id, "no-such-report"))
    assert (gone.status_code, gone.content) == (404, missing.content)


def test_the_position_counts_what_was_erased(decided: Report, lead: User, as_user: SignIn) -> None:
    decided_ago(decided, days=190)
    erase_overdue()
    page = as_user(lead).get(f"/positions/{decided.interview.position.public_id}/").content.decode()
    assert page.count("An interview decided on") == Erasure.objects.count() == 1


def test_the_report_names_the_day_before_it_comes(decided: Report, lead: User, as_user: SignIn, settings: Any) -> None:
    settings.RETENTION_MONTHS = 9
    InterviewSession.objects.update(decided_at=datetime(2026, 5, 31, 12, tzinfo=UTC))
    page = as_user(lead).get(f"/reports/{decided.public_id}/whole/").content.decode()
    assert "Kept until</dt><dd>28 Feb 2027" in page


@pytest.mark.parametrize(
    ("moment", "months", "then"),
    [((2026, 8, 31), 6, (2027, 2, 28)), ((2026, 1, 15), 12, (2027, 1, 15)), ((2027, 8, 31), 6, (2028, 2, 29))],
)
def test_months_are_those_of_the_calendar(moment: Any, months: int, then: Any) -> None:
    assert months_after(datetime(*moment, tzinfo=UTC), months) == datetime(*then, tzinfo=UTC)
    assert months_before(datetime(2026, 3, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)


def erase_page(report: Report) -> str:
    return f"/reports/of/{report.interview.public_id}/erase/"


def test_hr_erases_what_a_candidate_asks_for_and_no_word_is_left(decided: Report, hr: User, as_user: SignIn) -> None:
    decided.interview.position.hr.add(hr)
    path, address = erase_page(decided), f"/reports/{decided.public_id}/"
    client = as_user(hr)
    assert "Cleo Candidate" in client.get(path).content.decode()
    answer = client.post(path, {"name": " cleo  candidate "}, follow=True)
    assert "Nothing of this interview is kept here any more." in answer.content.decode()
    assert found() == set()
    gone = client.get(address)
    assert (gone.status_code, "Its candidate asked for it." in gone.content.decode()) == (410, True)
    assert AuditEntry.objects.filter(verb="erased because the candidate asked", actor=hr.public_id).count() == 1


def test_another_name_erases_nothing(decided: Report, lead: User, as_user: SignIn) -> None:
    answer = as_user(lead).post(erase_page(decided), {"name": "Cleo"})
    assert (answer.status_code, "not the name" in answer.content.decode()) == (422, True)
    assert Report.objects.exists()


def test_an_interview_that_goes_on_is_not_erased(interview: InterviewSession, lead: User) -> None:
    move(interview=interview, action="start", by=lead)
    with pytest.raises(Conflict, match="End it first"):
        erase_on_request(interview=interview, by=lead)


def test_one_that_was_never_decided_is_erased_on_request(report: Report, lead: User, as_user: SignIn) -> None:
    position = report.interview.position
    erase_on_request(interview=report.interview, by=lead)
    assert (InterviewSession.objects.count(), Erasure.objects.get().decided_at) == (0, None)
    page = as_user(lead).get(f"/positions/{position.public_id}/").content.decode()
    assert "An interview without a decision" in page
    with pytest.raises(Conflict, match="erased already"):
        erase_on_request(interview=report.interview, by=lead)


def test_what_a_restored_backup_brings_back_is_erased_again(
    report: Report, lead: User, django_capture_on_commit_callbacks: Any
) -> None:
    backup = copy(report.interview)
    with django_capture_on_commit_callbacks(execute=True):
        erase_on_request(interview=report.interview, by=lead)
    Erasure.objects.all().delete()
    backup.candidate = Candidate.objects.create(name="Cleo Candidate", owner=lead)
    backup.pk, backup.current = None, None
    backup.save()
    assert (erase_again(), InterviewSession.objects.count(), Candidate.objects.count()) == (1, 0, 0)
    assert Erasure.objects.get().on_request
    assert erase_again() == 0
