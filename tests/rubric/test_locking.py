"""I4 by the database itself: whoever writes past the services is refused too, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, QuerySet

from accounts.models import User
from questions.models import Question
from rubric.locking.installing import lock, unlock
from rubric.models import AnswerRating, Criterion, ErasurePermit, Evidence, Rating, Rubric, RubricVersion, Scorecard
from rubric.services.erasing import erase_scorecards

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(lead: User, rubric_version: RubricVersion, questions: list[Question]) -> Scorecard:
    """Submitted, with a value, an answer with a tick, and a piece of evidence."""
    card = Scorecard.objects.create(rubric_version=rubric_version, author=lead)
    criterion: Criterion = rubric_version.criteria.all()[0]
    version = questions[0].current
    assert version
    Rating.objects.create(scorecard=card, criterion=criterion, value=3)
    AnswerRating.objects.create(scorecard=card, question_version=version, value=3).ticked.add(
        version.guide.key_points.get()
    )
    Evidence.objects.create(scorecard=card, criterion=criterion, text="Said so.")
    Scorecard.objects.filter(pk=card.pk).update(state="submitted")
    return card


CHANGES: dict[str, Callable[[], object]] = {
    "comment": lambda: Scorecard.objects.update(comment="other"),
    "back to draft": lambda: Scorecard.objects.update(state="draft"),
    "value": lambda: Rating.objects.update(value=5),
    "answer": lambda: AnswerRating.objects.update(value=5),
    "tick": lambda: AnswerRating.ticked.through.objects.update(keypoint_id=1),
    "evidence": lambda: Evidence.objects.update(text="other"),
    "no value": lambda: _raw_delete(Rating.objects.all()),
    "no answer": lambda: _raw_delete(AnswerRating.objects.all()),
    "no tick": lambda: _raw_delete(AnswerRating.ticked.through.objects.all()),
    "no evidence": lambda: _raw_delete(Evidence.objects.all()),
    "no scorecard": lambda: _raw_delete(Scorecard.objects.all()),
    "all of it": lambda: Scorecard.objects.all().delete(),
}


def _raw_delete(rows: QuerySet[Any]) -> None:
    rows._raw_delete(rows.db)


def kept() -> list[Any]:
    tables = (Scorecard, Rating, AnswerRating, AnswerRating.ticked.through, Evidence)
    return [list(table._default_manager.values()) for table in tables]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_of_a_submitted_scorecard_can_be_changed_or_deleted(card: Scorecard, change: str) -> None:
    before = kept()
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        CHANGES[change]()
    assert kept() == before


def test_a_draft_is_changed_and_dropped_as_ever(card: Scorecard, lead: User) -> None:
    draft = Scorecard.objects.create(rubric_version=card.rubric_version, author=lead, corrects=card)
    rating = Rating.objects.create(scorecard=draft, criterion=card.ratings.get().criterion, value=4)
    Rating.objects.filter(pk=rating.pk).update(value=2)
    draft.delete()
    assert kept()[1] == list(Rating.objects.filter(scorecard=card).values())


def test_a_value_of_a_draft_is_not_moved_onto_a_submitted_one(card: Scorecard, lead: User) -> None:
    draft = Scorecard.objects.create(rubric_version=card.rubric_version, author=lead)
    other = card.rubric_version.criteria.exclude(pk=card.ratings.get().criterion_id)[0]
    rating = Rating.objects.create(scorecard=draft, criterion=other, value=4)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(scorecard=card)


def test_only_a_guest_takes_their_scorecards_along(card: Scorecard, lead: User, panelist: User) -> None:
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Scorecard.objects.update(author=panelist)
    User.objects.filter(pk=lead.pk).update(is_guest=True, is_interviewer=False)
    Scorecard.objects.update(author=panelist)
    assert Scorecard.objects.get().author == panelist


def test_an_erasure_takes_all_of_it_and_leaves_no_permit(card: Scorecard, lead: User) -> None:
    Scorecard.objects.create(rubric_version=card.rubric_version, author=lead, corrects=card)
    erase_scorecards(cards={card.pk})
    assert (kept(), ErasurePermit.objects.count()) == ([[]] * 5, 0)


def test_a_permit_lets_nobody_change_a_value(card: Scorecard) -> None:
    ErasurePermit.objects.create(scorecard=card.pk)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Rating.objects.update(value=5)


def test_a_permit_opens_its_own_scorecard_alone(card: Scorecard) -> None:
    ErasurePermit.objects.create(scorecard=card.pk + 1)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        _raw_delete(Rating.objects.all())


@pytest.fixture
def remade(card: Scorecard) -> None:
    """As a migrate with something to do: dropped before it, made after it."""
    rubric = apps.get_app_config("rubric")
    unlock(sender=rubric, using="default", plan=["something"])
    Rating.objects.update(value=4)
    lock(sender=rubric, using="default")


def test_a_migration_may_write_and_finds_the_lock_shut_behind_it(remade: None) -> None:
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Rating.objects.update(value=5)
    assert float(Rating.objects.get().value or 0) == 4


def test_a_migrate_with_nothing_to_do_never_opens_the_lock(card: Scorecard) -> None:
    unlock(sender=apps.get_app_config("rubric"), using="default", plan=[])
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Rating.objects.update(value=5)


@pytest.mark.django_db(transaction=True)
def test_a_field_of_a_locked_table_can_be_altered_between(lead: User) -> None:
    """SQLite remakes the table for it, and refuses while a trigger of another table names the old one."""
    rubric, comment = apps.get_app_config("rubric"), Scorecard._meta.get_field("comment")
    longer = CharField(max_length=900, blank=True)
    longer.set_attributes_from_name("comment")
    unlock(sender=rubric, using="default", plan=["something"])
    for old, new in ((comment, longer), (longer, comment)):
        with connection.schema_editor() as editor:
            editor.alter_field(Scorecard, old, new)
    lock(sender=rubric, using="default")
    Scorecard.objects.create(rubric_version=_any_version(lead), author=lead, state="submitted")
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Scorecard.objects.update(comment="other")


def _any_version(owner: User) -> RubricVersion:
    return RubricVersion.objects.create(rubric=Rubric.objects.create(title="Any", owner=owner))
