"""The first page comes first; what stands below it is fetched by itself, and stands on one page without a script."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Report, ReportPolicy, ReportView

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FRAGMENT = {"HX-Request": "true", "HX-Target": "details"}


def page(client: Client, report: Report, part: str = "", **headers: str) -> str:
    return client.get(f"/reports/{report.public_id}/{part}", headers=headers).content.decode()


def test_the_first_page_says_where_its_details_are(report: Report, hr: User, as_user: SignIn) -> None:
    first = page(as_user(hr), report)
    assert f'hx-get="/reports/{report.public_id}/whole/?show=full"' in first
    assert 'class="asked__title"' not in first


def test_the_details_come_without_a_page_around_them(report: Report, hr: User, as_user: SignIn) -> None:
    details = page(as_user(hr), report, "whole/", **FRAGMENT)
    assert details.lstrip().startswith('<div id="details">')
    assert ('class="asked__title"' in details, 'id="record"' in details, "<html" in details) == (True, True, False)


def test_without_a_script_everything_stands_on_one_page(report: Report, hr: User, as_user: SignIn) -> None:
    first, whole = page(as_user(hr), report), page(as_user(hr), report, "whole/")
    assert f'url=/reports/{report.public_id}/whole/?show=full"></noscript>' in first
    missing = {part for part in ("summary", "values", "criteria", "questions", "record") if f'id="{part}"' not in whole}
    assert (missing, "hx-trigger" in whole) == (set(), False)


def test_a_reading_is_recorded_once_with_its_details(report: Report, hr: User, as_user: SignIn) -> None:
    client = as_user(hr)
    page(client, report)
    page(client, report, "whole/", **FRAGMENT)
    assert ReportView.objects.filter(user=hr).count() == 1


def test_the_details_go_no_further_than_the_policy(report: Report, hr: User, as_user: SignIn) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr="totals")
    details = page(as_user(hr), report, "whole/?show=full", **FRAGMENT)
    assert ("LEADQUOTE" in details, "Lena Lead" in details, 'class="asked__title"' in details) == (False,) * 3


def test_a_long_comment_is_folded_so_that_one_page_stays_one_page(report: Report, hr: User, as_user: SignIn) -> None:
    long = "A word. " * 60
    report.debrief["members"][0]["comment"] = long
    report.save()
    page = as_user(hr).get(f"/reports/{report.public_id}/").content.decode()
    assert page.count('<details class="long">') == 1
    assert long in page
    assert "“PANELCOMMENT”" in page
