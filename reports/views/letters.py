from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require, signed_in
from core.errors import BadRequest
from reports.find import visible_report
from reports.forms import LetterForm, ShareForm
from reports.letters_mail import tell_candidate
from reports.models import Letter, Report, ShareLink
from reports.permissions import may_release
from reports.services import letters
from reports.services.noting import note_view

REFUSAL = "The letter is written by the owner of the interview and by HR of the position."


def _writable(request: HttpRequest, public_id: str) -> Report:
    report = visible_report(request, public_id)
    require(may_release(signed_in(request), report), REFUSAL)
    return report


@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    report = _writable(request, public_id)
    stored, draft = getattr(report, "letter", None), letters.drafted(report)
    context = {
        "report": report,
        "letter": stored,
        "draft": draft,
        "body": stored.body if stored else draft,
        "moved_on": bool(stored and stored.written_for != report.input_hash),
        "links": report.shares.filter(opens=ShareLink.Opens.LETTER).prefetch_related("visits"),
        "share_form": ShareForm(initial={"opens": ShareLink.Opens.LETTER, "days": 30}),
    }
    return render(request, "reports/letter.html", context)


@require_POST
def letter_save(request: HttpRequest, public_id: str) -> HttpResponse:
    report = _writable(request, public_id)
    _keep(request, report)
    messages.success(request, "The letter is kept. The candidate sees it once you release it.")
    return redirect("letter", report.public_id)


def _keep(request: HttpRequest, report: Report) -> None:
    form = LetterForm(request.POST)
    if not form.is_valid():
        raise BadRequest("The letter could not be read. Please reload the page.")
    user, given = signed_in(request), form.cleaned_data
    letters.save_letter(report=report, by=user, base_version=given["base_version"], body=given["body"])
    note_view(report=report, user=user, action="changed the letter")


@require_POST
def letter_release(request: HttpRequest, public_id: str) -> HttpResponse:
    """Releases what stands in the box, or with `back` takes it back; with `mail` the candidate is told."""
    report = _writable(request, public_id)
    user = signed_in(request)
    if "body" in request.POST:
        _keep(request, report)
    if "back" in request.POST:
        letters.withdraw_letter(report=report, by=user)
        note_view(report=report, user=user, action="took the letter back")
        messages.success(request, "The letter is taken back, and its links open nothing any more.")
        return redirect("letter", report.public_id)
    released = letters.release_letter(report=report, by=user)
    note_view(report=report, user=user, action="released the letter")
    told = "mail" in request.POST and tell_candidate(released=released, by=user)
    messages.success(request, "The letter is released and on its way." if told else "The letter is released.")
    return redirect("letter", report.public_id)


@require_POST
def letter_forget(request: HttpRequest, public_id: str) -> HttpResponse:
    report = _writable(request, public_id)
    letters.forget_edit(report=report, by=signed_in(request))
    messages.success(request, "The machine's draft stands again.")
    return redirect("letter", report.public_id)


@require_safe
def my_letters(request: HttpRequest) -> HttpResponse:
    """What was released to the person who asks, of interviews in which they were the candidate."""
    return render(request, "reports/my_letters.html", {"letters": _released_to(request)})


@require_safe
def my_letter(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(
        request, "reports/my_letter.html", {"letter": get_object_or_404(_released_to(request), public_id=public_id)}
    )


def _released_to(request: HttpRequest) -> QuerySet[Letter]:
    mine = Letter.objects.filter(report__interview__candidate__user=signed_in(request))
    return mine.exclude(released_at=None).select_related("report__interview__position").order_by("-released_at")
