from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from accounts.demo import PASSWORD, PEOPLE
from accounts.models import User
from questions.importing.reading import read_file
from questions.models import Question, Source
from questions.services.imports import confirm_import, start_import
from reports.demo import make_demo
from rubric.content import RubricContent
from rubric.models import RubricVersion
from rubric.services.practice import set_for_practice
from rubric.services.rubrics import add_rubric
from rubric.starters import starters

BANK = settings.BASE_DIR / "questions" / "bank"


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
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    for path in sorted(BANK.glob("*.md")):
        load_document(people["lead"], path)
    for starter in starters():
        load_rubric(people["lead"], starter.content)
    make_demo(lead=people["lead"], panel=people["panel"], third=people["third"], hr=people["hr"])


def load_document(owner: User, path: Path) -> Source:
    # Our own documents need no process of their own each.
    draft = start_import(user=owner, file_name=path.name, data=path.read_bytes(), read=read_file)
    return confirm_import(draft=draft, use=Question.Use.PRACTICE)


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
