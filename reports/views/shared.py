"""What a link opens, for whoever holds it and has no account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.middleware import open_to_all
from reports.find import reading
from reports.models import ShareLink
from reports.services.sharing import find_link, open_link
from reports.views.report import details_context, first_page_context

OPENED = "opened_links"
MOST_REMEMBERED = 20


@csrf_exempt
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at a link shows a cover that names nobody; opening it is a POST, and is recorded.

    Exempt from the form's token as the join page is (docs/decisions/0004-csrf-on-join.md): the page sends no referrer,
    so browsers post "Origin: null", and the address itself holds a secret that no forged form knows.
    """
    link = find_link(token)
    if link is None:
        return _private(render(request, "reports/shared_gone.html", status=404))
    if request.method == "POST":
        return _private(_open(request, link, token))
    if link.public_id not in request.session.get(OPENED, []):
        return _private(render(request, "reports/shared_cover.html", {"link": link}))
    return _private(_shown(request, link))


def _open(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    if not open_link(link=link, password=request.POST.get("password", "")):
        return render(request, "reports/shared_cover.html", {"link": link, "wrong": True}, status=422)
    known = [each for each in request.session.get(OPENED, []) if each != link.public_id]
    request.session[OPENED] = [*known, link.public_id][-MOST_REMEMBERED:]
    return redirect("shared", token)


def _shown(request: HttpRequest, link: ShareLink) -> HttpResponse:
    if link.opens == ShareLink.Opens.LETTER:
        return render(request, "reports/shared_letter.html", {"link": link, "letter": link.report.letter})
    read = reading(link.report, wish=link.show, limit=link.show)
    context = {**first_page_context(read), **details_context(read), "link": link, "shared": True}
    return render(request, "reports/shared_report.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the secret: no search engine keeps the page. core.guessing sees that no other site learns it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
