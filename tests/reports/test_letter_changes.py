"""The letter and the summary under several hands: versions, taking back, and the machine's text again."""

import threading

import pytest
from django.db import IntegrityError, connection

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from reports.models import Letter, Report, ShareLink
from reports.services import editing, letters
from reports.services.sharing import Terms, make_link

MINE = "Dear Cleo, my own words."


@pytest.fixture
def released(report: Report, lead: User) -> Letter:
    return letters.release_letter(report=report, by=lead)


@pytest.mark.parametrize("body", ["  ", "x" * 10_001])
def test_a_letter_is_neither_empty_nor_endless(report: Report, lead: User, body: str) -> None:
    with pytest.raises(DomainError, match="between one and 10000"):
        letters.save_letter(report=report, by=lead, base_version=0, body=body)


def test_a_released_letter_is_not_changed_under_the_candidates_eyes(
    released: Letter, report: Report, lead: User
) -> None:
    with pytest.raises(Conflict, match="Take it back before"):
        letters.save_letter(report=report, by=lead, base_version=released.version, body=MINE)


def test_releasing_twice_keeps_the_first_moment(released: Letter, report: Report, lead: User) -> None:
    assert letters.release_letter(report=report, by=lead).released_at == released.released_at


def test_a_letter_that_is_not_released_cannot_be_taken_back(report: Report, lead: User) -> None:
    with pytest.raises(Conflict, match="not released"):
        letters.withdraw_letter(report=report, by=lead)


def test_taking_the_letter_back_ends_its_links(released: Letter, report: Report, lead: User) -> None:
    make_link(report=report, by=lead, terms=Terms(opens=ShareLink.Opens.LETTER, days=7, show="anonymous"))
    letters.withdraw_letter(report=report, by=lead)
    assert [link.revoked_at is not None for link in ShareLink.objects.all()] == [True]


def test_ones_own_letter_gives_way_to_the_machines_draft(report: Report, lead: User) -> None:
    letters.save_letter(report=report, by=lead, base_version=0, body=MINE)
    letters.forget_edit(report=report, by=lead)
    assert letters.release_letter(report=report, by=lead).body == letters.drafted(report).strip()


def test_a_released_letter_does_not_give_way(released: Letter, report: Report, lead: User) -> None:
    with pytest.raises(Conflict, match="Take it back before"):
        letters.forget_edit(report=report, by=lead)


def test_a_stranger_writes_no_letter(report: Report, stranger: User) -> None:
    with pytest.raises(Forbidden):
        letters.save_letter(report=report, by=stranger, base_version=0, body=MINE)


def test_of_two_who_change_the_summary_the_second_is_told(report: Report, lead: User) -> None:
    editing.edit_summary(report=report, by=lead, base_version=0, written={"Verdict": "First."})
    with pytest.raises(Conflict, match="Somebody else changed the summary"):
        editing.edit_summary(report=report, by=lead, base_version=0, written={"Verdict": "Second."})


def test_the_machines_summary_stands_again(report: Report, lead: User) -> None:
    editing.edit_summary(report=report, by=lead, base_version=0, written={"Verdict": "First."})
    summary = editing.forget_edit(report=report, by=lead)
    assert (summary.edited, summary.edited_by, summary.edited_for, summary.version) == (None, None, "", 2)


def test_hr_does_not_write_the_summary(report: Report, hr: User) -> None:
    with pytest.raises(Forbidden):
        editing.forget_edit(report=report, by=hr)


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_two_release_at_once_is_released_once(report: Report, lead: User) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    start, failed = threading.Barrier(4), []

    def press() -> None:
        start.wait()
        try:
            letters.release_letter(report=report, by=lead)
        except IntegrityError as problem:
            failed.append(problem)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert (failed, Letter.objects.filter(report=report).count()) == ([], 1)
