from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import PersonForm, RolesForm
from accounts.models import User
from accounts.people import require, signed_in


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
    _administrator(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        made = User.objects.create_user(data.pop("email"), data.pop("password"), **data)
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
        form.save()
        messages.success(request, f"Saved. It counts from {found}'s next click.")
        return redirect("people")
    return _form(request, form, f"Roles of {found}")


def _form(request: HttpRequest, form: PersonForm | RolesForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)
