import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from core.errors import DomainError
from questions.importing.document import ParsedDocument
from questions.importing.markdown import decode, read_markdown
from questions.models import Level, Question
from questions.services.imports import Row, confirm_import, parsed, preview_rows, start_import


class Command(BaseCommand):
    help = "Imports question documents into the bank, or with --dry-run says what they hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--level", choices=Level.values, default="", help="for questions without one")
        parser.add_argument("--topic", default="", help="instead of the document's sections")
        parser.add_argument("--owner", help="e-mail of the owner; by default the first interviewer")
        parser.add_argument("--practice", action="store_true", help="also offer the questions for practice")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true", help="one JSON object per file")

    def handle(self, *args: Any, **options: Any) -> None:
        results = [self._one(path, options) for path in options["paths"]]
        if not all(results):
            sys.exit(2)

    def _one(self, path: Path, options: dict[str, Any]) -> bool:
        try:
            text = decode(path.read_bytes())
        except (OSError, DomainError) as unreadable:
            self.stderr.write(f"{path}: {unreadable}")
            return False
        report = _dry(path, text, options) if options["dry_run"] else _import(path, text, options)
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else _spoken(report))
        return True


def _owner(options: dict[str, Any]) -> User:
    people = User.objects.filter(is_interviewer=True, is_active=True).order_by("pk")
    owner = people.filter(email=options["owner"]).first() if options["owner"] else people.first()
    if owner is None:
        raise CommandError("No such interviewer. Create one first: manage.py createsuperuser, then People.")
    return owner


def _dry(path: Path, text: str, options: dict[str, Any]) -> dict[str, Any]:
    document = read_markdown(text)
    levels = [q.level or options["level"] for q in document.questions]
    return _report(path, document, levels, duplicates=0)


def _import(path: Path, text: str, options: dict[str, Any]) -> dict[str, Any]:
    draft = start_import(user=_owner(options), file_name=path.name, text=text)
    document = parsed(draft)
    rows: list[Row] = preview_rows(draft, document, options["level"])
    use = Question.Use.PRACTICE if options["practice"] else Question.Use.LIVE
    report = _report(path, document, [r.level for r in rows], duplicates=sum(bool(r.duplicate) for r in rows))
    try:
        confirm_import(draft=draft, default_level=options["level"], use=use, topic=options["topic"])
    except DomainError as refused:
        draft.delete()
        report["warnings"].append({"line": 0, "text": refused.sentence})
    return report


def _report(path: Path, document: ParsedDocument, levels: list[str], *, duplicates: int) -> dict[str, Any]:
    return {
        "file": str(path),
        "format": "markdown",
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
    lines = [
        f"{report['file']}: {report['questions']} questions "
        f"({report['needs_level']} need a level, {report['without_answer']} without answer, "
        f"{report['duplicates']} already in the bank), {report['criteria']} criteria, "
        f"{report['tips']} tips, {report['resources']} resources."
    ]
    lines += [f"  line {w['line']}: {w['text']}" for w in report["warnings"]]
    return "\n".join(lines)
