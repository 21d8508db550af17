"""F20: a worker dies between the work and its note of it, and another runs the same job again.

Every kind that the product registers has a case here; a kind without one fails.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail as django_mail
from django.core import serializers
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import jobs, mail
from core.jobs import run_due
from core.models import Job, Mail, SaveOperation, Tries
from questions.models import Image, ImportDraft
from questions.services.imports import start_import
from reports.models import QuestionStatistic, Report
from reports.services.exports import FINISH, WRITE_PART, order_export
from reports.services.freezing import WRITE_SUMMARY
from reports.services.measuring import MEASURE
from rubric.models import Rescore, RubricVersion
from rubric.services.drafts import start_draft
from rubric.services.publishing import publish_draft
from sessions.models import InterviewSession, NoteRevision
from sessions.services.moves import move
from tests.reports.conftest import completed, report

__all__ = ["completed", "report"]
pytestmark = pytest.mark.django_db
Args = dict[str, Any]
# When a row was last computed: the second run may move it, the content may not move.
MOMENTS = {"written_at", "measured_at", "updated_at", "done_at", "finished_at", "expires_at", "due_at"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def world(report: Report, lead: User, hr: User, tmp_path: Path, settings: Any) -> SimpleNamespace:
    """A completed interview and its report; the first job of each case has not run yet."""
    settings.VAR_DIR = tmp_path
    return SimpleNamespace(report=report, interview=report.interview, lead=lead, hr=hr, home=tmp_path)


def none(world: SimpleNamespace) -> Args:
    return {}


def aged(model: Any, field: str, ago: timedelta) -> None:
    model._base_manager.update(**{field: timezone.now() - ago})


def summary(world: SimpleNamespace) -> Args:
    return {"report": world.report.pk}


def part(world: SimpleNamespace) -> Args:
    run = order_export(user=world.hr, kind="csv", show="full", reports=[world.report])
    return {"run": run.pk, "start": 0}


def whole(world: SimpleNamespace) -> Args:
    args = part(world)
    jobs._run(claimed(WRITE_PART, args))
    return {"run": args["run"]}


def expired(world: SimpleNamespace) -> Args:
    part(world)
    run_due()
    aged(apps.get_model("reports", "ExportRun"), "expires_at", HOUR)
    return {}


def measured(world: SimpleNamespace) -> Args:
    QuestionStatistic.objects.all().delete()
    return {"questions": [asked.question_version.question_id for asked in world.interview.asked.all()]}


def forgotten(world: SimpleNamespace) -> Args:
    """The completion's signal was lost."""
    world.report.delete()
    return {}


def reweighted(world: SimpleNamespace) -> Args:
    draft = start_draft(rubric=world.interview.rubric_version.rubric, by=world.lead)
    draft.criteria.filter(level="mid").update(weight=3, weight_reason="It is the job")
    anchors = RubricVersion.objects.get(pk=draft.pk).criteria.all()
    for criterion in anchors:
        for value in range(1, 6):
            criterion.anchors.get_or_create(value=value, defaults={"text": f"Does {value} of five steps alone"})
    published = publish_draft(version=draft, by=world.lead, revision=draft.revision)
    Rescore.objects.update(done_at=None, result=None, kind=Rescore.Kind.MACHINE)
    assert published.rescores.exists()
    return {"version": published.pk, "part": 1}


def noted(world: SimpleNamespace) -> Args:
    audit.note("read", "report:1", by=world.lead)
    return {}


def linked(world: SimpleNamespace) -> Args:
    noted(world)
    audit.link_new()
    return {}


def letter(world: SimpleNamespace) -> Args:
    mail.composes("twice")(lambda args: mail.Letter("Once", "Only once", "<p>Only once</p>"))
    return {"mail": mail.post(kind="twice", to="a@x.example", dedupe_key="twice", args={}).pk}


def refused_letter(world: SimpleNamespace) -> Args:
    letter(world)
    Mail.objects.update(attempts=1)
    Job.objects.filter(kind=mail.SEND).update(state=Job.State.DONE)
    aged(Mail, "due_at", HOUR)
    return {}


def soon(world: SimpleNamespace) -> Args:
    now = timezone.now()
    called = {"state": "scheduled", "called_at": now - 3 * DAY, "scheduled_at": now + timedelta(minutes=50)}
    InterviewSession.objects.update(**called)
    return {}


def owing(world: SimpleNamespace) -> Args:
    again = world.interview
    InterviewSession.objects.filter(pk=again.pk).update(
        state="scheduled", called_at=timezone.now() - 3 * DAY, started_at=None, ended_at=None
    )
    again.refresh_from_db()
    again.panel.update(scorecard=None)
    move(interview=again, action="start", by=world.lead)
    move(interview=again, action="end", by=world.lead)
    aged(InterviewSession, "ended_at", 2 * HOUR)
    return {}


def revisions(world: SimpleNamespace) -> Args:
    note = world.interview.panel.first().notes.create(body="two", version=2)
    for number in (1, 2):
        NoteRevision.objects.create(note=note, version=number, body=str(number))
    aged(NoteRevision, "created_at", 8 * DAY)
    return {}


def old_job(world: SimpleNamespace) -> Args:
    Job.objects.create(kind="done", dedupe_key="long ago", due_at=timezone.now(), state=Job.State.DONE)
    aged(Job, "finished_at", 31 * DAY)
    return {}


