"""What the Debrief takes out of an interview: every document prints it as it stands there."""

import json

import pytest

from accounts.models import User
from reports.assembly import build_debrief
from reports.audience import ANONYMOUS, seen_as
from reports.debrief_json import debrief_to_dict
from reports.exporting.ats import export_ats
from sessions.models import InterviewSession
from tests.reports.debriefs import PANEL, a_debrief, a_member, a_question


@pytest.mark.django_db
def test_namesakes_on_a_panel_are_told_apart_everywhere(completed: InterviewSession, panelist: User) -> None:
    User.objects.filter(pk=panelist.pk).update(full_name="Lena Lead")
    debrief = build_debrief(completed)
    assert [member.name for member in debrief.members] == ["Lena Lead", "Lena Lead (2)"]
    for line in debrief.criteria:
        assert {value.member for value in line.values} == {"Lena Lead", "Lena Lead (2)"}
    cards = json.loads(export_ats(debrief, None))["scorecards"]
    assert [card["submitted_by"] for card in cards] == ["Lena Lead", "Lena Lead (2)"]
    assert cards[0]["attributes"] != cards[1]["attributes"]


def test_no_name_of_the_panel_is_left_in_an_anonymous_report() -> None:
    ada, other = PANEL[0], f"{PANEL[0].split()[0]} Ng"
    debrief = a_debrief(
        members=(a_member(ada, "yes", comment=f"As {other.split()[0]} says, {other} agrees."), a_member(other, "no")),
        questions=(a_question("q1", 1, "Why?", state="skipped", skip_reason=f"{ada} had asked it", values=()),),
    )
    told = json.dumps(debrief_to_dict(seen_as(debrief, ANONYMOUS)))
    assert [name for name in (ada, other, ada.split()[0]) if name in told] == []


def anonymous(comment: str, *names: str, candidate: str = "Noor Haddad") -> str:
    members = (a_member(names[0], "yes", comment=comment), *(a_member(name, "no") for name in names[1:]))
    debrief = a_debrief(candidate=candidate, members=members, criteria=(), questions=())
    return "".join(member.comment for member in seen_as(debrief, ANONYMOUS).members)


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("Ms Okafor asked it.", "Ms Member 1 asked it."),
        ("van Dyck's doubt stays.", "Member 1's doubt stays."),
        ("A van came.", "A van came."),
    ],
)
def test_a_surname_alone_is_hidden_and_a_particle_is_not(comment: str, told: str) -> None:
    assert anonymous(comment, "Ada van Dyck" if "van" in comment else "Ada Okafor") == told


def test_a_surname_that_two_have_is_nobodys_in_particular() -> None:
    assert anonymous("Okafor agrees.", "Ada Okafor", "Ben Okafor") == "Member agrees."


def test_the_number_of_a_namesake_is_no_name() -> None:
    told = anonymous("Okafor gave “Models data” (2).", "Ada Okafor", "Ada Okafor (2)")
    assert told == "Member gave “Models data” (2)."


def test_the_candidate_keeps_the_name_that_a_member_shares() -> None:
    told = anonymous("Ada Haddad was calm; Ada drew it. Okafor asked.", "Ada Okafor", candidate="Ada Haddad")
    assert told == "Ada Haddad was calm; Ada drew it. Member 1 asked."
