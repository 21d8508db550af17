from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import PersonForm, RolesForm
from accounts.models import AuditEntry, User
from accounts.people import require, signed_in
from accounts.roles import add_person, change_roles

AUDIT_PAGE = 100


def _administrator(request: HttpRequest) -> User:
    user = signed_in(request)
    require(user.is_admin)
    return user


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    _administrator(request)
    return render(
        request, "accounts/people.html", {"people": User.objects.filter(is_guest=False).order_by("full_name", "pk")}
    )


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
    user = _administrator(request)
    found = get_object_or_404(User, public_id=public_id, is_guest=False)
    require(found.pk != user.pk, "Nobody changes their own roles. Ask another administrator.")
    form = RolesForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_roles(person=found, by=user)
        messages.success(request, f"Saved. It counts from {found}'s next click.")
        return redirect("people")
    return _form(request, form, f"Roles of {found}")


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


def _form(request: HttpRequest, form: PersonForm | RolesForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)
