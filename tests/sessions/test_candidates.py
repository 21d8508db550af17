"""Who has been a candidate sees nothing of that evaluation, also by an account that came later (I6, T5)."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import add_person
from sessions.models import Candidate, InterviewSession, Position

SignIn = Callable[[User], Client]
PASSWORD = "a-long-enough-password"


@pytest.fixture
def applied(interview: InterviewSession) -> InterviewSession:
    Candidate.objects.update(email="Cleo@X.example")
    return interview


def hired(admin: User, **roles: bool) -> User:
    return add_person(by=admin, email="cleo@x.example", password=PASSWORD, full_name="Cleo Candidate", **roles)


def test_a_candidate_who_was_hired_into_hr_does_not_find_their_own_interview(
    applied: InterviewSession, admin: User, as_user: SignIn
) -> None:
    person = hired(admin, is_hr=True)
    Position.objects.get().hr.add(person)
    assert as_user(person).get(f"/interviews/{applied.public_id}/").status_code == 404


def test_an_account_that_takes_a_candidates_address_is_theirs_from_then_on(
    applied: InterviewSession, practising: User
) -> None:
    practising.email = "cleo@x.example"
    practising.save()
    assert Candidate.objects.get().user == practising


def test_a_candidate_whose_account_is_known_stays_with_it(
    applied: InterviewSession, admin: User, stranger: User
) -> None:
    Candidate.objects.update(user=stranger)
    hired(admin)
    assert Candidate.objects.get().user == stranger


def test_signing_in_looks_for_no_candidate(practising: User, django_assert_num_queries: Callable[..., object]) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        practising.save(update_fields=["last_login"])
