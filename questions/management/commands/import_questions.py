import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.models import User
from core.errors import DomainError
from questions.importing.document import ParsedDocument, Warned
from questions.importing.limited import read_limited
from questions.importing.reading import ENDINGS
from questions.models import Level, Question
from questions.services.drafts import set_defaults
from questions.services.imports import confirm_import, count_duplicates, parsed, start_import

UNREADABLE = 2
LONGEST_TOPIC = 200


class Command(BaseCommand):
    help = "Imports question documents into the bank, or with --dry-run says what they hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of them")
        parser.add_argument("--level", choices=Level.values, default="", help="for questions without one")
        parser.add_argument("--topic", type=_topic, default="", help="instead of the document's sections")
        parser.add_argument("--owner", help="e-mail of the owner; by default the first interviewer")
        parser.add_argument("--practice", action="store_true", help="also offer the questions for practice")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; needs no interviewer")
        parser.add_argument("--json", action="store_true", help="one JSON object per file, each on a line of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        results = [self._one(path, options) for path in _files(options["paths"])]
        if not results:
            raise CommandError(f"There is no document in {', '.join(map(str, options['paths']))}.")
        if not all(results):
            sys.exit(UNREADABLE)

    def _one(self, path: Path, options: dict[str, Any]) -> bool:
        try:
            report = _dry(path, options) if options["dry_run"] else _import(path, options)
        except (OSError, DomainError) as unreadable:
            reason = unreadable.strerror or "" if isinstance(unreadable, OSError) else unreadable.sentence
            self.stderr.write(f"{path}: {reason}")
            nothing = ParsedDocument("", warnings=(Warned(0, reason),), format="unknown")
            if options["json"]:
                self._say(_report(path, nothing, [], duplicates=0), options)
            return False
        self._say(report, options)
        return True

    def _say(self, report: dict[str, Any], options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else _spoken(report))


def _topic(said: str) -> str:
    if len(name := said.strip()) > LONGEST_TOPIC:
        raise ArgumentTypeError(f"a topic has at most {LONGEST_TOPIC} letters")
    return name


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named whose endings are known."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            yield from (file for file in inside if file.suffix[1:].lower() in (*ENDINGS, "txt", "xlsx"))
        else:
            yield path


def _owner(options: dict[str, Any]) -> User:
    people = User.objects.filter(is_interviewer=True, is_active=True).order_by("pk")
    owner = people.filter(email=options["owner"]).first() if options["owner"] else people.first()
    if owner is None:
        raise CommandError("No such interviewer. Create one first: manage.py createsuperuser, then People.")
    return owner


def _dry(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    document = read_limited(path.name, path.read_bytes())
    levels = [question.level or options["level"] for question in document.questions]
    return _report(path, document, levels, duplicates=count_duplicates(document, bank=_has_bank()))


def _has_bank() -> bool:
    """A dry run also serves before the database was made."""
    return Question._meta.db_table in connection.introspection.table_names()


def _import(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    draft = start_import(user=_owner(options), file_name=path.name, data=path.read_bytes())
    set_defaults(draft=draft, level=options["level"], topic=options["topic"])
    document = parsed(draft)
    levels = [question.level or options["level"] for question in document.questions]
    report = _report(path, document, levels, duplicates=count_duplicates(document))
    use = Question.Use.PRACTICE if options["practice"] else Question.Use.LIVE
    try:
        confirm_import(draft=draft, use=use)
    except DomainError as refused:
        draft.delete()
        report["warnings"].append({"line": 0, "text": refused.sentence})
    return report


def _report(path: Path, document: ParsedDocument, levels: list[str], *, duplicates: int) -> dict[str, Any]:
    return {
        "file": str(path),
        "format": document.format,
        "questions": len(document.questions),
        "without_answer": sum(not q.answer for q in document.questions),
        "needs_level": sum(not level for level in levels),
        "by_level": {level: levels.count(level) for level in Level.values},
        "duplicates": duplicates,
        "rubrics": len(document.rubrics),
        "criteria": sum(len(rubric.criteria) for rubric in document.rubrics),
        "tips": len(document.tips),
        "resources": len(document.resources),
        "skipped": [{"line": s.line, "reason": s.reason, "text": s.text} for s in document.skipped],
        "warnings": [{"line": w.line, "text": w.text} for w in document.warnings],
    }


def _spoken(report: dict[str, Any]) -> str:
    questions, criteria = _counted(report["questions"], "question"), _counted(report["criteria"], "criterion")
    lines = [
        f"{report['file']}: {questions} ({report['needs_level']} without a level, {report['without_answer']} without "
        f"an answer, {report['duplicates']} already in the bank or twice in the file), {criteria}, "
        f"{_counted(report['tips'], 'tip')}, {_counted(report['resources'], 'resource')}."
    ]
    # What is said of the whole file stands on no line.
    lines += [f"  line {w['line']}: {w['text']}" if w["line"] else f"  {w['text']}" for w in report["warnings"]]
    return "\n".join(lines)


def _counted(number: int, word: str) -> str:
    many = "criteria" if word == "criterion" else f"{word}s"
    return f"{number} {word if number == 1 else many}"
