"""Every URL of the product as every persona: one table, and a URL that is not in it fails the build."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from practice.models import Attempt, Run, StudySet
from questions.importing.reading import read_file
from questions.models import Question, Source
from questions.services.imports import start_import
from reports.services.exports import order_export
from reports.services.freezing import freeze_report
from rubric.content import RubricContent
from rubric.models import RubricVersion
from rubric.services.rubrics import add_draft
from sessions.models import InterviewSession, JoinLink, PartnerMock

PERSONAS = ("lead", "panelist", "stranger", "hr", "admin", "practising")
# Status of a GET per persona, in the order of PERSONAS. A view that only takes POST answers 405 to all, and is asked by
# one of them: its rights are tested by posting, in the tests of its app.
READERS = (200, 200, 200, 200, 403, 403)
WRITERS = (200, 200, 200, 403, 403, 403)
# A draft belongs to its owner; who may write no rubric is told so before it is looked for.
DRAFT = (200, 404, 404, 403, 403, 403)
OWNER = (200, 404, 404, 404, 404, 404)
SEATED = (200, 200, 404, 404, 404, 404)
ALLOWED = (200, 200, 404, 200, 404, 404)
PRACTISING = (200,) * 6
# Practice belongs to the person who practises, whatever the roles of others.
PERSONAL = (404, 404, 404, 404, 404, 200)
POST_ONLY = (405,) * 6

TABLE: dict[str, tuple[int, ...]] = {
    "home": (302,) * 6,
    "healthz": (200,) * 6,
    "readyz": (503,) * 6,  # no worker was seen here
    "metrics": (404, 404, 404, 404, 200, 404),
    "renewal": (200,) * 6,
    "me": PRACTISING,
    "people": (403, 403, 403, 403, 200, 403),
    "audit": (403, 403, 403, 403, 200, 403),
    "person_new": (403, 403, 403, 403, 200, 403),
    "person_second_factor": POST_ONLY,
    "person": (403, 403, 403, 403, 200, 403),
    "questions": READERS,
    "question": READERS,
    "filter_save": POST_ONLY,
    "filter_remove": POST_ONLY,
    "question_new": WRITERS,
    "question_preview": POST_ONLY,
    "question_edit": (200, 403, 403, 403, 403, 403),
    "question_retire": POST_ONLY,
    "question_versions": READERS,
    "question_figures": READERS,
    "question_collect": POST_ONLY,
    "question_bulk": WRITERS,
    "topics": READERS,
    "topic_remove": POST_ONLY,
    "collections": READERS,
    "collection_edit": POST_ONLY,
    "version_restore": POST_ONLY,
    "changed_since": (302, 302, 302, 302, 403, 403),
    "picture": (404, 404, 404, 404, 403, 403),  # there is none; test_editing.py shows one
    "question_export": (400, 400, 400, 400, 403, 403),  # without a form to export to
    "import_upload": WRITERS,
    "starters_add": POST_ONLY,
    "import_preview": OWNER,
    "import_confirm": POST_ONLY,
    "import_rows": POST_ONLY,
    "import_row": OWNER,
    "import_compare": POST_ONLY,
    "import_beginnings": OWNER,
    "import_read": POST_ONLY,
    "import_join": POST_ONLY,
    "imported": (200, 404, 404, 403, 403, 403),
    "import_undo": POST_ONLY,
    "import_discard": POST_ONLY,
    "rubrics": READERS,
    "rubric": READERS,
    "rubric_practice": POST_ONLY,
    "rubric_new": WRITERS,
    "rubric_import": POST_ONLY,
    "rubric_changes": (404, 404, 404, 404, 403, 403),  # there is one version only
    "rubric_export": READERS,
    "rubric_copy": POST_ONLY,
    "rubric_start": POST_ONLY,
    "rubric_edit": DRAFT,
    "rubric_save": POST_ONLY,
    "rubric_order": POST_ONLY,
    "rubric_criterion_add": POST_ONLY,
    "rubric_criterion_remove": POST_ONLY,
    "rubric_publish": DRAFT,
    "rubric_discard": POST_ONLY,
    "positions": READERS,
    "position_new": WRITERS,
    "position": ALLOWED,
    "plan_new": OWNER,
    "plan": OWNER,
    "plan_save": POST_ONLY,
    "plan_propose": POST_ONLY,
    "schedule": OWNER,
    "panel_schedule": OWNER,
    "plan_copy": POST_ONLY,
    "position_cut": POST_ONLY,
    "interviews": READERS,
    "interview": ALLOWED,
    "interview_move": POST_ONLY,
    "link_new": POST_ONLY,
    "interview_calendar": ALLOWED,
    "candidate_call": POST_ONLY,
    "interview_reschedule": (200, 403, 404, 200, 404, 404),
    "join_calendar": (404,) * 6,
    "link_revoke": POST_ONLY,
    "room": SEATED,
    "panel_pad": SEATED,
    "pad_history": SEATED,
    "guest_pad": (404,) * 6,
    "panel_pad_late": POST_ONLY,
    "guest_pad_late": POST_ONLY,
    "room_status": SEATED,
    "room_picture": (404,) * 6,  # no question of it has one; tests/questions/test_pictures.py shows some
    "candidate_picture": (404,) * 6,
    "attempt_picture": (404,) * 6,
    "room_next": POST_ONLY,
    "room_put": POST_ONLY,
    "room_skip": POST_ONLY,
    "room_reorder": POST_ONLY,
    "room_wrap_up": POST_ONLY,
    "room_bank": (200, 403, 404, 404, 404, 404),
    "room_add": POST_ONLY,
    "note_save": POST_ONLY,
    "note_preview": POST_ONLY,
    "note_history": SEATED,
    "note_restore": POST_ONLY,
    "message_send": POST_ONLY,
    "knock_answer": POST_ONLY,
    "seat_lead": POST_ONLY,
    "seat_add": POST_ONLY,
    "seat_remove": POST_ONLY,
    "time_factor": POST_ONLY,
    "evidence_add": POST_ONLY,
    "debrief": ALLOWED,
    "debrief_open": POST_ONLY,
    "debrief_remind": POST_ONLY,
    "debrief_say": POST_ONLY,
    "scorecard": SEATED,
    "scorecard_save": POST_ONLY,
    "scorecard_submit": POST_ONLY,
    "scorecard_review": SEATED,
    "scorecard_locked": (302, 302, 404, 404, 404, 404),
    "scorecard_correct": POST_ONLY,
    "rescoring": WRITERS,
    "rescore_start": POST_ONLY,
    "position_rubric": POST_ONLY,
    "correction_drop": POST_ONLY,
    "evidence_remove": POST_ONLY,
    "join": (404,) * 6,
    "join_door": (404,) * 6,
    "join_wish": POST_ONLY,
    "candidate_room": (404,) * 6,
    "guest_wish": POST_ONLY,
    "candidate_stage": (404,) * 6,
    "practice": PRACTISING,
    "partner_mocks": PRACTISING,
    "partner_join": (404,) * 6,
    "partner_mock": PERSONAL,
    "partner_status": PERSONAL,
    "partner_enter": POST_ONLY,
    # Opens after the half in which one answered; the feedback when both have given everything.
    "partner_own": (404,) * 6,
    "partner_feedback": (404, 404, 404, 404, 404, 409),
    "partner_delete": POST_ONLY,
    "guest_start": POST_ONLY,
    # Only a guest leaves this way: whoever has an account signs out.
    "guest_leave": (403,) * 6,
    "preparation": POST_ONLY,
    "progress": PRACTISING,
    "progress_export": PRACTISING,
    "practice_erase": PRACTISING,
    "timer": POST_ONLY,
    "practice_questions": PRACTISING,
    "question_mark": POST_ONLY,
    "sets": PRACTISING,
    "set_read": POST_ONLY,
    "own_import": POST_ONLY,
    "set_collect": POST_ONLY,
    "study_set": PERSONAL,
    "set_change": POST_ONLY,
    "set_remove": POST_ONLY,
    "set_file": PERSONAL,
    # Whoever has the link: here it is one that does not exist.
    "shared_set": (404,) * 6,
    "run_new": POST_ONLY,
    "run": PERSONAL,
    "run_finish": POST_ONLY,
    "mock": PERSONAL,
    # Without the question it shows: the page is sent to what stands now.
    "mock_status": PERSONAL,
    "mock_begin": POST_ONLY,
    "mock_next": POST_ONLY,
    "mock_pause": POST_ONLY,
    "mock_finish": POST_ONLY,
    "attempt_new": POST_ONLY,
    "attempt": PERSONAL,
    "attempt_save": POST_ONLY,
    "sheet_save": POST_ONLY,
    "attempt_hint": POST_ONLY,
    "attempt_answer": POST_ONLY,
    "attempt_discard": POST_ONLY,
    "attempt_label": POST_ONLY,
    "attempt_rate": POST_ONLY,
    "attempt_reflect": POST_ONLY,
    "reports": READERS,
    "interview_report": (409, 409, 404, 409, 404, 404),
    "report": (200, 404, 404, 200, 404, 404),
    "report_whole": (200, 404, 404, 200, 404, 404),
    "summary": (200, 404, 404, 200, 404, 404),
    "summary_again": POST_ONLY,
    "decision_reopen": POST_ONLY,
    "decide": (200, 404, 404, 403, 404, 404),
    "saved_view_new": POST_ONLY,
    "saved_view_forget": POST_ONLY,
    "report_compare": (422, 422, 422, 422, 403, 403),  # nothing is ticked
    "exports": READERS,
    "export_new": POST_ONLY,
    "export": OWNER,
    "export_file": (409, 404, 404, 404, 404, 404),  # it is not written yet
    "export_forget": POST_ONLY,
    "summary_edit": (302, 404, 404, 403, 404, 404),  # it is not written yet
    "summary_save": POST_ONLY,
    "interview_erase": (200, 403, 404, 200, 404, 404),
    "letter": (200, 404, 404, 200, 404, 404),
    "letter_save": POST_ONLY,
    "letter_release": POST_ONLY,
    "letter_forget": POST_ONLY,
    "my_letters": PRACTISING,
    "my_letter": (404,) * 6,
    "shares": (200, 404, 404, 403, 404, 404),
    "share_new": POST_ONLY,
    "share_revoke": POST_ONLY,
    "shared": (404,) * 6,
    "break_glass": (403, 403, 403, 403, 200, 403),  # this administrator has no password to be asked for
    "report_policy": OWNER,
    "report_schema": (200,) * 6,
    "verify_pack": PRACTISING,
    "question_statistics": READERS,
    "leak_flag": POST_ONLY,
    "leak_unflag": POST_ONLY,
}
OPEN = {
    "candidate_picture",
    "healthz",
    "readyz",
    "metrics",
    "guest_start",
    "join",
    "candidate_room",
    "candidate_stage",
    "guest_pad",
    "guest_pad_late",
    "guest_wish",
    "join_calendar",
    "join_door",
    "join_wish",
    "report_schema",
    "shared",
}


IMPORTS = {"imported": "source", "import_undo": "source"}
DRAFTS = {"rubric_edit": "rubric_draft", "rubric_publish": "rubric_draft"}
REPORTS = {
    "interview_report": "interview",
    "interview_erase": "interview",
    "export": "export",
    "export_file": "export",
    "report_policy": "position",
    "leak_flag": "question",
    "leak_unflag": "question",
    "question_figures": "question",
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield str(entry.name), "/" + route
        elif not route.startswith("accounts/"):
            yield from routes(entry, route)


ROUTES = dict(routes(get_resolver()))
# Whatever answers a GET; walks of what a persona can see go here.
READABLE = [name for name, row in TABLE.items() if name in ROUTES and row != POST_ONLY]


@dataclass
class World:
    interview: InterviewSession
    ids: dict[str, str]

    def path(self, name: str) -> str:
        route = ROUTES[name].replace("<str:kind>", "json").replace("<str:token>", "no-such-token")
        route = route.replace("<str:key>", "no-such-key")
        route = route.replace("<str:link_id>", self.ids["link"]).replace("<str:asked_id>", self.ids["asked"])
        route = route.replace("<str:row_id>", self.ids["row"])
        route = route.replace("<str:content_hash>", self.ids["hash"]).replace("<str:picture_id>", "no-such-picture")
        return route.replace("<str:public_id>", self.ids[self.subject(name)])

    def subject(self, name: str) -> str:
        if name.startswith("import") or name in DRAFTS:
            return (DRAFTS | IMPORTS).get(name, "draft")
        prefixes = {"questions": "question", "rubrics": "rubric", "plans": "plan"}
        practice = {"questions": "question", "runs": "run", "mocks": "mock", "sets": "set", "partner": "partner"}
        first, second = (*ROUTES[name].split("/"), "")[1:3]
        if first == "practice":
            return practice.get(second, "attempt")
        if first == "people":
            return "person"
        if first == "positions":
            return "position"
        if first == "reports":
            return REPORTS.get(name, "report")
        return prefixes.get(first, "interview")


@pytest.fixture
def world(
    interview: InterviewSession, questions: list[Question], rubric_version: RubricVersion, practising: User
) -> World:
    Question.objects.filter(pk=questions[1].pk).update(kind="coding")
    draft = start_import(user=interview.owner, file_name="x.md", data=b"# T\n\n**Q1: A?**\n\nB", read=read_file)
    Question.objects.filter(pk=questions[0].pk).update(use="practice")
    attempt = Attempt.objects.create(user=practising, question_version=questions[0].current)
    run = Run.objects.create(user=practising)
    mock = Run.objects.create(user=practising, mode="mock", minutes=30)
    partner = PartnerMock.objects.create(host=practising, invite_key="k", minutes=20, rubric_version=rubric_version)
    study_set = StudySet.objects.create(user=practising, title="Mine")
    link = JoinLink.objects.create(interview=interview, token_hash="0" * 64)
    assert interview.plan
    report = freeze_report(interview=interview)
    run_of_lead = order_export(user=interview.owner, kind="json", show="full", reports=[report])
    ids = {
        "question": questions[0].public_id,
        "hash": attempt.question_version.content_hash,
        "draft": draft.public_id,
        "row": draft.rows.get().public_id,
        "source": Source.objects.create(title="Done", file_name="x.md", imported_by=interview.owner).public_id,
        "rubric": rubric_version.public_id,
        "rubric_draft": add_draft(owner=interview.owner, content=RubricContent("Draft")).public_id,
        "position": interview.position.public_id,
        "plan": interview.plan.public_id,
        "interview": interview.public_id,
        "attempt": attempt.public_id,
        "run": run.public_id,
        "mock": mock.public_id,
        "set": study_set.public_id,
        "partner": partner.public_id,
        "link": link.public_id,
        "asked": interview.asked.get(question_version__question=questions[1]).public_id,
        "person": practising.public_id,
        "report": report.public_id,
        "export": run_of_lead.public_id,
    }
    return World(interview, ids)


def test_every_url_stands_in_the_table() -> None:
    assert set(ROUTES) == set(TABLE)


@pytest.mark.once
@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_gets_what_the_table_says(
    persona: str, world: World, request: pytest.FixtureRequest, as_user: Callable[[User], Client]
) -> None:
    client = as_user(request.getfixturevalue(persona))
    column = PERSONAS.index(persona)
    found = {name: client.get(world.path(name)).status_code for name in READABLE}
    assert found == {name: TABLE[name][column] for name in READABLE}


def test_what_only_takes_posts_answers_no_get(world: World, lead: User, as_user: Callable[[User], Client]) -> None:
    client, closed = as_user(lead), [name for name in TABLE if name not in READABLE]
    assert {name: client.get(world.path(name)).status_code for name in closed} == dict.fromkeys(closed, 405)


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(world: World) -> None:
    private = [name for name in TABLE if name not in OPEN]
    found = {name: Client().get(world.path(name)) for name in private}
    assert [n for n, a in found.items() if a.status_code != 302 or "/accounts/login/" not in a["Location"]] == []


def test_an_interview_that_is_not_yours_looks_like_one_that_does_not_exist(
    world: World, stranger: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(stranger)
    real, missing = (client.get(f"/interviews/{id_}/room/") for id_ in (world.interview.public_id, "no-such-id"))
    assert (real.status_code, real.content) == (missing.status_code, missing.content)
