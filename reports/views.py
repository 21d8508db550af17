from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require, signed_in
from core.charts import bars, radar, svg
from core.errors import Conflict
from reports.debrief import Debrief
from reports.debrief_json import debrief_from_dict
from reports.exporting import FORMATS, file_name
from reports.models import Decision, Report, ReportView, Summary
from reports.sentences import Section, Sentence, SummaryText
from reports.services.freezing import freeze_report, try_again
from sessions.models import InterviewSession


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Decision
        fields = ("outcome", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012 - Django's own form of it


def _find(request: HttpRequest, public_id: str) -> Report:
    reports = Report.objects.visible_to(signed_in(request)).select_related(
        "interview__candidate", "interview__position", "summary", "decision__decided_by"
    )
    return get_object_or_404(reports, public_id=public_id)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)
    found = Report.objects.visible_to(user).select_related("interview__candidate", "interview__position", "decision")
    words = request.GET.get("q", "")[:200]
    for word in words.split():
        found = found.filter(interview__candidate__name__icontains=word) | found.filter(
            interview__position__title__icontains=word
        )
    return render(request, "reports/reports.html", {"reports": found[:100], "q": words})


@require_safe
def interview_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report by its interview; one that completed while its signal was lost is frozen now."""
    user = signed_in(request)
    interview = get_object_or_404(InterviewSession.objects.visible_to(user), public_id=public_id)
    if interview.state != InterviewSession.State.COMPLETED:
        raise Conflict("The report opens when everybody on the panel has submitted.")
    return redirect("report", freeze_report(interview=interview).public_id)


@require_safe
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    user = signed_in(request)
    debrief = debrief_from_dict(found.debrief)
    ReportView.objects.create(report=found, user=user, action="view")
    context = {
        "report": found,
        "debrief": debrief,
        "summary": found.summary,
        "decision": getattr(found, "decision", None),
        "form": DecisionForm(),
        "is_owner": found.interview.owner_id == user.pk,
        "topics": _topics_chart(debrief),
        "bars": svg(bars(_question_rows(debrief), title="Mean value by question")),
        "formats": FORMATS,
        "disagreements": [c for c in debrief.criteria if c.disagreement],
    }
    return render(request, "reports/report.html", context)


def _topics_chart(debrief: Debrief) -> SafeString:
    """A radar needs three axes to have a shape; fewer topics are bars."""
    title = "Mean value by topic"
    if len(debrief.topics) >= 3:
        return svg(radar([(t.topic, t.mean) for t in debrief.topics], title=title))
    return svg(bars([(t.topic, t.mean, "") for t in debrief.topics], title=title))


def _question_rows(debrief: Debrief) -> list[tuple[str, Decimal | None, str]]:
    return [(f"{q.position}. {q.prompt}", q.mean, q.topic) for q in debrief.questions]


@require_safe
def summary(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that asks again until the worker has written."""
    found = _find(request, public_id)
    return render(request, "reports/report.html#summary", {"report": found, "summary": found.summary})


@require_POST
def summary_again(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    try_again(report=found)
    return redirect("report", found.public_id)


@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    user = signed_in(request)
    require(found.interview.owner_id == user.pk, "Only the owner of the interview decides.")
    if hasattr(found, "decision"):
        raise Conflict("This interview is already decided.")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A decision needs an outcome and a reason.")
        return redirect("report", found.public_id)
    decision = form.save(commit=False)
    decision.report, decision.decided_by = found, user
    decision.save()
    return redirect("report", found.public_id)


@require_safe
def export(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    found = _find(request, public_id)
    if kind not in FORMATS:
        raise Http404
    chosen = FORMATS[kind]
    debrief = debrief_from_dict(found.debrief)
    ReportView.objects.create(report=found, user=signed_in(request), action=kind)
    body = chosen.export(debrief, summary_text(found.summary))
    response = HttpResponse(body, content_type=chosen.content_type)
    name = file_name(debrief, chosen.extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def summary_text(stored: Summary) -> SummaryText | None:
    if stored.state != Summary.State.DONE:
        return None
    return SummaryText(
        tuple(
            Section(s["title"], tuple(Sentence(x["text"], tuple(x["evidence"])) for x in s["sentences"]))
            for s in stored.sections
        )
    )
