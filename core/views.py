from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def renewal(request: HttpRequest) -> HttpResponse:
    """Who is signed in, with a token for their forms: what a page asks whose log-in ran out while somebody typed.

    A person who signed in for that in a new tab reads that they can go back.
    """
    if request.accepts("text/html"):
        return render(request, "renewed.html")
    user = request.user
    return JsonResponse({"user": getattr(user, "public_id", None), "csrf": get_token(request)})
