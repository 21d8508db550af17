"""What the search keeps: the index (see installing.py), the words of the bank, and people's saved filters."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicModel
from questions.search.expressions import DocumentField


class SearchEntry(models.Model):
    """One question in the full-text index: an FTS5 table on SQLite, a table with a tsvector on PostgreSQL.

    Triggers write it. `rank` exists on SQLite only and `title` on PostgreSQL: ask for Rank and TitleRank instead.
    """

    question = models.OneToOneField(
        "questions.Question", models.DO_NOTHING, db_column="rowid", primary_key=True, related_name="entry"
    )
    document = DocumentField(db_column="questions_search")
    rank = models.FloatField()
    title = models.TextField()

    class Meta:
        managed = False
        db_table = "questions_search"

    def __str__(self) -> str:
        return f"Index entry of question {self.pk}"


class SearchWord(models.Model):
    """A word that occurs, or once occurred, in the bank. Triggers add them; nobody may see one but in a result."""

    word = models.CharField(max_length=30, primary_key=True)

    def __str__(self) -> str:
        return self.word


class SavedFilter(PublicModel):
    """A person's name for a state of the list of questions: `query` is the address after the question mark."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_filter_per_name")]
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
