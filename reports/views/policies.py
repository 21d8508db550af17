from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.people import signed_in
from reports.forms import PolicyForm
from reports.models import ReportPolicy
from sessions.models import Position


@require_http_methods(["GET", "HEAD", "POST"])
def report_policy(request: HttpRequest, public_id: str) -> HttpResponse:
    """How much HR and panel members read of the reports on a position: its owner sets it."""
    position = get_object_or_404(Position.objects.owned_by(signed_in(request)), public_id=public_id)
    policy = ReportPolicy.objects.filter(position=position).first() or ReportPolicy(position=position)
    form = PolicyForm(request.POST or None, instance=policy, label_suffix="")
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Reports on “{position}” are now read as set here.")
        return redirect("report_policy", position.public_id)
    return render(request, "reports/policy.html", {"position": position, "form": form})
