from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from core.models import random_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_admin=True, **fields)

    def staff_first(self) -> "models.QuerySet[User]":
        """Everybody but guests: whoever only practises signed up alone, and may be one of thousands."""
        practises = models.Q(is_interviewer=False, is_hr=False, is_admin=False)
        return self.filter(is_guest=False).alias(practises=practises).order_by("practises", "full_name", "pk")


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a log-in. Rights are the union of the roles and what the object at hand grants."""

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_interviewer = models.BooleanField(default=False)
    is_hr = models.BooleanField("HR", default=False)
    is_admin = models.BooleanField("administrator", default=False)
    is_candidate = models.BooleanField(default=True, help_text="May practise.")
    # A person who practises without an account, known by their browser's session alone (accounts.guests).
    is_guest = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_guest=False) | models.Q(is_interviewer=False, is_hr=False, is_admin=False),
                name="a_guest_has_no_role",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def first_name(self) -> str:
        return self.full_name.split(" ")[0]

    @property
    def is_staff_member(self) -> bool:
        return self.is_interviewer or self.is_hr or self.is_admin


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def unlinked(self, *, behind: int = 0) -> "AuditEntryQuerySet":
        """What has no place in the chain yet, oldest first; of the rows after `behind`."""
        return self.filter(link=None, pk__gt=behind).order_by("pk")


class AuditEntry(models.Model):
    """What somebody did, and to which object; not a word of what it said. Only ever added (core.guards).

    `actor` is a person's public id, "" where it was nobody's doing: without the person's row it is a pseudonym.
    `mark` is accounts.audit_chain's, made with a key that is not in the database.
    """

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=120)
    object = models.CharField(max_length=120, blank=True)
    mark = models.CharField(max_length=64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.object}"


class AuditLink(models.Model):
    """An entry's place in the chain. The row that it names may be gone: that is what has to be noticed."""

    number = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        AuditEntry, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="link"
    )
    mark = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"
