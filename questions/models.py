from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import PublicModel
from questions.import_models import ImportChange as ImportChange
from questions.import_models import ImportRow as ImportRow
from questions.import_models import WaitingFile as WaitingFile
from questions.querysets import QuestionQuerySet
from questions.search.models import SavedFilter as SavedFilter
from questions.search.models import SearchEntry as SearchEntry
from questions.search.models import SearchWord as SearchWord
from questions.shelf_models import Collection as Collection
from questions.shelf_models import Image as Image
from questions.shelf_models import Tag as Tag
from questions.shelf_models import VersionImage as VersionImage


class Level(models.TextChoices):
    JUNIOR = "junior", "Junior"
    MID = "mid", "Mid"
    SENIOR = "senior", "Senior"
    PRINCIPAL = "principal", "Principal"


class Kind(models.TextChoices):
    CONCEPTUAL = "conceptual", "Conceptual"
    SCENARIO = "scenario", "Scenario"
    CODING = "coding", "Coding"
    SYSTEM_DESIGN = "system_design", "System design"
    BEHAVIOURAL = "behavioural", "Behavioural"
    MULTIPLE_CHOICE = "multiple_choice", "Multiple choice"


class Topic(PublicModel):
    """A subject area; at most three deep, so that a list can be narrowed by a topic and all below it."""

    name = models.CharField(max_length=200, unique=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Source(PublicModel):
    """One imported document."""

    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # The earlier edition of the same document, whose questions this one goes on with.
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_editions")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class Tip(models.Model):
    """Advice to candidates that came with a document; shown in the lobby."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="tips")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.text


class Resource(models.Model):
    """Further reading that came with a document; shown beside its questions."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.text


class Question(PublicModel):
    """A prompt in the bank. What is asked and expected stands in its immutable versions."""

    class Visibility(models.TextChoices):
        PRIVATE = "private", "Only me"
        TEAM = "team", "All interviewers"

    class Use(models.TextChoices):
        LIVE = "live", "Interviews only"
        PRACTICE = "practice", "Interviews and practice"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.TEAM)
    use = models.CharField(max_length=10, choices=Use, default=Use.LIVE)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CONCEPTUAL)
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    source_position = models.PositiveIntegerField(null=True, blank=True)
    current = models.ForeignKey("QuestionVersion", on_delete=models.PROTECT, null=True, related_name="+")
    # The current version as the search knows it (questions.search.words.fold): its title, and all of it.
    search_title = models.CharField(max_length=300, blank=True)
    search_text = models.TextField(blank=True)
    has_answer = models.BooleanField(default=False)
    # Written from above, by whoever asks questions: None was never asked.
    last_asked_at = models.DateTimeField(null=True, blank=True)
    overexposed = models.BooleanField(default=False)
    # Its owner offers it for practice although an interview of the last twelve months asked it.
    practice_when_asked = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag, related_name="questions", blank=True)
    # The question that it was merged into, where its readers are sent.
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="question_newest_first"),
            models.Index(fields=["search_title", "-id"], name="question_by_title"),
            models.Index(fields=["last_asked_at", "-id"], name="question_longest_unasked"),
            # All that the facets count, so that counting reads an index and not the texts: of all questions, or of
            # those that a search found by number.
            models.Index(
                fields=[
                    "id",
                    "retired_at",
                    "visibility",
                    "owner",
                    "kind",
                    "use",
                    "topic",
                    "source",
                    "has_answer",
                    "overexposed",
                    "last_asked_at",
                ],
                name="question_facets",
            ),
            models.Index(fields=["topic"], name="question_practised", condition=Q(use="practice", retired_at=None)),
        ]

    def __str__(self) -> str:
        return self.current.title if self.current else self.public_id

    @property
    def levels_upwards(self) -> list["QuestionLevel"]:
        """Junior first."""
        return sorted(self.levels.all(), key=lambda entry: Level.values.index(entry.level))


class QuestionLevel(models.Model):
    """A question may suit several levels; one without any "needs a level"."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="levels")
    level = models.CharField(max_length=10, choices=Level)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "level"], name="a_level_once_per_question")
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class QuestionVersion(PublicModel):
    """What may be shown to a candidate. Never changed once written."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, help_text="The first line of the prompt without markup.")
    prompt = models.TextField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return self.title


class AnswerGuide(models.Model):
    """For interviewers' eyes: a table of its own, so that a candidate's query cannot reach it."""

    version = models.OneToOneField(QuestionVersion, on_delete=models.CASCADE, related_name="guide")
    answer = models.TextField(blank=True)
    answer_label = models.CharField(max_length=60, blank=True)
    follow_ups = models.JSONField(default=list)
    red_flags = models.JSONField(default=list)
    # {"junior": "what a junior's answer sounds like", ..}; a level without a sketch is absent.
    level_answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Guide to {self.version}"


class KeyPoint(models.Model):
    guide = models.ForeignKey(AnswerGuide, on_delete=models.CASCADE, related_name="key_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.text


class ImportDraft(PublicModel):
    """An uploaded document between preview and confirmation: `document` is what was found in it, as
    questions.importing.packing writes it; `choices` are the questions to retire and whether it is another document than
    the edition of its name, as {"retire": [public ids], "apart": bool}.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, default="")
    document = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    # The earlier edition that the document is compared with.
    previous = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="+")
    # When its person opened or changed it last: it does not wait for ever (questions.services.waiting).
    touched_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.file_name
