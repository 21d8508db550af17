"""How people order the bank: tags, collections; and the pictures that questions show."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicModel
from questions.querysets import CollectionQuerySet, ImageQuerySet


class Tag(PublicModel):
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Collection(PublicModel):
    """Questions kept together for a purpose; with all interviewers every one of them may add and take out."""

    class Visibility(models.TextChoices):
        PRIVATE = "private", "Only me"
        TEAM = "team", "All interviewers"

    name = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="collections")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.TEAM)
    questions = models.ManyToManyField("questions.Question", related_name="collections", blank=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_collection_per_owner_and_name")
        ]

    def __str__(self) -> str:
        return self.name


class Image(PublicModel):
    """A picture as we encoded it anew: its bytes are a picture and nothing else. Candidates may see it."""

    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ImageQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.width} × {self.height} {self.media_type}"


class VersionImageManager(models.Manager["VersionImage"]):
    def get_queryset(self) -> models.QuerySet["VersionImage"]:
        """With what a page says of a picture, and without its bytes."""
        return super().get_queryset().select_related("image").defer("image__data")


class VersionImage(models.Model):
    """A picture in its place in one version; `alt` says it in words to whoever cannot see it."""

    version = models.ForeignKey("questions.QuestionVersion", on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=300)

    objects = VersionImageManager()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.alt
