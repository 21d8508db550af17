from datetime import UTC, datetime, timedelta

import pytest

from core.models import Job
from core.periodic import periodic, plant_due

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
