"""Erasing an interview because its candidate asked: for its owner, and for HR of its position."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.people import require, signed_in
from reports.permissions import may_erase
from reports.services.retention import erase_on_request
from sessions.find import visible_interview
from sessions.models import InterviewSession


@require_http_methods(["GET", "HEAD", "POST"])
def interview_erase(request: HttpRequest, public_id: str) -> HttpResponse:
    """`name`: the candidate's, typed again by whoever is sure."""
    interview = visible_interview(request, public_id)
    user = signed_in(request)
    require(may_erase(user, interview), "The owner of the interview and HR of its position answer such a request.")
    said = " ".join(request.POST.get("name", "").split())
    if request.method != "POST":
        return _page(request, interview)
    if said.casefold() != " ".join(interview.candidate.name.split()).casefold():
        return _page(request, interview, said=said, error="This is not the name of the candidate.")
    erase_on_request(interview=interview, by=user)
    messages.success(request, "Erased. Nothing of this interview is kept here any more.")
    return redirect("interviews")


def _page(request: HttpRequest, interview: InterviewSession, *, said: str = "", error: str = "") -> HttpResponse:
    others = InterviewSession.objects.hiring().visible_to(signed_in(request)).with_people()
    same = others.filter(candidate__name=interview.candidate.name).exclude(pk=interview.pk)
    context = {"interview": interview, "others": same, "said": said, "error": error}
    return render(request, "reports/erase.html", context, status=422 if error else 200)
