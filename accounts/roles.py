from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.addresses import vouch_for_address
from accounts.audit import note
from accounts.models import User

ROLES = ("is_interviewer", "is_hr", "is_candidate", "is_active")


@transaction.atomic
def add_person(*, by: User, email: str, password: str, **fields: Any) -> User:
    made = User.objects.create_user(email, password, **fields)
    vouch_for_address(made)
    note(f"added with the roles: {named_roles(made)}", f"user:{made.public_id}", by=by)
    return made


@transaction.atomic
def change_roles(*, person: User, by: User) -> User:
    """Saves `person` as a form has filled it in."""
    person.save()
    note(f"changed to the roles: {named_roles(person)}", f"user:{person.public_id}", by=by)
    return person


@transaction.atomic
def remove_second_factor(*, person: User, by: User) -> None:
    """For a lost phone: the password alone lets them in once more, and every session of theirs ends now."""
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    note("took the second factor away from", f"user:{person.public_id}", by=by)


def named_roles(user: User) -> str:
    """In the words of the page of people."""
    words = {"is_interviewer": "interviewer", "is_hr": "HR", "is_candidate": "practice"}
    held = [word for name, word in words.items() if getattr(user, name)]
    return ", ".join(held if user.is_active else ["disabled", *held]) or "none"
