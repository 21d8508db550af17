"""Personas with a fixed meaning: lead, panelist, stranger, candidate, hr, admin."""

import gc
import io
import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from _pytest import runner
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.utils import timezone

from accounts.models import User
from questions.importing import child, limited
from questions.importing.limited import answer_of_a_process
from questions.models import Question
from questions.services.bank import Content, Place, add_questions
from rubric.content import CriterionContent
from rubric.models import RubricVersion
from rubric.services.rubrics import add_rubric
from sessions.models import Candidate, InterviewPlan, InterviewSession
from sessions.services.planning import Schedule, create_position, planned, save_plan, schedule_interview
from tests.databases import ROOT, begin, filled, refill


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """In the place of pytest-django's, which would migrate in every process."""
    with filled(connection):
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False, keepdb=True)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0, keepdb=True)


def roomy(protocol: Callable[..., bool], *args: Any) -> bool:
    return protocol(*args)


# CPython asks the system for frames by 16 kB and gives them back at once: a loop at such an edge of a deep stack (a
# template of ours is hundreds of calls deep) maps and unmaps memory at each call, a fifth of the time of these tests.
# A frame that wants half a megabyte gets a whole one, and all calls below it have room in the other half.
roomy.__code__ = roomy.__code__.replace(co_stacksize=66_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    return roomy(runner.pytest_runtest_protocol, item, nextitem)


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()
    if config.getoption("numprocesses", None):
        begin()


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays, and so does most of what a test leaves (reports, compiled
    templates): no need to look through it again and again."""
    gc.freeze()
    gc.set_threshold(700, 10, 100)
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def files_outside_the_tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(VAR_DIR=tmp_path_factory.getbasetemp()):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long runs in `make faults` alone."""
    late = [] if os.environ.get("FAULTS") == "full" else [item for item in items if "long" in item.keywords]
    items[:] = [item for item in items if item not in late]
    config.hook.pytest_deselected(items=late)
    for item in filter(only_computes, items):
        item.add_marker("computes")


def only_computes(item: pytest.Item) -> bool:
    """Neither asks the database, which pytest-django lets no test do unsaid, nor is of core, which knows Redis."""
    asks = "django_db" in item.keywords or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return not asks and ROOT / "tests" / "core" not in item.path.parents


@pytest.fixture(autouse=True, scope="session")
def emptied_again() -> Iterator[None]:
    """In the place of Django's flush, which empties every table one by one, without the triggers that refuse it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: refill(connection))
        yield


@pytest.fixture(autouse=True, scope="session")
def read_here() -> Iterator[None]:
    """Uploads are read in this process: one of their own, which `read_in_a_process` brings back, costs more than most
    tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limited, "answer_of_a_process", answer_of_this_process)
        yield


def answer_of_this_process(name: str, said: bytes) -> Any:
    return json.loads(json.dumps(child.answer(name, io.BytesIO(said))))


@pytest.fixture
def read_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "answer_of_a_process", answer_of_a_process)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """What one test tried does not count against the next."""
    cache.clear()


@pytest.fixture
def lead(db: None) -> User:
    return User.objects.create_user("lead@x.example", full_name="Lena Lead", is_interviewer=True)


@pytest.fixture
def panelist(db: None) -> User:
    return User.objects.create_user("pan@x.example", full_name="Pavel Panel", is_interviewer=True)


@pytest.fixture
def stranger(db: None) -> User:
    return User.objects.create_user("far@x.example", full_name="Sina Stranger", is_interviewer=True)


@pytest.fixture
def hr(db: None) -> User:
    return User.objects.create_user("hr@x.example", full_name="Hanna Resources", is_hr=True)


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_user("root@x.example", full_name="Ada Admin", is_admin=True)


@pytest.fixture
def practising(db: None) -> User:
    return User.objects.create_user("cand@x.example", full_name="Cleo Candidate")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def questions(lead: User) -> list[Question]:
    """Two questions whose secrets are words found nowhere else."""
    place = Place(levels=["mid"], topic="Things")
    return add_questions(owner=lead, entries=[(secretive(n), place) for n in (1, 2)])


def secretive(number: int) -> Content:
    return Content(
        prompt=f"What is thing {number}?",
        answer=f"SECRETANSWER{number}",
        key_points=[f"SECRETPOINT{number}"],
        follow_ups=[f"SECRETFOLLOW{number}"],
        red_flags=[f"SECRETFLAG{number}"],
        minutes=5,
    )


@pytest.fixture
def rubric_version(lead: User) -> RubricVersion:
    criteria = [CriterionContent(level, f"Knows {level} things", topics=["Things"]) for level in ("junior", "mid")]
    return add_rubric(owner=lead, title="Things", criteria=criteria)


@pytest.fixture
def interview(
    lead: User, panelist: User, hr: User, questions: list[Question], rubric_version: RubricVersion
) -> InterviewSession:
    """Scheduled for now: the lead and one panelist, two questions, HR assigned."""
    position = create_position(owner=lead, title="Engineer", target_level="mid", rubric_version=rubric_version, hr=[hr])
    plan = InterviewPlan.objects.create(position=position, title="First round")
    save_plan(plan=plan, base_version=1, title="First round", budget=30, questions=[planned(q) for q in questions])
    return schedule_interview(
        owner=lead,
        plan=plan,
        candidate=Candidate.objects.create(name="Cleo Candidate", owner=lead),
        schedule=Schedule(timezone.now() + timedelta(minutes=1), 30, lead, (panelist,)),
    )
