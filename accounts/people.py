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


def reader(request: HttpRequest) -> User:
    """Whoever reads the bank, rubrics, interviews and reports: which of them, the querysets say."""
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)
    return user


def writer(request: HttpRequest) -> User:
    """Whoever writes questions and rubrics and opens positions."""
    user = signed_in(request)
    require(user.is_interviewer)
    return user


def practising(request: HttpRequest) -> User:
    user = signed_in(request)
    require(user.is_candidate or user.is_interviewer, "Your account is not set up for practice.")
    return user
