"""Doubts about answers that say hardly more than where to read one."""

import re
from collections.abc import Iterator

from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.seeing.faces import LINK

ADDRESS = re.compile(r"https?://|\]\([^)]*\)")
URL = re.compile(r"https?://\S+")
WORD = re.compile(r"[^\W\d_]+")
ONE = "This answer says hardly more than where to read on."
MANY = "{} answers say hardly more than where to read on: {}."
WORDS = 12


def hollow(reading: Reading) -> Iterator[Doubt]:
    lines = [question.line for question in reading.questions if question.answer and _leads_away(question.answer)]
    yield from doubt_of(ONE, MANY, lines, [(line, ONE) for line in lines], weight=2)


def _leads_away(answer: str) -> bool:
    """Every line holds an address, and next to no words besides."""
    lines = [line for line in answer.split("\n") if WORD.search(line)]
    if not lines or not all(ADDRESS.search(line) and "![" not in line for line in lines):
        return False
    words = sum(len(WORD.findall(URL.sub("", LINK.sub("", line)))) for line in lines)
    return words <= WORDS
