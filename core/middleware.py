from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.errors import BadRequest, DomainError

Handler = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# Third-party views by the module that defines them: allauth asks for a sign-in itself wherever its page needs one,
# and its second step of signing in must be reachable between the steps.
OPEN_MODULES = ("allauth.account", "allauth.mfa", "django.views.static", "django.contrib.staticfiles")
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
        return redirect_to_login(request.get_full_path())


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
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, DomainError) else None


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


def refusal(request: HttpRequest, error: DomainError, *, give_back: bool = True) -> HttpResponse:
    """The page that says no, and gives back what was typed."""
    context = {"sentence": error.sentence, "typed": _typed(request) if give_back else []}
    return render(request, "refusal.html", context, status=error.status)


def _typed(request: HttpRequest) -> list[str]:
    """The words of a refused form, so that the page that says no also gives them back."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    return [value for name, value in fields if " " in value.strip() and not name.startswith(PLUMBING)]
