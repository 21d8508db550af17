from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.people import signed_in


def home(request: HttpRequest) -> HttpResponse:
    """Each role starts where its work is."""
    user = signed_in(request)
    if user.is_interviewer:
        return redirect("interviews")
    if user.is_hr:
        return redirect("reports")
    if user.is_admin:
        return redirect("people")
    return redirect("practice")
