from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.people import require, signed_in
from reports.find import visible_report
from reports.forms import DecisionForm
from reports.permissions import may_edit
from reports.services.deciding import record_decision


@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_report(request, public_id)
    user = signed_in(request)
    require(may_edit(user, found), "Only the owner of the interview decides.")
    form = DecisionForm(request.POST)
    if form.is_valid():
        record_decision(report=found, by=user, **form.cleaned_data)
    else:
        messages.error(request, "A decision needs an outcome and a reason.")
    return redirect("report", found.public_id)
