from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import Job, SaveOperation
from core.periodic import periodic, plant_due, tidy_saves

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def hourly() -> None:
    periodic("hourly", every=timedelta(hours=1))(lambda args: None)


def test_two_clocks_plant_one_job_for_a_period() -> None:
    plant_due(NOON)
    plant_due(NOON + timedelta(minutes=59))
    assert Job.objects.filter(kind="hourly").count() == 1


def test_the_next_period_is_a_job_of_its_own() -> None:
    plant_due(NOON)
    plant_due(NOON + timedelta(minutes=60))
    assert Job.objects.filter(kind="hourly").count() == 2


def test_answered_saves_are_forgotten_after_thirty_days(lead: User) -> None:
    for days in (29, 31):
        made = SaveOperation.objects.create(user=lead, op_id=f"{days} days", document="x", body_hash="", version=1)
        SaveOperation.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days))
    tidy_saves({})
    assert list(SaveOperation.objects.values_list("op_id", flat=True)) == ["29 days"]
