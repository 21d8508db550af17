"""Pictures of an imported file: those that are here already, and those that came with it."""

from base64 import b64decode
from dataclasses import replace

from accounts.models import User
from core.errors import DomainError
from questions.importing.document import ParsedDocument, ParsedQuestion, Warned
from questions.models import Image, Question
from questions.services.pictures import keep_picture

LOST = "A picture of this question is neither here nor in the file; the question was read without it."


def with_pictures(document: ParsedDocument, *, by: User) -> ParsedDocument:
    """Every picture becomes one of ours, drawn anew; a picture that cannot is left out with a warning."""
    warnings = list(document.warnings)
    questions = tuple(_settled(question, by, warnings) for question in document.questions)
    return replace(document, questions=questions, warnings=tuple(warnings))


def _settled(question: ParsedQuestion, by: User, warnings: list[Warned]) -> ParsedQuestion:
    if not question.pictures:
        return question
    kept = [_here(picture, by) or _brought(picture, by) for picture in question.pictures]
    warnings += [Warned(question.line, LOST) for picture in kept if picture is None]
    return replace(question, pictures=tuple(picture for picture in kept if picture is not None))


def _here(picture: dict[str, str], by: User) -> dict[str, str] | None:
    """The same picture in a question that the person may see, or among their own uploads."""
    mine = Image.objects.visible_to(by, Question.objects.visible_to(by))
    found = mine.filter(sha256=picture.get("sha256", "")).first()
    return {"image": found.public_id, "sha256": found.sha256, "alt": picture.get("alt", "")[:300]} if found else None


def _brought(picture: dict[str, str], by: User) -> dict[str, str] | None:
    try:
        data = b64decode(picture.get("data", ""), validate=True)
        stored = keep_picture(by=by, data=data, alt=picture.get("alt", ""))
    except (ValueError, DomainError):
        return None
    return {"image": stored.image, "sha256": stored.sha256, "alt": stored.alt}
