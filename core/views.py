from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.errors import Forbidden
from core.middleware import refusal

OLD_FORM = (
    "This form was opened before you last signed in, or cookies are blocked. Nothing was changed: go back, reload the "
    "page, and send it again."
)


@require_safe
def renewal(request: HttpRequest) -> HttpResponse:
    """Who is signed in, with a token for their forms: what a page asks whose log-in ran out while somebody typed.

    A person who signed in for that in a new tab reads that they can go back.
    """
    if request.accepts("text/html"):
        return render(request, "renewed.html")
    user = request.user
    return JsonResponse({"user": getattr(user, "public_id", None), "csrf": get_token(request)})


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its token: an old one of this person's, or one that another site made up, whose
    words are not shown as theirs."""
    error = Forbidden(OLD_FORM)
    return refusal(request, error, give_back=request.headers.get("Sec-Fetch-Site") == "same-origin")
