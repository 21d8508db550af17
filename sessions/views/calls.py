"""Calendar files, the candidate's invitation, and moving an interview to another time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import require, signed_in
from sessions.calendar import CONTENT_TYPE, Entry, Method, calendar_file
from sessions.calendar_entries import panel_entry
from sessions.find import visible_interview
from sessions.forms import RescheduleForm
from sessions.services.calling import call_candidate
from sessions.services.rescheduling import may_reschedule, reschedule


def file_answer(entry: Entry) -> HttpResponse:
    body = calendar_file(entry, Method.PUBLISH)
    answer = HttpResponse(body, content_type=f"{CONTENT_TYPE.format(method=Method.PUBLISH)}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return answer


@require_safe
def interview_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    return file_answer(panel_entry(visible_interview(request, public_id)))


@require_POST
def candidate_call(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = visible_interview(request, public_id)
    call_candidate(interview=interview, by=signed_in(request))
    messages.success(request, f"The invitation to {interview.candidate.email} is on its way, with a link of its own.")
    return redirect("interview", public_id)


@require_http_methods(["GET", "POST"])
def interview_reschedule(request: HttpRequest, public_id: str) -> HttpResponse:
    interview = visible_interview(request, public_id)
    user = signed_in(request)
    require(may_reschedule(user, interview), "Only the lead, the owner or HR of the position can move this interview.")
    initial = {"starts_at": interview.scheduled_at, "minutes": interview.minutes}
    form = RescheduleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reschedule(interview=interview, by=user, **form.cleaned_data)
        messages.success(request, "Moved. Whoever was called gets the new time by mail.")
        return redirect("interview", public_id)
    context = {"form": form, "interview": interview}
    return render(request, "sessions/reschedule.html", context, status=422 if form.errors else 200)
