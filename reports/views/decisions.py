from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in
from reports.decision_page import decision_context
from reports.find import owned_report, reading_for
from reports.forms import DecisionForm
from reports.mechanical import mechanical
from reports.services.deciding import record_decision, reopen_decision


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """The owner's form beside what the arithmetic says; a choice against it comes back to be given its reason."""
    user, found = signed_in(request), owned_report(request, public_id)
    read = reading_for(user, found, "")
    said = mechanical(read.debrief, found.interview.position.cut).answer
    form = DecisionForm(request.POST or None, said=said)
    if request.method == "POST" and form.is_valid():
        record_decision(report=found, by=user, **form.cleaned_data)
        messages.success(request, "The decision is recorded. The report now stays as it was decided on.")
        back = {"debrief": found.interview.public_id, "report": found.public_id}
        name = "report" if request.POST.get("back") == "report" else "debrief"
        return redirect(name, back[name])
    context = decision_context(user, found, read.debrief, show=read.show, form=form)
    page = {"report": found, "debrief": read.debrief, **context}
    return render(request, "reports/decide.html", page, status=422 if form.errors else 200)


@require_POST
def decision_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_report(request, public_id)
    reopen_decision(report=found, by=signed_in(request), why=request.POST.get("why", ""))
    messages.success(request, "The decision is open again. What was decided before stays on record.")
    return redirect("debrief", found.interview.public_id)
