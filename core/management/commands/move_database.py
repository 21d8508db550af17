from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from environs import Env

from core.errors import DomainError
from core.moving import move

TARGET = "moving_to"


class Command(BaseCommand):
    help = "Copies everything into another, empty database, and compares counts and hashes. Stop the processes first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", help="as in DATABASE_URL: postgres://user:password@host:5432/name")

    def handle(self, *args: Any, **options: Any) -> None:
        _open(options["url"])
        call_command("migrate", database=TARGET, verbosity=0)
        try:
            moved = move(source="default", target=TARGET)
        except DomainError as refused:
            raise CommandError(refused.sentence) from refused
        for table in moved:
            self.stdout.write(f"{table.rows:>9} {table.table} {table.digest[:16]}")
        self.stdout.write("Everything arrived as it was. Set DATABASE_URL to the new address and start the processes.")


def _open(url: str) -> None:
    """A second database beside the one of the settings."""
    wanted = Env().dj_db_url("MOVING_TO_URL", url)
    connections.settings[TARGET] = connections.configure_settings({**settings.DATABASES, TARGET: wanted})[TARGET]
