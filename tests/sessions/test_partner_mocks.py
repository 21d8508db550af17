"""A mock with a partner: one room each way, swapped at half time, blind until both have given everything."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from accounts.guests import keep_guest, start_guest
from accounts.models import User
from core.errors import Conflict, DomainError
from practice.models import PartnerValue
from practice.progress import gaps_of
from practice.services.erasing import erase_practice
from practice.standing import rated_twice
from questions.models import Question
from questions.services.bank import Content, Place, add_question
from reports.models import Report
from rubric.locking.installing import drop_locks
from rubric.models import Rating, Rubric, RubricVersion, Scorecard
from sessions.mocks.models import MockHalf, PartnerMock
from sessions.mocks.page import standing_of
from sessions.mocks.receivers import NAMED
from sessions.mocks.services import Wish, criteria_of, give_own_values, join_mock, open_mock
from sessions.models import Candidate, InterviewSession, PadUpdate, PanelMessage, Position
from sessions.services.messages import send_message
from sessions.services.moves import move
from sessions.services.wrap_up import submit_scorecard

SignIn = Callable[[User], Client]
D = Decimal


@pytest.fixture
def bank(lead: User, rubric_version: RubricVersion) -> list[Question]:
    Rubric.objects.update(for_practice=True)
    place = Place(levels=["mid"], topic="Things", use="practice")
    contents = [
        Content(prompt=f"What is part {n}?", answer=f"GUIDE{n}", key_points=[f"POINT{n}"], minutes=5) for n in range(8)
    ]
    return [add_question(owner=lead, content=content, place=place) for content in contents]


@pytest.fixture
def partner(db: None) -> User:
    return start_guest()


@pytest.fixture
def mock(practising: User, partner: User, bank: list[Question]) -> PartnerMock:
    return join_mock(mock=open_mock(host=practising, wish=Wish("mid", 15)), user=partner)


def half(mock: PartnerMock, number: int) -> MockHalf:
    return mock.halves.select_related("interview", "asker", "answerer", "mock").get(number=number)


def hold(half: MockHalf, value: str) -> None:
    """The asker holds the half and fills the rubric with one value."""
    for action in ("start", "end"):
        move(interview=half.interview, action=action, by=half.asker)
    seat = half.interview.panel.get()
    for criterion in criteria_of(half):
        Rating.objects.create(scorecard=seat.scorecard, criterion=criterion, value=D(value))
    Scorecard.objects.filter(pk=seat.scorecard_id).update(
        recommendation="yes", confidence="high", comment="CLEAR WORDS"
    )
    seat.refresh_from_db()
    submit_scorecard(member=seat)


def see_oneself(half: MockHalf, value: str) -> None:
    give_own_values(half=half, user=half.answerer, values={c.pk: D(value) for c in criteria_of(half)})


def without_token(answer) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())


@pytest.fixture
def given(mock: PartnerMock, django_capture_on_commit_callbacks) -> PartnerMock:
    with django_capture_on_commit_callbacks(execute=True):
        for number, (theirs, own) in ((1, ("3", "4")), (2, ("4.5", "3"))):
            hold(half(mock, number), theirs)
            see_oneself(half(mock, number), own)
    mock.refresh_from_db()
    return mock


def test_the_halves_ask_different_questions_that_are_open_for_practice(mock: PartnerMock) -> None:
    first, second = (
        set(half(mock, n).interview.asked.values_list("question_version__question", flat=True)) for n in (1, 2)
    )
    used = Question.objects.filter(pk__in=first | second).values_list("use", flat=True)
    assert (first & second, set(used), min(len(first), len(second)) >= 2) == (set(), {"practice"}, True)


def test_the_host_asks_first_and_then_they_swap(mock: PartnerMock, practising: User, partner: User) -> None:
    people = [(half(mock, n).asker, half(mock, n).answerer) for n in (1, 2)]
    assert people == [(practising, partner), (partner, practising)]


def test_a_third_person_is_refused(mock: PartnerMock, stranger: User) -> None:
    with pytest.raises(Conflict):
        join_mock(mock=mock, user=stranger)


def test_a_guest_says_what_to_be_called(practising: User, partner: User, bank: list[Question], as_user: SignIn) -> None:
    made = open_mock(host=practising, wish=Wish("mid", 15))
    as_user(partner).post(f"/practice/partner/join/{made.invite_key}/", {"name": " Pat "})
    assert half(made, 1).interview.candidate.name == "Pat"


def test_too_few_questions_are_said(practising: User, rubric_version: RubricVersion) -> None:
    with pytest.raises(DomainError, match="too few questions"):
        open_mock(host=practising, wish=Wish("mid", 15))


def test_a_rubric_that_is_closed_to_practice_is_not_used(practising: User, bank: list[Question]) -> None:
    Rubric.objects.update(for_practice=False)
    with pytest.raises(DomainError, match="open for practice"):
        open_mock(host=practising, wish=Wish("mid", 15))


def test_the_one_who_asks_sees_the_guide(mock: PartnerMock, practising: User, as_user: SignIn) -> None:
    page = as_user(practising).get(f"/interviews/{half(mock, 1).interview.public_id}/room/").content.decode()
    assert "POINT" in page


def test_the_one_who_answers_finds_no_room_of_the_interviewer(
    mock: PartnerMock, partner: User, as_user: SignIn
) -> None:
    assert as_user(partner).get(f"/interviews/{half(mock, 1).interview.public_id}/room/").status_code == 404


def test_the_one_who_answers_enters_the_candidates_room(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    client = as_user(partner)
    room = client.post(f"/practice/partner/{mock.public_id}/enter/", {"half": "1"})["Location"]
    move(interview=half(mock, 1).interview, action="start", by=half(mock, 1).asker)
    page = client.get(room).content.decode()
    assert ("What is part" in page, "GUIDE" in page, "POINT" in page) == (True, False, False)


def test_going_in_again_keeps_the_same_place(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    client = as_user(partner)
    doors = [client.post(f"/practice/partner/{mock.public_id}/enter/", {"half": "1"})["Location"] for _ in range(2)]
    assert doors[0] == doors[1]


def test_no_feedback_before_both_have_given_everything(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    hold(half(mock, 1), "3")
    see_oneself(half(mock, 1), "4")
    answer = as_user(partner).get(f"/practice/partner/{mock.public_id}/feedback/")
    assert (answer.status_code, "CLEAR WORDS" in answer.content.decode()) == (409, False)


def test_a_page_before_the_feedback_does_not_depend_on_what_was_given(
    mock: PartnerMock, partner: User, as_user: SignIn
) -> None:
    hold(half(mock, 1), "3")
    path = f"/practice/partner/{mock.public_id}/status/?mark=x"
    before = without_token(as_user(partner).get(path))
    drop_locks(connection)
    Rating.objects.update(value=D(5))
    Scorecard.objects.update(recommendation="strong_yes", comment="other")
    assert without_token(as_user(partner).get(path)) == before


def test_the_feedback_opens_to_both_at_once(
    given: PartnerMock, practising: User, partner: User, as_user: SignIn
) -> None:
    pages = [as_user(person).get(f"/practice/partner/{given.public_id}/feedback/") for person in (practising, partner)]
    assert [("CLEAR WORDS" in page.content.decode()) for page in pages] == [True, True]


def test_what_was_given_is_kept_with_ones_progress(given: PartnerMock, practising: User, partner: User) -> None:
    gaps = [gaps_of(rated_twice(person))[0].difference for person in (partner, practising)]
    assert gaps == [D(1), D("-1.5")]


def test_a_mock_makes_no_report(given: PartnerMock) -> None:
    assert not Report.objects.exists()


def test_a_guest_who_makes_a_room_says_what_to_be_called(partner: User, bank: list[Question], as_user: SignIn) -> None:
    as_user(partner).post("/practice/partner/", {"level": "mid", "minutes": "15", "name": "Robin"})
    assert str(PartnerMock.objects.get().host) == "Robin"


def test_the_feedback_tells_no_key_point_of_a_question_that_became_live_only(
    given: PartnerMock, practising: User, as_user: SignIn
) -> None:
    client, path = as_user(practising), f"/practice/partner/{given.public_id}/feedback/"
    before = client.get(path).content.decode()
    Question.objects.update(use="live")
    assert ("POINT" in before, "POINT" in client.get(path).content.decode()) == (True, False)


def test_own_values_are_given_once(given: PartnerMock) -> None:
    with pytest.raises(Conflict):
        see_oneself(half(given, 1), "5")


def test_the_form_asks_for_a_word_on_every_criterion(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    hold(half(mock, 1), "3")
    answer = as_user(partner).post(f"/practice/partner/{mock.public_id}/own/?half=1", {"half": "1"})
    assert (answer.status_code, half(mock, 1).own_given_at) == (422, None)


def test_the_form_keeps_what_was_chosen_when_a_word_is_missing(
    mock: PartnerMock, partner: User, as_user: SignIn
) -> None:
    hold(half(mock, 1), "3")
    first, *_ = criteria_of(half(mock, 1))
    page = as_user(partner).post(f"/practice/partner/{mock.public_id}/own/", {"half": "1", f"value-{first.pk}": "3.5"})
    assert f'name="value-{first.pk}" value="3.5" checked' in page.content.decode()


@pytest.mark.parametrize("path", ["/interviews/", "/positions/", "/reports/"])
def test_a_mock_stands_on_no_list_of_the_hiring_side(
    given: PartnerMock, practising: User, path: str, hr: User, as_user: SignIn
) -> None:
    practising.is_interviewer = practising.is_hr = True
    practising.save()
    pages = [as_user(person).get(path).content.decode() for person in (practising, hr)]
    assert [("Mock interview" in page or "Guest" in page) for page in pages] == [False, False]


def test_in_a_mock_only_practice_questions_can_be_added(
    mock: PartnerMock, practising: User, lead: User, as_user: SignIn
) -> None:
    practising.is_interviewer = True
    practising.save()
    place = Place(levels=["mid"], topic="Things", use="live")
    secret = add_question(owner=lead, content=Content(prompt="What is LIVEONLY?", answer="a"), place=place)
    interview = half(mock, 1).interview
    move(interview=interview, action="start", by=practising)
    answer = as_user(practising).post(f"/interviews/{interview.public_id}/room/add/", {"question": secret.public_id})
    assert (answer.status_code, interview.asked.filter(question_version__question=secret).exists()) == (422, False)


def test_erasing_ones_practice_takes_the_mock_with_it(given: PartnerMock, practising: User, partner: User) -> None:
    erase_practice(user=practising)
    left = [model.objects.count() for model in (PartnerMock, InterviewSession, Position, Candidate, Scorecard)]
    kept = PartnerValue.objects.filter(user=partner).exists()
    assert (left, kept) == ([0] * 5, True)


def test_a_guest_with_a_mock_can_be_forgotten(given: PartnerMock, partner: User) -> None:
    erase_practice(user=partner)
    partner.delete()
    assert not User.objects.filter(is_guest=True).exists()


def test_signing_up_keeps_the_guests_mock(given: PartnerMock, partner: User, as_user: SignIn) -> None:
    client = as_user(partner)
    client.post("/practice/guest/leave/", {"wish": "signup"})
    password = "a-long-password-of-pat"
    client.post("/accounts/signup/", {"email": "pat@x.example", "password1": password, "password2": password})
    given.refresh_from_db()
    page = client.get(f"/practice/partner/{given.public_id}/feedback/").content.decode()
    assert (given.partner.email, "CLEAR WORDS" in page) == ("pat@x.example", True)


def test_a_room_is_made_from_the_form(practising: User, bank: list[Question], as_user: SignIn) -> None:
    page = as_user(practising).post("/practice/partner/", {"level": "mid", "minutes": 15}, follow=True)
    assert PartnerMock.objects.get().invite_key in page.content.decode()


def test_a_wish_that_no_question_fits_is_said_beside_the_form(
    practising: User, rubric_version: RubricVersion, as_user: SignIn
) -> None:
    answer = as_user(practising).post("/practice/partner/", {"level": "mid", "minutes": 15})
    assert (answer.status_code, bool(answer.context["form"].non_field_errors())) == (422, True)


def test_an_open_page_hears_nothing_while_nothing_changed(mock: PartnerMock, practising: User, as_user: SignIn) -> None:
    mark = standing_of(mock, practising).mark
    answer = as_user(practising).get(f"/practice/partner/{mock.public_id}/status/", {"mark": mark})
    assert (answer.status_code, answer.content) == (204, b"")


def test_the_invitation_says_who_waits(practising: User, partner: User, bank: list[Question], as_user: SignIn) -> None:
    made = open_mock(host=practising, wish=Wish("mid", 15))
    page = as_user(partner).get(f"/practice/partner/join/{made.invite_key}/").content.decode()
    assert "Cleo Candidate invites you to a mock interview" in page


def test_nobody_goes_in_alone(practising: User, bank: list[Question], as_user: SignIn) -> None:
    made = open_mock(host=practising, wish=Wish("mid", 15))
    assert as_user(practising).post(f"/practice/partner/{made.public_id}/enter/", {"half": "1"}).status_code == 409


def test_one_values_oneself_after_the_half_alone(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    client, path = as_user(partner), f"/practice/partner/{mock.public_id}/own/?half=1"
    before = client.get(path).status_code
    hold(half(mock, 1), "3")
    assert (before, "Knows mid things" in client.get(path).content.decode()) == (409, True)


def test_ones_own_values_are_kept_from_the_form(mock: PartnerMock, partner: User, as_user: SignIn) -> None:
    hold(half(mock, 1), "3")
    values = {f"value-{criterion.pk}": "4" for criterion in criteria_of(half(mock, 1))}
    client, path = as_user(partner), f"/practice/partner/{mock.public_id}/"
    page = client.post(f"{path}own/", {"half": "1", **values}, follow=True).content.decode()
    assert ("Kept." in page, client.get(f"{path}own/?half=1")["Location"]) == (True, path)


def test_a_deleted_mock_is_gone_for_both(mock: PartnerMock, partner: User, practising: User, as_user: SignIn) -> None:
    as_user(partner).post(f"/practice/partner/{mock.public_id}/delete/")
    assert as_user(practising).get(f"/practice/partner/{mock.public_id}/").status_code == 404


def test_a_guest_who_makes_an_account_takes_along_what_they_said_and_typed(
    mock: PartnerMock, partner: User, stranger: User
) -> None:
    interview = half(mock, 2).interview
    send_message(member=interview.panel.get(), op_id="o" * 16, body="Shall we begin?")
    PadUpdate.objects.create(asked=interview.asked.first(), body=b"", user=partner)
    keep_guest(guest=partner, user=stranger)
    assert [PanelMessage.objects.get().author, PadUpdate.objects.get().user] == [stranger, stranger]


def test_whatever_of_a_mock_names_a_person_goes_along_with_a_guest() -> None:
    """A guest asks and answers, owns no rubric and is no HR; every other row of these apps may name them."""
    named = {
        (relation.related_model, relation.field.name)
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.related_model._meta.app_label in ("interview_sessions", "rubric")
    }
    assert named - {(Rubric, "owner"), (Position.hr.through, "user")} == set(NAMED)
