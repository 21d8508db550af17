from collections.abc import Collection
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.db import connections, models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from questions.search.expressions import Rank, TitleRank, found_numbers
from questions.search.words import Wording, read_wording

if TYPE_CHECKING:
    from accounts.models import User
    from questions import shelf_models  # noqa: F401
    from questions.models import Question  # noqa: F401
    from questions.search.filters import Filters

MOST_RANKED = 2_000
ASKED_LATELY = timedelta(days=365)


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: "User") -> Self:
        """Interviewers see the team's and their own; HR reads the team's; nobody else sees the bank."""
        if not (user.is_interviewer or user.is_hr):
            return self.none()
        return self.filter(Q(visibility="team") | Q(owner=user))

    def practisable(self) -> Self:
        return self.open_for_practice().filter(visibility="team")

    def practisable_by(self, user: "User") -> Self:
        """The questions marked for practice, and the person's own private ones; never a live-only question."""
        return self.open_for_practice().filter(Q(visibility="team") | Q(visibility="private", owner=user))

    def open_for_practice(self) -> Self:
        """Not while a hiring interview of the last twelve months asked it, unless its owner says otherwise."""
        rested = Q(last_asked_at=None) | Q(last_asked_at__lt=timezone.now() - ASKED_LATELY)
        return self.active().filter(rested | Q(practice_when_asked=True), use="practice")

    def active(self) -> Self:
        return self.filter(retired_at=None)

    def matching(self, text: str) -> Self:
        """Questions that hold every word typed, the best fit first; without a word, all as they were.

        Words match by their beginning and in any form; "a phrase" and -exclusion are understood.
        """
        wording = read_wording(text)
        if wording:
            return self.filter(self._holding(wording)).order_by(Rank(wording).desc(), "-pk")
        return self.exclude(pk__in=self._bare().filter(self._holding(wording))) if wording.unwanted else self

    def _holding(self, wording: Wording) -> Q:
        sqlite = connections[self.db].vendor == "sqlite"
        return Q(entry__document__matches=wording) if sqlite else Q(pk__in=found_numbers(wording))

    def _bare(self) -> Self:
        return self.__class__(self.model, using=self.db)

    def best(self, text: str) -> Self:
        """Of what `matching` found, those whose titles fit best, by the fit of the whole text.

        Weighing a whole text takes so long that a word which a quarter of a large bank holds would take seconds.
        """
        wording = read_wording(text)
        if connections[self.db].vendor == "sqlite":
            return self[:MOST_RANKED]
        nearest = self.order_by(TitleRank(wording).desc(), "-pk").values("pk")[:MOST_RANKED]
        return self._bare().filter(pk__in=nearest).order_by(Rank(wording).desc(), "-pk")

    def at_level(self, level: str) -> Self:
        return self.at_levels({level})

    def at_levels(self, levels: Collection[str]) -> Self:
        """At one of `levels`, where "none" stands for questions that need one; without any, all."""
        if not levels:
            return self
        related = self.model._meta.get_field("levels").related_model
        of_question = related._default_manager.filter(question=OuterRef("pk"))
        found = Q(Exists(of_question.filter(level__in=levels)))
        return self.filter(found | ~Exists(of_question) if "none" in levels else found)

    def narrowed(self, filters: "Filters", but: str = "") -> Self:
        """By every facet of the list that somebody chose, except one."""
        found = self if but == "level" else self.at_levels(filters.of("level"))
        if filters.of("topic") and but != "topic":
            found = found.about(filters.of("topic"))
        if filters.of("tag") and but != "tag":
            found = found.tagged(filters.of("tag"))
        for facet, lookup in (
            ("kind", "kind__in"),
            ("use", "use__in"),
            ("source", "source__public_id__in"),
        ):
            if filters.of(facet) and facet != but:
                found = found.filter(**{lookup: filters.of(facet)})
        states = {
            "unanswered": Q(has_answer=False),
            "never_asked": Q(last_asked_at=None),
            "overexposed": Q(overexposed=True),
        }
        return found.filter(*(states[state] for state in filters.of("is") if but != "is"))

    def about(self, topics: Collection[str]) -> Self:
        """On one of the topics, given by public id, or on one below it."""
        paths = ("topic", "topic__parent", "topic__parent__parent")
        return self.filter(reduce(or_, (Q(**{f"{path}__public_id__in": topics}) for path in paths)))

    def tagged(self, tags: Collection[str]) -> Self:
        """With one of the tags, given by public id; without any given, all."""
        if not tags:
            return self
        related = self.model._meta.get_field("tags").related_model
        return self.filter(Exists(related._default_manager.filter(questions=OuterRef("pk"), public_id__in=tags)))

    def sorted_by(self, order: str) -> Self:
        """By one of the list's sorts; "fit" is the order that `matching` gave."""
        if order == "title":
            return self.order_by("search_title", "-pk")
        if order == "unasked":
            return self.order_by(F("last_asked_at").asc(nulls_first=True), "-pk")
        return self.order_by("-created_at", "-pk") if order == "newest" else self

    def for_list(self) -> Self:
        return self.select_related("current", "topic", "source").prefetch_related("levels").defer("search_text")

    def for_export(self) -> Self:
        return (
            self.select_related("current__guide", "topic")
            .prefetch_related("levels", "tags", "current__guide__key_points", "current__images__image")
            .defer("search_text")
        )


class CollectionQuerySet(models.QuerySet["shelf_models.Collection"]):
    def visible_to(self, user: "User") -> Self:
        if not (user.is_interviewer or user.is_hr):
            return self.none()
        return self.filter(Q(visibility="team") | Q(owner=user))

    def with_counts(self, questions: QuestionQuerySet) -> Self:
        """`count`: how many of `questions`, which the person may see, each holds."""
        return self.annotate(count=Count("questions", filter=Q(questions__in=questions.order_by().values("pk"))))


class ImageQuerySet(models.QuerySet["shelf_models.Image"]):
    def visible_to(self, user: "User", questions: QuestionQuerySet) -> Self:
        """Those of `questions`, and the person's own uploads that no saved version shows yet."""
        shown = Exists(
            self.model._meta.get_field("uses").related_model._default_manager.filter(
                image=OuterRef("pk"), version__question__in=questions
            )
        )
        return self.filter(Q(shown) | Q(uploaded_by=user))

    def of_version(self, version: int | None) -> Self:
        """`version` is the primary key of a question version; None has no pictures."""
        return self.filter(uses__version=version, uses__version__isnull=False).distinct()
