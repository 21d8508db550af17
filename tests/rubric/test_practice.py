"""Opening a rubric to people who practise."""

import pytest
from django.test import Client

from rubric.models import RubricVersion


@pytest.fixture
def opened(rubric_version: RubricVersion, lead, as_user) -> Client:
    client = as_user(lead)
    client.post(f"/rubrics/{rubric_version.public_id}/practice/", {"open": "1"})
    return client


def test_a_rubric_is_closed_to_practice_until_its_owner_opens_it(rubric_version: RubricVersion) -> None:
    assert not RubricVersion.objects.open_to_practice().exists()


def test_the_owner_opens_it(opened: Client, rubric_version: RubricVersion) -> None:
    assert RubricVersion.objects.open_to_practice().get() == rubric_version


def test_the_owner_closes_it_again(opened: Client, rubric_version: RubricVersion) -> None:
    opened.post(f"/rubrics/{rubric_version.public_id}/practice/", {"close": "1"})
    assert not RubricVersion.objects.open_to_practice().exists()


def test_nobody_else_opens_it(rubric_version: RubricVersion, stranger, as_user) -> None:
    answer = as_user(stranger).post(f"/rubrics/{rubric_version.public_id}/practice/", {"open": "1"})
    assert (answer.status_code, RubricVersion.objects.open_to_practice().exists()) == (403, False)
