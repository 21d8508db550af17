from typing import ClassVar

from django.conf import settings
from django.db import models


class PadUpdate(models.Model):
    """One step of a question's shared pad, append-only: a Yjs update. Together they are the document and its history.

    `user` is the panel member who typed; None is the candidate.
    """

    asked = models.ForeignKey("interview_sessions.AskedQuestion", on_delete=models.CASCADE, related_name="pad_updates")
    body = models.BinaryField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"Step {self.pk} of {self.asked}"
