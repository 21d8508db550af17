from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backups import restore
from core.errors import DomainError


class Command(BaseCommand):
    help = "Makes the database what it was in a backup, and applies the migrations that came since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where people work already")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(file=options["file"], replace=options["replace"])
        except DomainError as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write("Restored. Run “manage.py doctor” to see that all is well.")
