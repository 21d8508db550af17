"""The panel's debrief: waiting, then talking, live for everybody who has submitted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.people import require, signed_in
from core.errors import BadRequest
from core.http import render_part
from reports.debrief import criterion_anchor
from reports.debrief_page import closed_context, open_context
from reports.models import Report
from reports.services.freezing import freeze_report
from rubric.models import Criterion
from rubric.services.scorecards import parse_value
from sessions.find import own_seat, visible_interview
from sessions.models import InterviewSession, PanelMember
from sessions.services.debriefing import open_without_the_missing, say_after_discussion
from sessions.services.reminder_by_hand import remind
from sessions.services.rights import may_move


@require_safe
def debrief(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open to a panel member once their own scorecard is in, to the owner and HR once all are (reports.querysets)."""
    return _page(request, visible_interview(request, public_id))


def _page(request: HttpRequest, interview: InterviewSession) -> HttpResponse:
    user = signed_in(request)
    if interview.state == InterviewSession.State.COMPLETED:
        report = _open_report(user, interview)
        if report:
            return render_part(request, "reports/debrief.html", open_context(user, report), parts={"debrief"})
    context = closed_context(user, interview)
    return render_part(request, "reports/debrief_closed.html", context, parts={"debrief"})


def _open_report(user: User, interview: InterviewSession) -> Report | None:
    """Frozen now where the signal of its completion was lost."""
    readable = Report.objects.debriefed_by(user).with_people().filter(interview=interview)
    found = readable.first()
    if found is None and not Report.objects.filter(interview=interview).exists():
        freeze_report(interview=interview)
        found = readable.all().first()
    return found


def stay(request: HttpRequest, public_id: str, at: str = "") -> HttpResponse:
    """The fragment anew to a script, the page to a plain form, at the place it was sent from."""
    if request.headers.get("HX-Request"):
        return _page(request, visible_interview(request, public_id))
    return redirect(f"{reverse('debrief', args=[public_id])}{at}")


@require_POST
def debrief_say(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own value for a criterion after the discussion; an empty value goes back to the submitted one."""
    seat = own_seat(request, public_id)
    own = Criterion.objects.filter(version__scorecards__seat=seat)
    criterion = get_object_or_404(own, public_id=request.POST.get("criterion", ""))
    value, not_observed = parse_value(request.POST.get("value", ""))
    if not_observed:
        raise BadRequest("What was observed stays observed after the discussion.")
    say_after_discussion(member=seat, criterion=criterion, value=value)
    return stay(request, public_id, f"#{criterion_anchor(criterion.public_id)}")


def _conducted(request: HttpRequest, public_id: str) -> InterviewSession:
    found = visible_interview(request, public_id)
    require(may_move(signed_in(request), found), "Only the lead or the owner of the interview can do this.")
    return found


@require_POST
def debrief_open(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _conducted(request, public_id)
    open_without_the_missing(interview=found, reason=request.POST.get("reason", ""), by=signed_in(request))
    return redirect("debrief", public_id)


@require_POST
def debrief_remind(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _conducted(request, public_id)
    member: PanelMember = get_object_or_404(found.panel.all(), public_id=request.POST.get("member", ""))
    remind(member=member, by=signed_in(request))
    if request.POST.get("back") == "position":
        return redirect("position", found.position.public_id)
    return stay(request, public_id)
