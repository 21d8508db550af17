from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.people import require, signed_in
from reports.forms import BreakGlassForm
from reports.models import BreakGlass
from reports.services import breaking_glass

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """For administrators, who read no report otherwise; their password is asked for first."""
    require(signed_in(request).is_admin)
    answer: HttpResponse = _confirmed(request)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]
def _confirmed(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = BreakGlassForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        opened = breaking_glass.break_glass(report=form.report, by=user, reason=form.cleaned_data["reason"])
        return redirect("report", opened.report.public_id)
    earlier = BreakGlass.objects.select_related("admin", "report__interview__position")[:SHOWN]
    status = 422 if form.errors else 200
    return render(request, "reports/break_glass.html", {"form": form, "earlier": earlier}, status=status)
