"""What `make run` has ready for whoever tries it."""

from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from questions.models import Question
from sessions.models import InterviewSession


@pytest.fixture
def loaded(db: None, settings: Any) -> None:
    settings.DEMO_LOGINS = True
    call_command("load_starter", verbosity=0)


def test_the_demo_has_an_interview_at_every_stage_and_loading_again_adds_none(loaded: None) -> None:
    stages = sorted(InterviewSession.objects.values_list("state", flat=True))
    assert stages == ["completed", "completed", "completed", "live", "lobby", "scheduled", "scoring"]
    before = Question.objects.count(), User.objects.count()
    call_command("load_starter", verbosity=0)
    assert sorted(InterviewSession.objects.values_list("state", flat=True)) == stages
    assert (Question.objects.count(), User.objects.count()) == before


def test_outside_development_no_demo_person_is_made(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_starter")
    assert "for development settings only" in capsys.readouterr().out
    assert not User.objects.exists()
