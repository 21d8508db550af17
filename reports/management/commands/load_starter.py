from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from accounts.addresses import vouch_for_address
from accounts.demo import PASSWORD, PEOPLE
from accounts.models import User
from practice.demo import make_practice
from questions.services.starters import add_starters
from reports.demo import make_demo
from rubric.content import RubricContent
from rubric.models import RubricVersion
from rubric.services.practice import set_for_practice
from rubric.services.rubrics import add_rubric
from rubric.starters import starters


class Command(BaseCommand):
    help = "Loads the starter bank and rubric, and in development the demo people and interviews. Once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base-url", default=settings.BASE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_LOGINS:
            self.stdout.write("Demo content is for development settings only; nothing was loaded.")
            return
        if not User.objects.filter(email="lead@demo.example").exists():
            self.stdout.write("Loading the starter bank and the demo …")
            _load()
        self.stdout.write(_welcome(options["base_url"]))


@transaction.atomic
def _load() -> None:
    people = {
        person.key: User.objects.create_user(person.email, PASSWORD, full_name=person.name, **person.rights)
        for person in PEOPLE
    }
    for user in people.values():
        vouch_for_address(user)
    add_starters(user=people["lead"])
    for starter in starters():
        load_rubric(people["lead"], starter.content)
    make_demo(lead=people["lead"], panel=people["panel"], third=people["third"], hr=people["hr"])
    make_practice(user=people["candidate"])


def load_rubric(owner: User, content: RubricContent) -> RubricVersion:
    version = add_rubric(owner=owner, title=content.title, description=content.description, criteria=content.criteria)
    set_for_practice(rubric=version.rubric, open_to_all=True, by=owner)
    return version


def _welcome(base_url: str) -> str:
    names = "\n".join(f"  {person.name:<16} {person.email:<24} {person.role}" for person in PEOPLE)
    return (
        f"\nSign in at {base_url} with the password {PASSWORD}:\n{names}\n"
        "Try first: sign in as Lena, open Interviews, and enter the one in the lobby.\n"
    )
