"""What an import keeps: the rows of its preview until it is confirmed, and what it did, so that it can be undone."""

from typing import ClassVar

from django.db import models

from core.models import PublicModel


class ImportRow(PublicModel):
    """One question of a document between preview and confirmation; `found` is a ParsedQuestion as JSON."""

    class Action(models.TextChoices):
        ADD = "add", "Add"
        SKIP = "skip", "Leave out"
        MERGE = "merge", "Merge"
        VERSION = "version", "New version"

    class Likeness(models.TextChoices):
        EDITION = "edition", "From the earlier edition"
        SAME = "same", "Same text"
        NEAR = "near", "Nearly the same text"
        MEANING = "meaning", "Same rare words"

    draft = models.ForeignKey("questions.ImportDraft", on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    found = models.JSONField()
    title = models.CharField(max_length=300)
    level = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=10, choices=Action, default=Action.ADD)
    has_answer = models.BooleanField(default=False)
    # The other question: one of the bank, or an earlier row of the same document. Never both.
    match = models.ForeignKey("questions.Question", on_delete=models.SET_NULL, null=True, related_name="+")
    match_row = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    likeness = models.CharField(max_length=10, choices=Likeness, blank=True)
    # Words that both share and few others have: the reason that a person reads.
    shared = models.JSONField(default=list)
    # Against the earlier edition: whether the text is another one now.
    changed = models.BooleanField(default=False)
    # Level, kind, topic and action as they were when the row was made; what differs is a person's.
    proposed = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [models.Index(fields=["draft", "position"], name="import_row_in_order")]

    def __str__(self) -> str:
        return self.title


class WaitingFile(models.Model):
    """The file of a draft that was read as Markdown or plain text, so that it can be read again with other beginnings
    of questions. It goes with its draft: once that is confirmed or discarded, nobody has it any more.

    Lines count from 1. `first` are the beginnings that the reader chose itself, `read` those of the rows as they are,
    and `begins` what people said last; `ends` are the lines behind the last of each of `read`. `joins`, and those of
    the rows as they are, `joined`, belong to the question above them although the reader would begin one there. `looks`
    part the lines by how they are set, each {"name", "lines", "asking"}. `steps` are the lines that each change turned,
    {"begins", "joins"}, the last step last.
    """

    draft = models.OneToOneField(
        "questions.ImportDraft", on_delete=models.CASCADE, related_name="file", primary_key=True
    )
    data = models.BinaryField()
    looks = models.JSONField(default=list)
    first = models.JSONField(default=list)
    read = models.JSONField(default=list)
    ends = models.JSONField(default=list)
    begins = models.JSONField(default=list)
    joins = models.JSONField(default=list)
    joined = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    # How often it was read again: a page of an earlier reading changes nothing.
    readings = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"The file of {self.draft}"

    @property
    def is_read(self) -> bool:
        """Whether the rows are those of the beginnings that were said last."""
        return bool((self.begins, self.joins) == (self.read, self.joined))


class ImportChange(models.Model):
    """What an import did to one question: undoing reads these backwards."""

    class What(models.TextChoices):
        ADDED = "added", "Added"
        REVISED = "revised", "New version"
        KEPT = "kept", "Unchanged"
        RETIRED = "retired", "Retired"

    source = models.ForeignKey("questions.Source", on_delete=models.CASCADE, related_name="changes")
    question = models.ForeignKey("questions.Question", on_delete=models.CASCADE, related_name="import_changes")
    what = models.CharField(max_length=10, choices=What)
    # The current version before the import; None for a question that the import added.
    before = models.ForeignKey("questions.QuestionVersion", on_delete=models.CASCADE, null=True, related_name="+")
    after = models.ForeignKey("questions.QuestionVersion", on_delete=models.CASCADE, null=True, related_name="+")
    source_before = models.ForeignKey("questions.Source", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.question}"
