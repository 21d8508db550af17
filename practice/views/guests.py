"""Practising without an account, and what becomes of it."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guests import KEPT_FOR, claim, claimed, start_guest
from accounts.models import User
from accounts.people import require, signed_in
from core.errors import BadRequest
from core.middleware import open_to_all
from practice.services.erasing import erase_practice

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEXT = {"signup": "account_signup", "login": "account_login"}


@open_to_all
@require_POST
def guest_start(request: HttpRequest) -> HttpResponse:
    """Signs in a new guest, or the one who was about to make an account in this browser and thought again."""
    wanted = request.POST.get("next", "")
    onward = wanted if url_has_allowed_host_and_scheme(wanted, None) else "practice"
    if request.user.is_authenticated:
        return redirect(onward)
    login(request, claimed(request.session) or start_guest(), backend=BACKEND)
    request.session.set_expiry(KEPT_FOR)
    return redirect(onward)


@require_http_methods(["GET", "POST"])
def guest_leave(request: HttpRequest) -> HttpResponse:
    """A guest keeps what they did by making an account or signing in, or has it erased: never lost by a sign-out."""
    guest = signed_in(request)
    require(guest.is_guest, "You have an account: sign out at the top of the page.")
    if request.method != "POST":
        return render(request, "practice/leave.html", {"days": KEPT_FOR.days})
    wish = request.POST.get("wish", "")
    if wish == "erase":
        return _erased(request, guest)
    if wish not in NEXT:
        raise BadRequest("Keep what you did, or erase it.")
    logout(request)
    claim(request.session, guest)
    return redirect(f"{reverse(NEXT[wish])}?next={reverse('practice')}")


def _erased(request: HttpRequest, guest: User) -> HttpResponse:
    logout(request)
    erase_practice(user=guest)
    guest.delete()
    messages.success(request, "Everything you did as a guest is erased.")
    return redirect("account_login")
