"""Pages of a mock with a partner. Only the two who hold it find it (I11)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.people import practising, signed_in
from core.errors import BadRequest, Conflict, DomainError
from questions.models import Level, Question, Topic
from rubric.services.scorecards import parse_value
from sessions.guests import browser_of, keep_browser
from sessions.mocks.feedback import feedback_of
from sessions.mocks.models import MockHalf, PartnerMock
from sessions.mocks.page import standing_of
from sessions.mocks.services import (
    Wish,
    criteria_of,
    current_link,
    delete_mock,
    enter_as_candidate,
    give_own_values,
    join_mock,
    open_mock,
)


class WishForm(forms.Form):
    level = forms.ChoiceField(label="Level", choices=Level.choices, initial=Level.MID)
    minutes = forms.IntegerField(label="Minutes for each half", min_value=10, max_value=90, initial=25)
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.none(), to_field_name="public_id", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bank = Question.objects.practisable()
        self.fields["topics"].queryset = Topic.objects.filter(questions__in=bank).distinct()  # type: ignore[attr-defined]


def own_mock(request: HttpRequest, public_id: str) -> PartnerMock:
    mocks = PartnerMock.objects.visible_to(practising(request)).select_related("host", "partner")
    return get_object_or_404(mocks, public_id=public_id)


def _half(request: HttpRequest, mock: PartnerMock) -> MockHalf:
    """The half that a form or an address names."""
    number = (request.POST if request.method == "POST" else request.GET).get("half", "")
    return get_object_or_404(
        mock.halves.select_related("interview", "mock"), number=int(number) if number in ("1", "2") else 0
    )


@require_http_methods(["GET", "HEAD", "POST"])
def partner_mocks(request: HttpRequest) -> HttpResponse:
    """The list and the form; a POST makes a room."""
    user = practising(request)
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wish = Wish(data["level"], data["minutes"], [topic.pk for topic in data["topics"]])
        try:
            made = open_mock(host=user, wish=wish, called=request.POST.get("name", ""))
            return redirect("partner_mock", made.public_id)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    mocks = PartnerMock.objects.visible_to(user).select_related("host", "partner")
    context = {"form": form, "mocks": mocks[:30]}
    return render(request, "sessions/mocks/mocks.html", context, status=422 if form.errors else 200)


@require_safe
def partner_mock(request: HttpRequest, public_id: str) -> HttpResponse:
    mock = own_mock(request, public_id)
    return render(request, "sessions/mocks/mock.html", _context(mock, signed_in(request)))


def _context(mock: PartnerMock, user: User) -> dict[str, Any]:
    address = settings.BASE_URL.rstrip("/") + reverse("partner_join", args=[mock.invite_key])
    return {"standing": standing_of(mock, user), "mock": mock, "address": address, "is_host": mock.host_id == user.pk}


@require_safe
def partner_status(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that an open page asks for; 204 while nothing changed."""
    mock = own_mock(request, public_id)
    context = _context(mock, signed_in(request))
    if request.GET.get("mark") == context["standing"].mark:
        return HttpResponse(status=204)
    return render(request, "sessions/mocks/mock.html#mock-steps", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_join(request: HttpRequest, key: str) -> HttpResponse:
    """GET says what is waiting; POST takes the place."""
    user = practising(request)
    mock = get_object_or_404(PartnerMock.objects.select_related("host"), invite_key=key)
    if user.pk in (mock.host_id, mock.partner_id):
        return redirect("partner_mock", mock.public_id)
    if request.method == "POST":
        return redirect("partner_mock", join_mock(mock=mock, user=user, called=request.POST.get("name", "")).public_id)
    context = {"mock": mock, "questions": [half.interview.asked.count() for half in mock.halves.all()]}
    return render(request, "sessions/mocks/join.html", context)


@require_POST
def partner_enter(request: HttpRequest, public_id: str) -> HttpResponse:
    """To one's place: the interviewer's room, or the candidate's with a link claimed for this browser."""
    mock = own_mock(request, public_id)
    half, user = _half(request, mock), signed_in(request)
    if mock.partner_id is None:
        raise Conflict("Your partner has not come yet.")
    if half.asker_id == user.pk:
        return redirect("room", half.interview.public_id)
    known = current_link(half)
    browser = browser_of(request.COOKIES, known.public_id) if known else None
    link, secret = enter_as_candidate(half=half, user=user, browser=browser)
    return keep_browser(redirect("candidate_room", link.public_id), link, secret)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_own(request: HttpRequest, public_id: str) -> HttpResponse:
    """How one sees one's own half, on the criteria the partner uses."""
    mock = own_mock(request, public_id)
    half, user = _half(request, mock), signed_in(request)
    if half.answerer_id != user.pk or half.interview.state not in ("scoring", "completed"):
        raise Conflict("This opens after the half in which you answered.")
    if half.own_given_at:
        return redirect("partner_mock", mock.public_id)
    criteria = criteria_of(half)
    missing: list[int] = []
    if request.method == "POST":
        values, missing = _values(request, [criterion.pk for criterion in criteria])
        if not missing:
            give_own_values(half=half, user=user, values=values)
            messages.success(request, "Kept. Your partner sees it beside what they gave, and so do you.")
            return redirect("partner_mock", mock.public_id)
    rows = [(criterion, request.POST.get(f"value-{criterion.pk}", "")) for criterion in criteria]
    context = {"mock": mock, "half": half, "rows": rows, "missing": missing}
    return render(request, "sessions/mocks/own.html", context, status=422 if missing else 200)


def _values(request: HttpRequest, criteria: list[int]) -> tuple[dict[int, Decimal | None], list[int]]:
    """(values by criterion, criteria without a word on them)."""
    posted = {criterion: request.POST.get(f"value-{criterion}", "") for criterion in criteria}
    values = {criterion: parse_value(raw)[0] for criterion, raw in posted.items() if raw}
    return values, [criterion for criterion, raw in posted.items() if not raw]


@require_safe
def partner_feedback(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the partner gave, once both have given everything: until then it says who is awaited, and no value."""
    mock = own_mock(request, public_id)
    if mock.shared_at is None:
        raise Conflict("The feedback opens when both of you have given everything.")
    half = mock.halves.select_related("interview", "asker").filter(answerer=signed_in(request)).first()
    if half is None:
        raise BadRequest("You answered in neither half.")
    return render(request, "sessions/mocks/feedback.html", {"mock": mock, "feedback": feedback_of(half)})


@require_POST
def partner_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    delete_mock(mock=own_mock(request, public_id))
    messages.success(request, "The mock interview is deleted, for both of you.")
    return redirect("partner_mocks")
