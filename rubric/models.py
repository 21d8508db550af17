from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.models import PublicModel, random_id
from questions.models import KeyPoint, Level, QuestionVersion, Source, Topic
from rubric.querysets import RubricVersionQuerySet

VALUE_LIMITS = [MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))]


class Rubric(PublicModel):
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rubrics")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="rubrics")
    # Whoever practises may read it; a rubric that only judges applicants stays with those who interview.
    for_practice = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class RubricVersion(PublicModel):
    """Immutable once `published_at` is set; `content_hash` is over its criteria, anchors and thresholds."""

    class Change(models.TextChoices):
        """What a version asks of scores given by the one before it."""

        NOTHING = "nothing", "Nothing changes for existing scores"
        WORDING = "wording", "Wording only: existing scores stand"
        MACHINE = "machine", "Totals are computed again; values stand"
        HAND = "hand", "People have to score again"

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    # The rubric's own title and description are those of its newest published version.
    title = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    must_have_threshold = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("3"))
    mean_threshold = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("3.25"))
    coverage_threshold = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("0.7"))
    published_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followers")
    change = models.CharField(max_length=10, choices=Change, blank=True)
    # Counts the saves of a draft, so that two tabs do not overwrite each other.
    revision = models.PositiveIntegerField(default=1)

    objects = RubricVersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rubric", "number"], name="one_rubric_version_per_number")
        ]
        ordering: ClassVar = ["rubric__title", "-number"]

    def __str__(self) -> str:
        return f"{self.title} · version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class Criterion(PublicModel):
    """One thing judged, at a level. Answers to questions of its topics feed its suggestion."""

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="criteria")
    # The same in every version of a rubric: what a diff and a re-score match by.
    key = models.CharField(max_length=32, default=random_id, editable=False)
    level = models.CharField(max_length=10, choices=Level)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal("1"))
    weight_reason = models.CharField(max_length=300, blank=True)
    must_have = models.BooleanField(default=False)
    # Said by whoever published: a value given under the version before does not stand for this text.
    new_meaning = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="criteria")

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.title


class Anchor(models.Model):
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    value = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["criterion", "value"], name="one_anchor_per_value")]
        ordering: ClassVar = ["value"]

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"


class Scorecard(PublicModel):
    """One person's judgement against one rubric version; `version` counts its saves.

    A submitted row never changes: a correction is another row that names the one it `corrects`, and why.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"

    class Recommendation(models.TextChoices):
        STRONG_YES = "strong_yes", "Strong yes"
        YES = "yes", "Yes"
        NO = "no", "No"
        STRONG_NO = "strong_no", "Strong no"

    class Confidence(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="scorecards")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scorecards")
    # Criteria above this level are not asked for: one level above the interview's target.
    up_to_level = models.CharField(max_length=10, choices=Level, default=Level.PRINCIPAL)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    comment = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction")
    correction_reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"Scorecard of {self.author}"

    @property
    def levels(self) -> list[str]:
        """Those whose criteria it judges, the lowest first."""
        return Level.values[: Level.values.index(self.up_to_level) + 1]


class Observation(models.Model):
    """A value 1..5 in half steps, or `not_observed`; neither means not judged yet."""

    value = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True, validators=VALUE_LIMITS)
    not_observed = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Rating(Observation):
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="ratings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="one_rating_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class AnswerRating(Observation):
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="answer_ratings")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    ticked = models.ManyToManyField(KeyPoint, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "question_version"], name="one_rating_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question_version}: {self.value}"


class Evidence(PublicModel):
    """A span of its author's note, kept as text, linked to a criterion."""

    class Kind(models.TextChoices):
        QUOTE = "quote", "Quote"
        BEHAVIOUR = "behaviour", "Behaviour"
        JUDGEMENT = "judgement", "Judgement"
        PROCEDURE = "procedure", "Procedure"

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="evidence")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.BEHAVIOUR)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text


class ErasurePermit(models.Model):
    """Opens the database's lock on one submitted scorecard for the transaction that erases it (rubric.locking).

    Written and taken away by rubric.services.erasing alone; outside of it the table is empty.
    """

    # No foreign key: the permit has to outlive the scorecard by a statement.
    scorecard = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"Erasing scorecard {self.scorecard}"


class Rescore(PublicModel):
    """What a newer version of its rubric asks of a submitted scorecard, which itself never changes.

    `result` of a machine's part: {"before": {"total", "level"}, "after": {..}}, totals 0..100 as text or None.
    """

    class Kind(models.TextChoices):
        MACHINE = "machine", "By the machine"
        HAND = "hand", "By hand"

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="rescores")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="rescores")
    kind = models.CharField(max_length=10, choices=Kind)
    result = models.JSONField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "scorecard"], name="one_rescore_per_version_and_scorecard")
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.scorecard} under {self.version}"
