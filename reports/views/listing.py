from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import reader, signed_in
from reports.exporting import FORMATS
from reports.forms import FilterForm, SavedViewForm
from reports.models import Report, SavedView
from reports.services.saved_views import forget_view, save_view
from sessions.models import Position

PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    visible = Report.objects.visible_to(user)
    positions = Position.objects.filter(pk__in=visible.values("interview__position")).only("public_id", "title")
    form = FilterForm(request.GET or None, positions=positions)
    found = visible.matching(form.chosen())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    above = (page.number - 1) * PAGE
    context = {
        "page": page,
        # Counted without what stands in a row, and fetched with nothing else.
        "rows": found.in_rows()[above : above + PAGE],
        "form": form,
        "query": form.query(),
        "filters": form.pairs(),
        "saved": list(SavedView.objects.filter(user=user)),
        "formats": FORMATS,
    }
    return render(request, "reports/reports.html", context)


@require_POST
def saved_view_new(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    form, filters = SavedViewForm(request.POST), FilterForm(request.POST, positions=Position.objects.visible_to(user))
    back = request.path.removesuffix("views/")
    if not form.is_valid():
        messages.error(request, "A saved view needs a name of at most 60 letters.")
        return redirect(f"{back}?{filters.query()}")
    made = save_view(user=user, title=form.cleaned_data["title"], query=filters.query())
    messages.success(request, f"“{made.title}” is kept above the list.")
    return redirect(f"{back}?{made.query}")


@require_POST
def saved_view_forget(request: HttpRequest, public_id: str) -> HttpResponse:
    user = signed_in(request)
    forget_view(view=get_object_or_404(SavedView, public_id=public_id, user=user))
    return redirect("reports")
