"""Who is asking, with the type that the rest of the house relies on."""

from django.http import HttpRequest

from accounts.models import User
from core.errors import Forbidden


def signed_in(request: HttpRequest) -> User:
    """The person behind the request; middleware has already sent strangers to the sign-in page."""
    if not isinstance(request.user, User):
        raise Forbidden("Please sign in first.")
    return request.user


def require(allowed: bool, sentence: str = "Your role does not allow this.") -> None:
    if not allowed:
        raise Forbidden(sentence)
