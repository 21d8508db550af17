import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from core.querysets import JobQuerySet


def random_id() -> str:
    """128 random bits for addresses: knowing one is never enough, guessing one never works."""
    return secrets.token_urlsafe(16)


class PublicModel(models.Model):
    """A row that pages speak of: `public_id` stands in addresses, the primary key never leaves."""

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Job(PublicModel):
    """Work to be done, written in the transaction that asks for it; a broker only wakes the worker."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        DEAD = "dead"

    kind = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "dedupe_key"], name="one_job_per_kind_and_key")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="job_by_state_and_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.dedupe_key} ({self.state})"


class Mail(PublicModel):
    """One mail to one person. Its text is composed when it is sent; see core.mail."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent"
        UNCLEAR = "unclear", "May not have arrived"
        FAILED = "failed", "Not sent: the mail server refused it for a day"

    kind = models.CharField(max_length=60)
    to = models.EmailField()
    args = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    subject = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="mail_by_state_and_due")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to} ({self.state})"


class Tries(models.Model):
    """How often somebody failed at something within one minute; see core.limits."""

    who = models.CharField(max_length=64)
    # Minutes since the epoch.
    minute = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["who", "minute"], name="one_count_per_minute")]

    def __str__(self) -> str:
        return f"{self.count} in minute {self.minute}"


class Worker(models.Model):
    """A worker process, by the last beat of its own clock."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SaveOperation(models.Model):
    """One save that was answered: the same `op_id` again gets the same answer and changes nothing."""

    op_id = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "op_id"], name="one_answer_per_operation")]

    def __str__(self) -> str:
        return f"{self.document} v{self.version}"
