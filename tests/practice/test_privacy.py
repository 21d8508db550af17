"""What a person does in practice is seen by nobody else: the canary crawl of the practising side.

Everything that practice holds gets a word found nowhere else; then everybody else asks every address there is.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice.models import Attempt, Card, Mark, Preparation, Run, Sheet, StudySet
from practice.services.own_questions import import_own
from questions.importing.reading import read_file
from questions.models import Question
from tests import test_permissions
from tests.test_permissions import READABLE, ROUTES, World

world = test_permissions.world
SignIn = Callable[[User], Client]
OTHERS = ("lead", "panelist", "stranger", "hr", "admin")
CANARY = "CANARYPRACTICE"
OWN = f"# {CANARY} notes\n\n## {CANARY} chapter\n\n**Q1: What is a {CANARY} tree?**\n\n{CANARY} answer.\n".encode()
# Where a search could find what only its owner may find.
SEARCHES = ("/questions/", "/interviews/", "/reports/", "/people/", "/practice/questions/", "/positions/", "/rubrics/")


@pytest.fixture
def practised(world: World, practising: User, questions: list[Question]) -> User:
    """Cleo's practice, every text of it a canary."""
    attempt = Attempt.objects.get(public_id=world.ids["attempt"])
    Attempt.objects.filter(pk=attempt.pk).update(
        body=CANARY, reflection=CANARY, revealed_at=timezone.now(), answered_at=timezone.now(), self_value=2
    )
    Sheet.objects.create(attempt=attempt, kind="code", body=CANARY)
    Card.objects.create(user=practising, question=questions[0], due_at=timezone.now())
    Mark.objects.create(user=practising, question=questions[0], kind="needs_work")
    StudySet.objects.filter(public_id=world.ids["set"]).update(title=CANARY)
    Run.objects.filter(user=practising, mode="mock").update(started_at=timezone.now())
    Preparation.objects.create(user=practising, interview_on=date(2031, 3, 7))
    import_own(user=practising, file_name="notes.md", data=OWN, read=read_file)
    return practising


def addresses(world: World, practised: User) -> Iterator[str]:
    """Every address that answers a GET; those of questions once more for the private question; and searches."""
    private = Question.objects.get(owner=practised)
    known = world.ids["question"]
    for name in READABLE:
        path = world.path(name)
        yield path
        if known in path:
            yield path.replace(known, private.public_id)
    for path in SEARCHES:
        for word in ("q", "words", "search", "topic"):
            yield f"{path}?{word}={CANARY}"


def shown(client: Client, path: str) -> str:
    """The page without the words one typed oneself: a search repeats its question."""
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode(errors="replace")
    return text if "?" not in path else re.sub(rf'(value="|=|“|filter-)[^"&”]*{CANARY}[^"&”]*', r"\1", text)


def test_the_canary_sings_for_its_owner(world: World, practised: User, as_user: SignIn) -> None:
    client = as_user(practised)
    names = ("attempt", "study_set", "sets", "practice_questions", "progress_export")
    assert [name for name in names if CANARY not in shown(client, world.path(name))] == []


@pytest.mark.once
@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_else_sees_anything_of_it(
    persona: str,
    world: World,
    practised: User,
    request: pytest.FixtureRequest,
    as_user: SignIn,
) -> None:
    client = as_user(request.getfixturevalue(persona))
    assert [path for path in addresses(world, practised) if CANARY in shown(client, path)] == []


@pytest.mark.parametrize("persona", OTHERS)
def test_numbers_of_anothers_practice_reach_no_page_of_theirs(
    persona: str,
    world: World,
    practised: User,
    request: pytest.FixtureRequest,
    as_user: SignIn,
) -> None:
    """Their own practice pages are those of somebody who has done nothing."""
    client = as_user(request.getfixturevalue(persona))
    found = [client.get(f"/practice/{page}").content.decode() for page in ("", "progress/", "sets/", "partner/")]
    assert ("Nothing here yet" in found[1], "No sets yet" in found[2], "7 Mar" in found[0]) == (True, True, False)


def test_there_is_no_address_of_practice_that_names_a_person() -> None:
    """Neither HR nor an admin could ask for somebody's practice: no route takes a person."""
    inside = {name: route for name, route in ROUTES.items() if route.startswith("/practice/")}
    assert [name for name, route in inside.items() if "person" in route or "user" in route] == []
