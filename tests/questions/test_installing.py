"""The index is made once: a migrate that finds it complete leaves it alone."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questions.search import installing


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_trigger_of_the_script_is_known_by_name(vendor: str) -> None:
    script = (installing._HERE / f"{vendor}.sql").read_text()
    assert len(installing._MADE.findall(script)) == script.count("CREATE TRIGGER")


@pytest.mark.django_db
def test_a_complete_index_is_not_made_again() -> None:
    with CaptureQueriesContext(connection) as asked:
        installing.install_index(sender=apps.get_app_config("questions"), using="default")
    assert [query["sql"] for query in asked if "CREATE" in query["sql"]] == []
