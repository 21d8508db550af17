from typing import Any

from django.db import transaction

from accounts.audit import note
from accounts.models import User

ROLES = ("is_interviewer", "is_hr", "is_candidate", "is_active")


@transaction.atomic
def add_person(*, by: User, email: str, password: str, **fields: Any) -> User:
    made = User.objects.create_user(email, password, **fields)
    note(f"added with the roles: {named_roles(made)}", f"user:{made.public_id}", by=by)
    return made


@transaction.atomic
def change_roles(*, person: User, by: User) -> User:
    """Saves `person` as a form has filled it in."""
    person.save()
    note(f"changed to the roles: {named_roles(person)}", f"user:{person.public_id}", by=by)
    return person


def named_roles(user: User) -> str:
    held = [name.removeprefix("is_") for name in ROLES if getattr(user, name)]
    return ", ".join(held) or "none"
