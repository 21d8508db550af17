"""Fills a fault house: live interviews, and for each author what a browser would hold. Prints JSON."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from questions.services.bank import Content, Place, add_question  # noqa: E402
from rubric.content import CriterionContent  # noqa: E402
from rubric.models import Scorecard  # noqa: E402
from rubric.services.rubrics import add_rubric  # noqa: E402
from rubric.services.scorecards import rate_criterion  # noqa: E402
from sessions.models import Candidate, InterviewPlan, InterviewSession  # noqa: E402
from sessions.services.links import issue_link  # noqa: E402
from sessions.services.moves import move  # noqa: E402
from sessions.services.planning import (  # noqa: E402
    Schedule,
    create_position,
    planned,
    save_plan,
    schedule_interview,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user: User) -> str:
    """A session as the sign-in page would have made it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def author(user: User, interview: InterviewSession) -> dict[str, Any]:
    asked = interview.asked.order_by("pk").first()
    assert asked
    return {
        "session": signed_in(user),
        "email": user.email,
        "interview": interview.public_id,
        "asked": asked.public_id,
        "questions": [one.public_id for one in interview.asked.order_by("pk")],
    }


def fill_in(interview: InterviewSession) -> None:
    """Everything that a submit asks for."""
    for card in Scorecard.objects.filter(seat__interview=interview):
        for criterion in card.rubric_version.criteria.all():
            rate_criterion(card, criterion, "3")
        Scorecard.objects.filter(pk=card.pk).update(recommendation="yes", confidence="high")


def build(*, authors: int = 4, panel: int = 2, scoring: bool = False) -> dict[str, Any]:
    """`panel` authors sit in each interview; with `scoring` it has ended and every scorecard can be submitted."""
    lead = User.objects.create_user("lead@fault.example", full_name="Lena Lead", is_interviewer=True)
    people = [
        User.objects.create_user(f"author{n}@fault.example", full_name=f"Author {n}", is_interviewer=True)
        for n in range(authors)
    ]
    content = [Content(prompt=f"Question {n}?", answer="An answer.", key_points=["One"], minutes=5) for n in (1, 2)]
    questions = [add_question(owner=lead, content=one, place=Place(levels=["mid"], topic="Things")) for one in content]
    version = add_rubric(owner=lead, title="Things", criteria=[CriterionContent("mid", "Knows", topics=["Things"])])
    position = create_position(owner=lead, title="Engineer", target_level="mid", rubric_version=version, hr=[])
    plan = InterviewPlan.objects.create(position=position, title="Round")
    save_plan(plan=plan, base_version=1, title="Round", budget=30, questions=[planned(one) for one in questions])
    made, links = [], []
    for first in range(0, authors, panel):
        seats = tuple(people[first : first + panel])
        interview = schedule_interview(
            owner=lead,
            plan=plan,
            candidate=Candidate.objects.create(name=f"Candidate {first}", owner=lead),
            schedule=Schedule(timezone.now() + timedelta(minutes=1), 60, lead, seats),
        )
        links.append(issue_link(interview=interview, by=lead))
        move(interview=interview, action="start", by=lead)
        if scoring:
            move(interview=interview, action="end", by=lead)
            fill_in(interview)
        made += [author(person, interview) for person in seats]
    return {"authors": made, "links": links, "lead": author(lead, interview)}


if __name__ == "__main__":
    print(json.dumps(build(**json.loads(sys.argv[1]))))
