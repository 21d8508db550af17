"""F6, F8: the same author in two tabs, and the same scorecard submitted twenty times at once."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings as budget
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import User
from core.saving import Save, Stale
from sessions.models import AskedQuestion, InterviewSession, Note, NoteRevision, PanelMember
from sessions.services.moves import move
from sessions.services.notes import save_note
from tests.faults.authors import Author
from tests.faults.house import House

TABS = st.sampled_from([0, 1])


class TwoTabs(RuleBasedStateMachine):
    """Each tab knows a version and holds a text. What one tab saved, a tab that has not seen it never overwrites."""

    member: PanelMember
    asked: AskedQuestion
    save = staticmethod(save_note)

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        Note.objects.filter(member=self.member).delete()
        self.seen = [0, 0]
        self.sent: list[Save | None] = [None, None]
        self.accepted: list[str] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @rule(tab=TABS, words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
    def type_and_save(self, tab: int, words: str) -> None:
        self.sent[tab] = Save(secrets.token_urlsafe(16), self.seen[tab], words)
        self._send(tab)

    @rule(tab=TABS)
    def send_the_last_again(self, tab: int) -> None:
        """As after an answer that got lost."""
        if self.sent[tab]:
            self._send(tab)

    @rule(tab=TABS)
    def reload(self, tab: int) -> None:
        self.seen[tab] = len(self.accepted)

    def _send(self, tab: int) -> None:
        save = self.sent[tab]
        assert save
        version = self._version_of(save)
        if version is None:
            return
        if version > len(self.accepted):
            assert save.base_version == len(self.accepted), "a tab overwrote what it had not seen"
            self.accepted.append(save.body)
        assert self.accepted[version - 1] == save.body
        self.seen[tab] = max(self.seen[tab], version)

    def _version_of(self, save: Save) -> int | None:
        """None when the save was refused as stale, with the newest text."""
        try:
            return self.save(member=self.member, asked=self.asked, save=save)
        except Stale as refused:
            newest = (refused.version, refused.body)
        assert newest == (len(self.accepted), self.accepted[-1])
        assert save.base_version < len(self.accepted)
        return None

    @invariant()
    def every_accepted_text_can_be_had_back(self) -> None:
        kept = NoteRevision.objects.filter(note__member=self.member).order_by("version")
        assert [revision.body for revision in kept] == self.accepted


@pytest.fixture
def machine(interview: InterviewSession, lead: User) -> type[TwoTabs]:
    move(interview=interview, action="start", by=lead)
    seat = interview.panel.get(user=lead)
    asked = interview.asked.order_by("pk").first()
    return type("Machine", (TwoTabs,), {"member": seat, "asked": asked})


def test_f6_two_tabs_never_overwrite_each_other(machine: type[TwoTabs], full: bool) -> None:
    examples = 60 if full else 20
    run_state_machine_as_test(machine, settings=budget(max_examples=examples, stateful_step_count=20, deadline=None))


def test_f6_goes_red_when_the_base_version_is_not_looked_at(
    machine: type[TwoTabs], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(*, member: PanelMember, asked: AskedQuestion | None, save: Save) -> int:
        note, _ = Note.objects.get_or_create(member=member, asked=asked)
        return save_note(member=member, asked=asked, save=Save(secrets.token_urlsafe(16), note.version, save.body))

    monkeypatch.setattr(machine, "save", staticmethod(careless))
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=budget(max_examples=50, stateful_step_count=20, database=None))


def twenty_submits(house: House) -> tuple[Counter[int], dict[str, int]]:
    """What one person was answered in twenty tabs, and how often the submission is known afterwards."""
    web = house.web().start().wait_ready()
    seat = house.seed(authors=2, scoring=1)["authors"][0]
    path = f"/interviews/{seat['interview']}/scorecard/submit/"
    tabs = [Author(seat, web.port or 0, saves=0, timeout=20) for _ in range(20)]
    answers: list[int] = []
    threads = [threading.Thread(target=lambda tab=tab: answers.append(tab.post(path, {})[0])) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for tab in tabs:
        tab.hang_up()
    known = {
        "cards": "SELECT count(*) FROM rubric_scorecard WHERE state = 'submitted'",
        "events": "SELECT count(*) FROM interview_sessions_sessionevent WHERE kind = 'submitted'",
        "entries": "SELECT count(*) FROM accounts_auditentry WHERE verb = 'submitted a scorecard'",
    }
    return Counter(answers), {name: house.rows(query)[0][0] for name, query in known.items()}


def test_f8_twenty_submits_at_once_are_one_submission(house: House, figure: Callable[[str], None]) -> None:
    answers, known = twenty_submits(house)
    figure(f"answers {dict(answers)}, {known}")
    assert known == {"cards": 1, "events": 1, "entries": 1}
    assert set(answers) <= {302, 409}


@pytest.mark.long
def test_f8_goes_red_when_each_press_is_taken_for_the_first(sqlite_house: House) -> None:
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "submit_without_looking"
    _, known = twenty_submits(sqlite_house)
    assert known["events"] > 1


def test_f8_a_save_after_the_submit_is_refused_and_says_that_it_is_locked(sqlite_house: House) -> None:
    web = sqlite_house.web().start().wait_ready()
    seat = sqlite_house.seed(authors=2, scoring=1)["authors"][0]
    author = Author(seat, web.port or 0, saves=0)
    author.post(f"/interviews/{seat['interview']}/scorecard/submit/", {})
    fields: dict[str, Any] = {
        "op_id": secrets.token_urlsafe(16),
        "base_version": 0,
        "body": "late words",
        "asked": seat["asked"],
    }
    status, page = author.post(f"/interviews/{seat['interview']}/note/", fields)
    assert (status, b"late words" in page, b"locked" in page) == (409, True, True)
    assert sqlite_house.rows("SELECT body FROM interview_sessions_noterevision") == []
