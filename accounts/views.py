from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import NameForm, PersonForm, RolesForm
from accounts.models import AuditEntry, User
from accounts.people import require, signed_in
from accounts.roles import add_person, change_roles, remove_second_factor

AUDIT_PAGE = 100
PEOPLE_PAGE = 100


def _administrator(request: HttpRequest) -> User:
    user = signed_in(request)
    require(user.is_admin)
    return user


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own name; a guest has none to change."""
    user = signed_in(request)
    require(not user.is_guest)
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("me")
    return render(request, "accounts/me.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    _administrator(request)
    page = Paginator(User.objects.staff_first(), PEOPLE_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page})


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    user = _administrator(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_person(by=user, **form.cleaned_data)
        messages.success(request, f"{made} can sign in now.")
        return redirect("people")
    return _form(request, form, "Add a person")


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Roles of another person; nobody changes their own (security.md, section 3)."""
    user, found = _other(request, public_id)
    form = RolesForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_roles(person=found, by=user)
        messages.success(request, f"Saved. It counts from {found}'s next click.")
        return redirect("people")
    return _form(request, form, f"Roles of {found}", found)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The record of access, newest first: no interview's content stands in it."""
    _administrator(request)
    page = Paginator(AuditEntry.objects.select_related("link"), AUDIT_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/audit.html", {"page": page, "lines": _lines(page)})


def _lines(entries: Page[AuditEntry]) -> list[dict[str, object]]:
    """Each entry with the people whom it names; whoever is gone stays a pseudonym."""
    named = {each for row in entries for each in (row.actor, row.object.removeprefix("user:"))}
    people = {user.public_id: user for user in User.objects.filter(public_id__in=named)}
    return [
        {
            "entry": row,
            "who": people.get(row.actor, row.actor),
            "what": people.get(row.object.removeprefix("user:"), row.object),
        }
        for row in entries
    ]


@require_POST
def person_second_factor(request: HttpRequest, public_id: str) -> HttpResponse:
    user, found = _other(request, public_id)
    remove_second_factor(person=found, by=user)
    messages.success(request, f"{found} is signed out everywhere, and sets up a new second factor after the password.")
    return redirect("people")


def _other(request: HttpRequest, public_id: str) -> tuple[User, User]:
    """The administrator and the person."""
    user = _administrator(request)
    found = get_object_or_404(User, public_id=public_id, is_guest=False)
    require(found.pk != user.pk, "Nobody changes their own roles. Ask another administrator.")
    return user, found


def _form(request: HttpRequest, form: PersonForm | RolesForm, title: str, person: User | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "person": person, "has_factor": person and is_mfa_enabled(person)}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)
