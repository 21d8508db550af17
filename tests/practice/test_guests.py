from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.guests import GUESTS_AN_HOUR, KEPT_FOR, start_guest
from accounts.models import User
from practice.models import Attempt, Card, Mark, Preparation, StudySet
from practice.services.attempts import answer_attempt, start_attempt
from practice.services.cards import rate_attempt
from practice.services.erasing import BATCH, erase_practice, forget_guests
from questions.models import Question

PASSWORD = "a-long-password-of-cleo"


def guest_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


@pytest.fixture
def guest_client(db: None) -> Client:
    client = Client()
    client.post("/practice/guest/start/")
    return client


def practise(user: User, question: Question) -> Attempt:
    return answer_attempt(attempt=start_attempt(user=user, question=question), body="words", seconds=None)


def test_one_click_starts_a_guest_without_role_or_password(guest_client: Client) -> None:
    guest = guest_of(guest_client)
    found = (guest.is_guest, guest.has_usable_password(), guest.is_staff_member)
    assert found == (True, False, False)


def test_a_guest_practises_like_anybody(guest_client: Client, question: Question) -> None:
    assert "What is thing 1?" in guest_client.get("/practice/questions/").content.decode()


@pytest.mark.parametrize("path", ["/questions/", "/interviews/", "/reports/", "/rubrics/", "/people/"])
def test_a_guest_sees_nothing_of_the_staff(guest_client: Client, path: str) -> None:
    assert guest_client.get(path).status_code == 403


def test_a_second_click_does_not_make_a_second_guest(guest_client: Client) -> None:
    guest_client.post("/practice/guest/start/")
    assert User.objects.filter(is_guest=True).count() == 1


def test_a_guest_who_thinks_again_is_the_same_guest(guest_client: Client) -> None:
    before = guest_of(guest_client)
    guest_client.post("/practice/guest/leave/", {"wish": "signup"})
    guest_client.post("/practice/guest/start/")
    assert guest_of(guest_client) == before


def test_signing_up_keeps_what_the_guest_did(guest_client: Client, question: Question) -> None:
    attempt = practise(guest_of(guest_client), question)
    guest_client.post("/practice/guest/leave/", {"wish": "signup"})
    account = {"email": "cleo@x.example", "password1": PASSWORD, "password2": PASSWORD}
    guest_client.post("/accounts/signup/", account)
    attempt.refresh_from_db()
    assert (attempt.user.email, User.objects.filter(is_guest=True).count()) == ("cleo@x.example", 0)


def test_signing_in_elsewhere_takes_no_guest_over(guest_client: Client, question: Question, practising: User) -> None:
    attempt = practise(guest_of(guest_client), question)
    Client().force_login(practising, backend="allauth.account.auth_backends.AuthenticationBackend")
    attempt.refresh_from_db()
    assert attempt.user.is_guest


def test_leaving_for_an_account_moves_cards_marks_sets_and_plans(
    guest_client: Client, question: Question, practising: User
) -> None:
    guest = guest_of(guest_client)
    rate_attempt(attempt=practise(guest, question), value=4)
    Mark.objects.create(user=guest, question=question, kind="bookmark")
    StudySet.objects.create(user=guest, title="Mine")
    Preparation.objects.create(user=guest, weekly_goal=7)
    guest_client.post("/practice/guest/leave/", {"wish": "login"})
    guest_client.force_login(practising, backend="allauth.account.auth_backends.AuthenticationBackend")
    kept = [model.objects.filter(user=practising).count() for model in (Attempt, Card, Mark, StudySet, Preparation)]
    assert kept == [1, 1, 1, 1, 1]


def test_where_both_know_a_question_the_later_review_counts(
    guest_client: Client, question: Question, practising: User
) -> None:
    rate_attempt(attempt=practise(practising, question), value=2)
    rate_attempt(attempt=practise(guest_of(guest_client), question), value=5)
    later = Card.objects.get(user=guest_of(guest_client)).due_at
    guest_client.post("/practice/guest/leave/", {"wish": "login"})
    guest_client.force_login(practising, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert Card.objects.get().due_at == later


def test_erasing_leaves_nothing_of_a_guest(guest_client: Client, question: Question) -> None:
    practise(guest_of(guest_client), question)
    guest_client.post("/practice/guest/leave/", {"wish": "erase"})
    assert (Attempt.objects.count(), User.objects.filter(is_guest=True).count()) == (0, 0)


def test_a_guest_can_never_be_given_a_role(db: None) -> None:
    guest = start_guest()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=guest.pk).update(is_interviewer=True)


def test_a_guest_is_not_listed_among_the_people(guest_client: Client, admin: User) -> None:
    client = Client()
    client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert guest_of(guest_client).public_id not in client.get("/people/").content.decode()


def test_guests_can_be_switched_off(db: None, settings: Settings) -> None:
    settings.PRACTICE_GUESTS = False
    assert Client().post("/practice/guest/start/").status_code == 403


def test_two_hundred_guests_an_hour_are_enough(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.guests.GUESTS_AN_HOUR", 1)
    found = [Client().post("/practice/guest/start/").status_code for _ in range(2)]
    assert found == [302, 409]


def test_many_guests_who_stay_away_are_forgotten_by_and_by_the_oldest_first(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practice.services.erasing.BATCH", 15)
    User.objects.bulk_create(User(email=f"g{n}@guest.invalid", is_guest=True) for n in range(25))
    User.objects.update(date_joined=timezone.now() - KEPT_FOR - timedelta(days=1))
    newer = User.objects.filter(email__in=[f"g{n}@guest.invalid" for n in range(10)])
    newer.update(date_joined=timezone.now() - KEPT_FOR - timedelta(hours=1))
    kept = set(newer)
    forget_guests({})
    assert set(User.objects.all()) == kept
    forget_guests({})
    assert not User.objects.exists()


def test_more_guests_are_forgotten_in_an_hour_than_one_address_may_make() -> None:
    assert BATCH > GUESTS_AN_HOUR


def test_a_guest_who_cannot_be_forgotten_stops_nobody_behind_them(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, _ = start_guest(), start_guest()
    User.objects.update(date_joined=timezone.now() - KEPT_FOR - timedelta(days=1))
    User.objects.filter(pk=first.pk).update(date_joined=timezone.now() - KEPT_FOR - timedelta(days=2))
    erase = erase_practice

    def stumble(*, user: User) -> None:
        erase(user=user)
        if user == first:
            raise RuntimeError("a row that nothing expects")

    monkeypatch.setattr("practice.services.erasing.erase_practice", stumble)
    forget_guests({})
    assert list(User.objects.all()) == [first]
    assert [record.getMessage() for record in caplog.records] == [
        f"Guest {first.public_id} could not be forgotten; the next hour tries again"
    ]


def test_a_guest_who_stays_away_is_forgotten(db: None, question: Question) -> None:
    away, lately = start_guest(), start_guest()
    long_ago = timezone.now() - KEPT_FOR - timedelta(days=1)
    User.objects.filter(is_guest=True).update(date_joined=long_ago)
    practise(lately, question)
    Attempt.objects.filter(pk=practise(away, question).pk).update(created_at=long_ago)
    forget_guests({})
    assert list(User.objects.filter(is_guest=True)) == [lately]