def old_save(world: SimpleNamespace) -> Args:
    SaveOperation.objects.create(user=world.lead, op_id="old", document="x", body_hash="", version=1)
    aged(SaveOperation, "created_at", 31 * DAY)
    return {}


def old_try(world: SimpleNamespace) -> Args:
    Tries.objects.create(who="x", minute=1, count=1)
    return {}


def old_guest(world: SimpleNamespace) -> Args:
    guest = User.objects.create_user("guest@x.example", full_name="A Guest", is_guest=True)
    User.objects.filter(pk=guest.pk).update(date_joined=timezone.now() - 91 * DAY)
    return {}


def forgotten_picture(world: SimpleNamespace) -> Args:
    shown = {"sha256": "0" * 64, "data": b"x", "media_type": "image/png", "width": 1, "height": 1}
    Image.objects.create(uploaded_by=world.lead, **shown)
    aged(Image, "created_at", 400 * DAY)
    return {}


def forgotten_import(world: SimpleNamespace) -> Args:
    start_import(user=world.lead, file_name="locks.md", data=b"# Questions\n\n- What is a lock?\n- What is a lease?\n")
    aged(ImportDraft, "touched_at", 31 * DAY)
    return {}


def overdue(world: SimpleNamespace) -> Args:
    aged(InterviewSession, "decided_at", 400 * DAY)
    return {}


CASES: dict[str, Callable[[SimpleNamespace], Args]] = {
    WRITE_SUMMARY: summary,
    WRITE_PART: part,
    FINISH: whole,
    MEASURE: measured,
    "reports.freeze_forgotten": forgotten,
    "reports.expire_exports": expired,
    "reports.measure_questions": none,
    "reports.erase_overdue": overdue,
    "rubric.rescore": reweighted,
    "accounts.link_audit": noted,
    "accounts.anchor_audit": linked,
    "core.send_mail": letter,
    "core.mail_again": refused_letter,
    "core.tidy_jobs": old_job,
    "core.tidy_saves": old_save,
    "core.forget_tries": old_try,
    "sessions.remind_before": soon,
    "sessions.remind_to_submit": owing,
    "sessions.thin_revisions": revisions,
    "practice.forget_guests": old_guest,
    "questions.clear_pictures": forgotten_picture,
    "questions.discard_overdue_imports": forgotten_import,
}
OURS = {"core", "accounts", "questions", "rubric", "sessions", "practice", "reports", "interviewprep"}


def registered() -> set[str]:
    """What tests register for themselves does not count."""
    return {kind for kind, found in jobs._kinds.items() if found.handler.__module__.split(".")[0] in OURS}


def claimed(kind: str, args: Args) -> Job:
    """As a worker holds it; a second worker holds the same row when the first one's lease is over."""
    running = {"state": Job.State.RUNNING, "attempts": 1, "due_at": timezone.now(), "args": args}
    return Job.objects.update_or_create(kind=kind, dedupe_key="twice", defaults=running)[0]


def bare(row: Job) -> None:
    """The work without the look at whose turn it is."""
    found = jobs._kinds[row.kind]
    if found.prepare:
        found.prepare(row.args)
    found.handler(row.args)


def state(home: Path) -> Counter[str]:
    """Every row, every file and every mail that left, apart from moments."""
    rows = Counter(
        repr((model._meta.label, row["pk"], sorted((k, v) for k, v in row["fields"].items() if k not in MOMENTS)))
        for model in apps.get_models()
        if model._meta.managed
        for row in serializers.serialize("python", model._base_manager.all())
    )
    mails = [f"mail to {each.to}: {each.subject}" for each in django_mail.outbox]
    files = {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    return rows + Counter(f"{path} {hash(body)}" for path, body in files.items()) + Counter(mails)


def difference(one: Counter[str], other: Counter[str]) -> list[str]:
    return [*(one - other), *(other - one)]


def test_every_kind_of_work_has_a_case() -> None:
    assert registered() == set(CASES)


@pytest.mark.parametrize("kind", CASES)
def test_f20_work_that_runs_twice_leaves_what_it_left_once(kind: str, world: SimpleNamespace) -> None:
    row = claimed(kind, CASES[kind](world))
    before = state(world.home)
    jobs._run(row)
    after = state(world.home)
    jobs._run(row)
    assert difference(after, state(world.home)) == []
    row.refresh_from_db()
    assert (row.state, row.error) == (Job.State.DONE, "")
    # What moves nothing would pass for the wrong reason; the summary in the fixture is written already.
    assert kind == WRITE_SUMMARY or len(difference(before, after)) > 2


def test_f20_goes_red_when_nobody_asks_whose_turn_it_is(world: SimpleNamespace) -> None:
    row = claimed(WRITE_PART, part(world))
    bare(row)
    after = state(world.home)
    bare(row)
    assert difference(after, state(world.home))


# Work that is asked for once more after it was done has to find that there is nothing left to do.
ONCE_ALONE = {WRITE_PART, FINISH}


@pytest.mark.parametrize("kind", [kind for kind in CASES if kind not in ONCE_ALONE])
def test_f20_work_that_is_asked_for_again_changes_nothing_more(kind: str, world: SimpleNamespace) -> None:
    row = claimed(kind, CASES[kind](world))
    bare(row)
    after = state(world.home)
    bare(row)
    assert difference(after, state(world.home)) == []
