"""The panel among themselves: talk, seats, the lead, and who may come in at the door."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.people import require, signed_in
from core.errors import BadRequest
from sessions.find import own_seat, visible_interview
from sessions.models import InterviewSession, Knock, PanelMember
from sessions.services import seats
from sessions.services.accommodations import set_time_factor
from sessions.services.links import answer_knock
from sessions.services.messages import send_message
from sessions.services.rights import may_move
from sessions.views.rooms import conducting_seat, stay


@require_POST
def message_send(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = own_seat(request, public_id)
    send_message(member=seat, op_id=request.POST.get("op_id", ""), body=request.POST.get("body", ""))
    return stay(request, seat)


@require_POST
def knock_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    waiting = Knock.objects.filter(link__interview=seat.interview)
    found = get_object_or_404(waiting, public_id=request.POST.get("knock", ""))
    admit = {"admit": True, "refuse": False}.get(request.POST.get("answer", ""))
    if admit is None:
        raise BadRequest("A knock is answered with admit or refuse.")
    answer_knock(interview=seat.interview, knock=found, admit=admit, by=seat.user)
    return stay(request, seat)


def _conducted(request: HttpRequest, public_id: str) -> InterviewSession:
    found = visible_interview(request, public_id)
    require(may_move(signed_in(request), found), "Only the lead or the owner of the interview can do this.")
    return found


def _posted_member(request: HttpRequest, interview: InterviewSession) -> PanelMember:
    return get_object_or_404(interview.panel.select_related("user"), public_id=request.POST.get("member", ""))


@require_POST
def seat_lead(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = _conducted(request, public_id)
    member = _posted_member(request, interview)
    seats.hand_over_lead(interview=interview, to=member, by=signed_in(request))
    messages.success(request, f"{member.user} leads the interview now.")
    return redirect("interview", interview.public_id)


@require_POST
def seat_add(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = _conducted(request, public_id)
    interviewers = User.objects.filter(is_interviewer=True, is_active=True)
    user = get_object_or_404(interviewers, public_id=request.POST.get("person", ""))
    seats.add_member(interview=interview, user=user, seat=request.POST.get("seat", ""), by=signed_in(request))
    messages.success(request, f"{user} has a seat now.")
    return redirect("interview", interview.public_id)


@require_POST
def seat_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = _conducted(request, public_id)
    member = _posted_member(request, interview)
    seats.remove_member(interview=interview, member=member, by=signed_in(request))
    messages.success(request, f"{member.user} no longer sits on this panel. What they wrote is kept.")
    return redirect("interview", interview.public_id)


@require_POST
def time_factor(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = _conducted(request, public_id)
    try:
        factor = Decimal(request.POST.get("factor", ""))
    except InvalidOperation:
        raise BadRequest("This is not one of the factors offered.") from None
    set_time_factor(interview=interview, factor=factor, by=signed_in(request))
    messages.success(request, "Saved. Every soft limit in the room follows it.")
    return redirect("interview", interview.public_id)
