from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require, signed_in
from core.errors import BadRequest
from reports.find import visible_report
from reports.forms import ShareForm
from reports.models import Report, ShareLink
from reports.permissions import may_edit, may_release
from reports.services.noting import note_view
from reports.services.sharing import Terms, make_link, revoke_link

REFUSAL = "Only the owner of the interview makes links to its report."


@require_safe
def shares(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report's links with who used them; the address of a new one is shown once, by `share_new`."""
    report = visible_report(request, public_id)
    require(may_edit(signed_in(request), report), REFUSAL)
    return _page(request, report, ShareForm(initial={"days": 7, "show": "anonymous"}))


def _page(request: HttpRequest, report: Report, form: ShareForm) -> HttpResponse:
    links = report.shares.prefetch_related("visits").select_related("made_by")
    context = {"report": report, "links": links, "form": form}
    return render(request, "reports/shares.html", context, status=422 if form.errors else 200)


@require_POST
def share_new(request: HttpRequest, public_id: str) -> HttpResponse:
    report = visible_report(request, public_id)
    user = signed_in(request)
    require(may_release(user, report), REFUSAL)
    form = ShareForm(request.POST)
    if not form.is_valid():
        if set(form.errors) == {"password"} and may_edit(user, report):
            return _page(request, report, form)
        raise BadRequest("This link could not be made: its terms cannot be read.")
    link, token = make_link(report=report, by=user, terms=Terms(**form.cleaned_data))
    note_view(report=report, user=user, action=f"shared: {link.get_opens_display().lower()}")
    address = request.build_absolute_uri(reverse("shared", args=[token]))
    return render(request, "reports/share_made.html", {"report": report, "link": link, "address": address})


@require_POST
def share_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    readable = Report.objects.visible_to(signed_in(request))
    link = get_object_or_404(ShareLink.objects.select_related("report__interview"), public_id=public_id)
    report = get_object_or_404(readable, pk=link.report_id)
    allowed = may_release if link.opens == ShareLink.Opens.LETTER else may_edit
    require(allowed(signed_in(request), report), REFUSAL)
    revoke_link(link=link)
    note_view(report=report, user=signed_in(request), action="revoked a link")
    messages.success(request, "The link opens nothing any more.")
    return redirect("letter" if link.opens == ShareLink.Opens.LETTER else "shares", report.public_id)
