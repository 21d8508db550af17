"""What a panel member writes down, and each text that it was before."""

from typing import ClassVar

from django.db import models

from core.models import PublicModel


class Note(PublicModel):
    """One author's private text on one asked question (or, with none, on the interview)."""

    member = models.ForeignKey("PanelMember", on_delete=models.CASCADE, related_name="notes")
    asked = models.ForeignKey("AskedQuestion", on_delete=models.CASCADE, null=True, related_name="notes")
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "asked"], name="one_note_per_question"),
            models.UniqueConstraint(fields=["member"], condition=models.Q(asked=None), name="one_general_note"),
        ]

    def __str__(self) -> str:
        return f"Note of {self.member}"


class NoteRevision(models.Model):
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["note", "version"], name="one_revision_per_version")]

    def __str__(self) -> str:
        return f"{self.note} v{self.version}"
