"""S2: another's id and an id that does not exist get the same answer, by every address and both methods."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from core.models import random_id
from tests.test_permissions import OPEN, READABLE, ROUTES, TABLE, World, world

__all__ = ["world"]

# What differs on every page, or repeats the address that was asked for.
NOISE = re.compile(rb"csrfmiddlewaretoken\" value=\"[^\"]+|nonce=\"[^\"]+|next=[^\"& ]+")
NONCE = re.compile(r"'nonce-[^']+'")
ADDRESSES = [name for name, route in ROUTES.items() if "<str:" in route and TABLE[name][0] != 404]
ASKED = {"get": [name for name in ADDRESSES if name in READABLE], "post": ADDRESSES}


@pytest.fixture
def hr_elsewhere(db: None) -> User:
    return User.objects.create_user("hr2@x.example", full_name="Helga Elsewhere", is_hr=True)


@pytest.fixture
def other_practising(db: None) -> User:
    return User.objects.create_user("cand2@x.example", full_name="Coen Candidate")


def answered(client: Client, method: str, path: str, id_: str) -> tuple[int, bytes, dict[str, str]]:
    answer: HttpResponse = getattr(client, method)(path)
    headers = {key: NONCE.sub("", value).replace(id_, "ID") for key, value in answer.headers.items()}
    kept = {key: value for key, value in headers.items() if key not in ("Content-Length", "X-Request-ID")}
    return answer.status_code, NOISE.sub(b"", answer.content).replace(id_.encode(), b"ID"), kept


# What every interviewer of the team, or everyone who practises, may read or write by its id.
TEAM = re.compile(r"/(questions|rubrics)/|/practice/(questions|runs/new)|/reports/(schema|questions)")


@pytest.mark.once
@pytest.mark.parametrize("persona", ["stranger", "hr_elsewhere", "other_practising"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_s2_another_persons_id_and_a_missing_id_get_the_same_answer(
    persona: str, method: str, world: World, request: pytest.FixtureRequest, as_user: Callable[[User], Client]
) -> None:
    client = as_user(request.getfixturevalue(persona))
    told_apart = []
    for name in ASKED[method]:
        path = world.path(name)
        id_ = next((one for one in world.ids.values() if one in path), None)
        if id_ is None or TEAM.match(ROUTES[name]) or name in OPEN:
            continue
        missing = random_id()
        if answered(client, method, path, id_) != answered(client, method, path.replace(id_, missing), missing):
            told_apart.append((name, client.get(path).status_code))
    assert told_apart == []
