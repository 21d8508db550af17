"""What a save posts and what a conflict answers, to a script and to a plain form alike."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.errors import BadRequest
from core.saving import Save, Stale


def whole_number(raw: str | None, *, most: int = 10**9) -> int | None:
    """None for anything but the digits of 0 to `most`, which an integer column holds by default."""
    if not raw or not raw.isascii() or not raw.isdigit() or len(raw) > len(str(most)):
        return None
    number = int(raw)
    return number if number <= most else None


def posted_save(request: HttpRequest, *, body: str) -> Save:
    version = whole_number(request.POST.get("base_version"))
    if version is None:
        raise BadRequest("The save is not of the expected form. Please reload the page.")
    return Save(op_id=request.POST.get("op_id", ""), base_version=version, body=body)


def stale_answer(request: HttpRequest, stale: Stale, *, mine: str, back: str) -> HttpResponse:
    """409 with both texts: as JSON to a script, as a page to a form."""
    if "plain" in request.POST:
        context = {"sentence": stale.sentence, "mine": mine, "theirs": stale.body, "back": back}
        return render(request, "stale.html", context, status=409)
    return JsonResponse({"version": stale.version, "body": stale.body, "sentence": stale.sentence}, status=409)
