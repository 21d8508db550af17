"""Candidates out of pasted lines: "Name", "Name, mail", "Name <mail>", or cells of a spreadsheet. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
LONGEST_NAME = 150
MOST = 40


@dataclass(frozen=True, slots=True)
class CandidateLine:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ReadLines:
    """`problems` are sentences, each about one line as it was counted in the text."""

    candidates: tuple[CandidateLine, ...]
    problems: tuple[str, ...]


def read_candidates(text: str) -> ReadLines:
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    read = [(number, line, _read(line)) for number, line in numbered]
    problems = [f"Line {number}, “{line[:60]}”: {_problem(line)}" for number, line, found in read if found is None]
    candidates = [found for _, _, found in read if found is not None]
    if len(candidates) > MOST:
        problems.append(f"{len(candidates)} candidates are more than {MOST} at once.")
    return ReadLines(tuple(candidates), (*problems, *_twice(candidates)))


def _read(line: str) -> CandidateLine | None:
    mails = _MAIL.findall(line)
    name = re.sub(r"\s+", " ", _MAIL.sub(" ", line)).strip(" ,;<>\t\"'")
    if "@" in name or len(mails) > 1 or not (name or mails) or len(name) > LONGEST_NAME:
        return None
    return CandidateLine(name or mails[0].split("@")[0], mails[0] if mails else "")


def _problem(line: str) -> str:
    if len(_MAIL.findall(line)) > 1:
        return "two addresses; write one candidate a line."
    return "the address cannot be read." if "@" in line else "the name cannot be read."


def _twice(candidates: Iterable[CandidateLine]) -> list[str]:
    seen: set[str] = set()
    found = []
    for each in candidates:
        key = (each.email or each.name).casefold()
        if key in seen:
            found.append(f"{each.name} stands in the list twice.")
        seen.add(key)
    return found
