from django.http import HttpRequest


def route_of(request: HttpRequest) -> str:
    """The pattern that matched, as in “/interviews/<str:public_id>/”: an address would hold ids and join tokens."""
    match = request.resolver_match
    return f"/{match.route}" if match else "-"


def method_of(request: HttpRequest) -> str:
    """A stranger may send any word as a method."""
    return request.method if request.method in ("GET", "HEAD", "POST") else "other"
