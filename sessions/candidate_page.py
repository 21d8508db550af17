"""What the candidate's pages show: the interview as it stands for them, and nothing of the panel's (I1).

Every value here is meant for the candidate; whatever is not named here is never sent.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from questions.models import Tip
from sessions.models import InterviewSession, JoinLink, PanelMember
from sessions.pad.access import has_pad
from sessions.services.links import is_early, is_over, opens_at
from sessions.timing import Clock, minutes_to

OWN_TIPS = (
    "Say what you are thinking while you think it: the way to an answer counts as much as the answer.",
    "Ask when a question is unclear. Interviewers expect it.",
    "“I don't know” is a good start when you go on with how you would find out.",
    "Take your time. A quiet moment to think is fine.",
)
MORE_TIPS = 6


def stage_of(link: JoinLink) -> dict[str, Any]:
    """The table as the candidate sees it. `mark` changes exactly when something of it does."""
    interview, now = link.interview, timezone.now()
    asked = interview.current if interview.state in ("live", "paused") else None
    stage: dict[str, Any] = {
        "link": link,
        "interview": interview,
        "asked": asked,
        "with_pad": asked is not None and has_pad(asked),
        "over": is_over(interview),
        "lobby": interview.state in ("draft", "scheduled", "lobby"),
        "present": present(interview),
        "wrap_up": minutes_to(interview.wrap_up_at, now=now) if interview.state in ("live", "paused") else None,
    }
    return stage | {"mark": _mark(stage), "clock": _clock(interview, now)}


def _clock(interview: InterviewSession, now: datetime) -> Clock | None:
    asked = interview.current
    if asked is None or not interview.show_timer:
        return None
    return asked.clock(factor=interview.time_factor, now=now)


def _mark(stage: dict[str, Any]) -> str:
    interview, asked = stage["interview"], stage["asked"]
    seen = [
        interview.state,
        stage["over"],
        asked.public_id if asked else "",
        asdict(stage["present"]),
        stage["wrap_up"],
    ]
    seen += [str(interview.time_factor), interview.show_timer, interview.scheduled_at.isoformat()]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Present:
    """First names: a candidate knows who asks, and who only listens."""

    asking: list[str]
    listening: list[str]

    @property
    def spoken(self) -> str:
        """Who asks, as one says it: Ada, Ben and Chen."""
        *others, last = self.asking or [""]
        return f"{', '.join(others)} and {last}" if others else last


def present(interview: InterviewSession) -> Present:
    seats = [(member.seat, member.user.first_name) for member in interview.panel.select_related("user")]
    shadow = PanelMember.Seat.SHADOW
    return Present([name for seat, name in seats if seat != shadow], [name for seat, name in seats if seat == shadow])


def expectations(interview: InterviewSession) -> dict[str, Any]:
    """What a candidate reads before the interview: who, how long, advice, and when the door opens."""
    sources = interview.asked.values("question_version__question__source")
    return {
        "present": present(interview),
        "tips": [*OWN_TIPS, *Tip.objects.filter(source__in=sources).values_list("text", flat=True)[:MORE_TIPS]],
        "early": is_early(interview),
        "opens_at": opens_at(interview),
    }
