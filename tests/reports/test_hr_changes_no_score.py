"""I3: there is no address, and no field of one, by which HR changes a score."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Report
from rubric.models import AnswerRating, Evidence, Rating, Scorecard
from sessions.models import DiscussedValue
from tests.test_permissions import ROUTES

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# Fields that any form of the product calls a value, a recommendation or a state.
FIELDS = {"value": "1", "recommendation": "strong_no", "comment": "HRWASHERE", "state": "draft", "base_version": "1"}


def scores() -> list[object]:
    tables = (Scorecard, Rating, AnswerRating, AnswerRating.ticked.through, Evidence, DiscussedValue)
    return [list(table.objects.order_by("pk").values()) for table in tables]  # type: ignore[attr-defined]


@pytest.mark.once
def test_no_address_lets_hr_change_a_score(report: Report, hr: User, as_user: SignIn) -> None:
    interview, card = report.interview, report.interview.panel.order_by("pk")[0].scorecard
    assert card
    fields = FIELDS | {f"criterion:{each.public_id}": "1" for each in interview.rubric_version.criteria.all()}
    ids = (interview.public_id, report.public_id, card.public_id, interview.position.public_id)
    before, client = scores(), as_user(hr)
    # Some of these addresses answer with a fault to such a form: that is another test's business.
    client.raise_request_exception = False
    paths = dict.fromkeys(route.replace("<str:public_id>", each) for route in ROUTES.values() for each in ids)
    for path in paths:
        path = path.replace("<str:asked_id>", "x").replace("<str:token>", "x").replace("<str:link_id>", "x")
        if "<" not in path and "logout" not in path:
            client.post(path, {**fields, "op_id": "hr-operation-00000001"})
    assert scores() == before
    assert "HRWASHERE" not in str(scores())
