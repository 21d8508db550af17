"""A study set as a file: its title and which questions, no text of any answer. Read on another installation, questions
are known again by the hash of their content."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import DomainError
from practice.services.study_sets import MOST_QUESTIONS
from questions.models import Question

SCHEMA = "interviewprep/study-set/1"
UNREADABLE = "This is not a study set that was saved here: choose a file that ends in .studyset.json."


@dataclass(frozen=True, slots=True)
class SetFile:
    """`known`: (public id, content hash) of each question."""

    title: str
    known: tuple[tuple[str, str], ...]


def write_set(title: str, questions: Iterable[Question]) -> bytes:
    rows = [
        {"id": question.public_id, "hash": question.current.content_hash, "title": question.current.title}
        for question in questions
        if question.current
    ]
    data = {"schema": SCHEMA, "title": title, "questions": rows}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def read_set(content: bytes) -> SetFile:
    try:
        data = json.loads(content)
        if data["schema"] != SCHEMA:
            raise DomainError(UNREADABLE)
        rows = [(str(row["id"]), str(row["hash"])) for row in data["questions"][:MOST_QUESTIONS]]
        return SetFile(str(data["title"]), tuple(rows))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DomainError(UNREADABLE) from None


def questions_in(file: SetFile, bank: Iterable[Question]) -> list[Question]:
    """Those of the `bank` that the file names, in its order."""
    by_id: dict[str, Question] = {}
    by_hash: dict[str, Question] = {}
    for question in bank:
        if question.current:
            by_id[question.public_id] = by_hash[question.current.content_hash] = question
    found = (by_id.get(public_id) or by_hash.get(digest) for public_id, digest in file.known)
    return [question for question in dict.fromkeys(found) if question]
