"""What lives only in the room: the panel's talk, and a browser that waits at the door."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicModel


class PanelMessage(PublicModel):
    """One line among interviewers. Never part of what a candidate's query touches."""

    interview = models.ForeignKey("InterviewSession", on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op_id = models.CharField(max_length=64)
    body = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["author", "op_id"], name="one_message_per_operation")]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"Message of {self.author}"


class Knock(PublicModel):
    """A second browser with a valid link. The panel lets it in, which moves the link, or turns it away."""

    link = models.ForeignKey("JoinLink", on_delete=models.CASCADE, related_name="knocks")
    browser_hash = models.CharField(max_length=64)
    admitted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["link", "browser_hash"], name="one_knock_per_browser")]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"Knock at {self.link}"
