from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.backups import back_up
from core.errors import DomainError


class Command(BaseCommand):
    help = "Writes everything into one file while people work; keep it where the secret key is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="by default in the data folder, named by the time")

    def handle(self, *args: Any, **options: Any) -> None:
        name = f"interviewprep-{timezone.now():%Y%m%d-%H%M%S}.backup"
        try:
            file = back_up(into=options["file"] or settings.VAR_DIR / "backups" / name)
        except DomainError as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{file} ({file.stat().st_size:,} bytes)")
