from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import BadRequest, DomainError, SignedOut

Handler = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# Third-party views by the module that defines them: allauth asks for a sign-in itself wherever its page needs one,
# and its second step of signing in must be reachable between the steps.
OPEN_MODULES = ("allauth.account", "allauth.mfa", "django.views.static", "django.contrib.staticfiles")
NOT_ALLOWED = 405
# What a form carries beside a person's words; passwords are never shown again.
PLUMBING = ("csrfmiddlewaretoken", "op_id", "base_version", "plain", "next", "password")


def open_to_all(view: View) -> View:
    """Lists a view as reachable without signing in; every other view is private."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class private_by_default:  # noqa: N801 - named as a middleware function, with a hook that needs a class
    """Sends whoever is not signed in to the sign-in page, unless the view is listed, and forbids caching."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.user.is_authenticated or _is_open(view):
            return None
        if request.headers.get("HX-Request"):
            return _signed_out()
        return _ended(request) if request.method == "POST" else redirect_to_login(request.get_full_path())


def _ended(request: HttpRequest) -> HttpResponse:
    """A form was sent after its session had ended: back to its page by the sign-in, with what was typed into it."""
    to_sign_in = redirect_to_login(_page_of(request))
    if not _typed(request):
        return to_sign_in
    ended = SignedOut("You are not signed in any more.")
    return refusal(request, ended, onwards={"text": "Sign in again", "url": to_sign_in.url})


def _page_of(request: HttpRequest) -> str:
    """Where a form stood: the address that it is sent to need not be one to visit."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return reverse("home")
    page = urlsplit(referer)
    return f"{page.path}?{page.query}" if page.query else page.path


def _signed_out() -> HttpResponse:
    """To a fragment's question: loading the page anew leads to the sign-in page, which must not stand inside another.

    A page that keeps what is typed stays as it is (saving.js).
    """
    return HttpResponse(status=401, headers={"HX-Refresh": "true"})


def _is_open(view: Any) -> bool:
    return getattr(view, "open_to_all", False) or view.__module__.startswith(OPEN_MODULES)


class spoken_errors:  # noqa: N801 - see private_by_default
    """Answers a DomainError with its sentence and status, as a page or as a fragment."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return _no_page(request, response) if response.status_code == NOT_ALLOWED else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, DomainError) else None


def _no_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django says nothing beside the status, and a browser then shows an error of its own."""
    spoken = refusal(
        request, DomainError("This address belongs to a button: there is no page to open."), give_back=False
    )
    spoken.status_code = response.status_code
    spoken["Allow"] = response["Allow"]
    return spoken


def refuse_nul(get_response: Handler) -> Handler:
    """A NUL in an address or a form is answered alike on both databases: PostgreSQL neither stores nor looks up one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _holds_nul(request):
            sentence = "This address or form holds a NUL character, which cannot be stored."
            return refusal(request, BadRequest(sentence), give_back=False)
        return get_response(request)

    return answer


def _holds_nul(request: HttpRequest) -> bool:
    fields = (field for data in (request.GET, request.POST) for field in data.lists())
    return "\x00" in request.path_info or any("\x00" in text for name, values in fields for text in (name, *values))


def refusal(
    request: HttpRequest, error: DomainError, *, give_back: bool = True, onwards: dict[str, str] | None = None
) -> HttpResponse:
    """The page that says no, gives back what was typed, and leads on: back to the form unless it is said otherwise."""
    onwards = onwards or error.onwards or _back(request)
    context = {"sentence": error.sentence, "typed": _typed(request) if give_back else [], "onwards": onwards}
    return render(request, "refusal.html", context, status=error.status)


def _back(request: HttpRequest) -> dict[str, str] | None:
    """To the page that a refused form stood on."""
    page = _page_of(request)
    return {"text": "Back", "url": page} if request.method == "POST" and page != reverse("home") else None


def _typed(request: HttpRequest) -> list[str]:
    """The words of a refused form, so that the page that says no also gives them back."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    return [value for name, value in fields if " " in value.strip() and not name.startswith(PLUMBING)]
