"""The candidate's way in: a link that looking does not use up, one browser, a door for the second, and the end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from sessions.guests import cookie_name
from sessions.models import InterviewSession, Knock, PanelMember
from sessions.services.asking import put_next
from sessions.services.links import answer_knock, issue_link
from sessions.services.moves import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(interview: InterviewSession, lead: User) -> str:
    return issue_link(interview=interview, by=lead)


@pytest.fixture
def guest(token: str) -> Client:
    """The candidate's browser after coming in."""
    client = Client()
    client.room = client.post(f"/join/{token}/")["Location"]
    return client


def postpone(interview: InterviewSession, **by: int) -> None:
    InterviewSession.objects.filter(pk=interview.pk).update(scheduled_at=timezone.now() + timedelta(**by))


def test_looking_at_a_link_uses_nothing_up(interview: InterviewSession, token: str) -> None:
    Client().get(f"/join/{token}/")
    assert interview.links.get().claimed_at is None


def test_a_browser_that_sends_no_referrer_can_come_in(token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/join/{token}/", headers={"origin": "null"}).status_code == 302


def test_an_older_link_stops_working(interview: InterviewSession, lead: User, token: str) -> None:
    issue_link(interview=interview, by=lead)
    assert Client().get(f"/join/{token}/").status_code == 404


def kept_under(page: str) -> str:
    """The key for what this browser keeps of the pad."""
    return page.split('data-key="')[1].split('"')[0]


def test_a_new_link_opens_what_was_kept_under_the_old_one(
    interview: InterviewSession, lead: User, guest: Client
) -> None:
    before = kept_under(guest.get(guest.room).content.decode())
    room = guest.post(f"/join/{issue_link(interview=interview, by=lead)}/")["Location"]
    assert room != guest.room
    assert kept_under(guest.get(room).content.decode()) == before


def test_after_a_change_of_the_secret_the_key_before_still_opens(guest: Client, settings: Any) -> None:
    before = kept_under(guest.get(guest.room).content.decode())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [settings.SECRET_KEY]
    locks, _, opens = kept_under(guest.get(guest.room).content.decode()).partition(" ")
    assert (locks != before, opens) == (True, before)


def test_opened_early_it_shows_when_and_lets_nobody_in(interview: InterviewSession, token: str) -> None:
    postpone(interview, days=2)
    page = Client().post(f"/join/{token}/")
    assert "The door opens at" in page.content.decode()
    assert "Come in" not in page.content.decode()
    assert interview.links.get().claimed_at is None


def test_opened_late_it_says_that_it_is_over(interview: InterviewSession, token: str) -> None:
    postpone(interview, hours=-2)
    page = Client().get(f"/join/{token}/")
    assert (page.status_code, "This link has ended" in page.content.decode()) == (410, True)


def test_a_cancelled_interview_says_so(interview: InterviewSession, lead: User, token: str) -> None:
    move(interview=interview, action="cancel", by=lead)
    assert "This interview was cancelled" in Client().get(f"/join/{token}/").content.decode()


def test_the_join_page_names_the_panel_by_first_name_only(token: str) -> None:
    page = Client().get(f"/join/{token}/").content.decode()
    assert "Lena" in page
    assert "Pavel" in page
    assert "Lead" not in page


def test_a_second_browser_waits_until_the_panel_lets_it_in(
    interview: InterviewSession, lead: User, token: str, guest: Client
) -> None:
    second = Client()
    door = second.post(f"/join/{token}/")["Location"]
    assert door == f"/join/{token}/door/"
    assert "Waiting for your interviewer" in second.get(door).content.decode()
    answer_knock(interview=interview, knock=Knock.objects.get(), admit=True, by=lead)
    assert second.get(door)["Location"] == guest.room
    assert second.get(guest.room).status_code == 200
    assert guest.get(guest.room).status_code == 404


def test_a_second_browser_that_is_turned_away_stays_out(
    interview: InterviewSession, lead: User, token: str, guest: Client
) -> None:
    second = Client()
    door = second.post(f"/join/{token}/")["Location"]
    answer_knock(interview=interview, knock=Knock.objects.get(), admit=False, by=lead)
    assert "kept the other browser" in second.get(door).content.decode()
    assert second.get(guest.room).status_code == 404
    assert guest.get(guest.room).status_code == 200


def test_the_same_browser_comes_in_again_without_knocking(token: str, guest: Client) -> None:
    assert guest.post(f"/join/{token}/")["Location"] == guest.room
    assert not Knock.objects.exists()


@pytest.fixture
def another(interview: InterviewSession, lead: User) -> str:
    """The link of a second interview with the same panel."""
    seats = list(interview.panel.all())
    copy = InterviewSession.objects.get(pk=interview.pk)
    copy.pk, copy.public_id, copy.current = None, "second-interview-0001", None
    copy.save()
    for seat in seats:
        PanelMember.objects.create(interview=copy, user=seat.user, seat=seat.seat)
    return issue_link(interview=copy, by=lead)


def test_a_browser_holds_several_interviews_at_once(another: str, guest: Client) -> None:
    room = guest.post(f"/join/{another}/")["Location"]
    assert [guest.get(path).status_code for path in (guest.room, room)] == [200, 200]
    assert len(guest.cookies) == 2


def test_what_opens_one_interview_opens_no_other(another: str, guest: Client) -> None:
    room = Client().post(f"/join/{another}/")["Location"]
    secret = next(iter(guest.cookies.values())).value
    guest.cookies[cookie_name(room.strip("/").split("/")[1])] = secret
    assert guest.get(room).status_code == 404


def test_a_door_without_a_knock_leads_to_the_link(token: str, guest: Client) -> None:
    assert Client().get(f"/join/{token}/door/")["Location"] == f"/join/{token}/"


def test_a_wish_reaches_the_interview_in_the_candidates_words(interview: InterviewSession, guest: Client) -> None:
    guest.post(f"{guest.room}wish/", {"text": " More time, please. "})
    interview.refresh_from_db()
    assert interview.accommodation == "More time, please."
    assert "More time, please." in guest.get(guest.room).content.decode()


def test_whoever_only_holds_the_link_may_wish_and_does_not_read_the_wish(
    interview: InterviewSession, token: str
) -> None:
    postpone(interview, days=2)
    Client().post(f"/join/{token}/wish/", {"text": "A break"})
    interview.refresh_from_db()
    assert interview.accommodation == "A break"
    assert "A break" not in Client().get(f"/join/{token}/").content.decode()


def test_a_wish_sent_without_scripts_is_confirmed(interview: InterviewSession, token: str) -> None:
    postpone(interview, days=2)
    before = Client().post(f"/join/{token}/wish/", {"text": "A break"}, follow=True)
    postpone(interview, days=0)
    guest = Client()
    room = guest.post(f"/join/{token}/")["Location"]
    inside = guest.post(f"{room}wish/", {"text": "A break"}, follow=True)
    assert ["has your message" in page.content.decode() for page in (before, inside)] == [True, True]


def test_the_stage_is_sent_again_only_when_it_changed(interview: InterviewSession, lead: User, guest: Client) -> None:
    move(interview=interview, action="start", by=lead)
    mark = guest.get(guest.room).context["mark"]
    assert guest.get(f"{guest.room}stage/?mark={mark}").status_code == 204
    put_next(interview=interview, by=lead)
    assert "Question 2" in guest.get(f"{guest.room}stage/?mark={mark}").content.decode()


def test_a_timer_that_is_not_shown_is_not_sent(interview: InterviewSession, lead: User, guest: Client) -> None:
    InterviewSession.objects.update(show_timer=False)
    move(interview=interview, action="start", by=lead)
    assert "data-clock" not in guest.get(guest.room).content.decode()


def test_the_timer_counts_with_the_agreed_factor(interview: InterviewSession, lead: User, guest: Client) -> None:
    InterviewSession.objects.update(time_factor="1.50")
    move(interview=interview, action="start", by=lead)
    assert 'data-limit="450"' in guest.get(guest.room).content.decode()


def test_the_privacy_notice_names_the_months_and_the_contact(guest: Client, settings: object) -> None:
    settings.RETENTION_MONTHS, settings.PRIVACY_CONTACT = 9, "privacy@x.example"  # type: ignore[attr-defined]
    page = guest.get(guest.room).content.decode()
    assert "until 9 months" in page
    assert "privacy@x.example" in page


def test_after_the_interview_the_page_says_thank_you(interview: InterviewSession, lead: User, guest: Client) -> None:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    page = guest.get(guest.room).content.decode()
    assert "Thank you, Cleo Candidate" in page
    assert "What is thing" not in page


@pytest.mark.parametrize("path", ["", "stage/"])
def test_another_browser_finds_no_room(path: str, guest: Client) -> None:
    assert Client().get(f"{guest.room}{path}").status_code == 404


def test_the_candidates_pages_send_no_referrer(token: str, guest: Client) -> None:
    pages = [guest.get(path) for path in (f"/join/{token}/", guest.room, f"{guest.room}stage/")]
    assert {page["Referrer-Policy"] for page in pages} == {"no-referrer"}
