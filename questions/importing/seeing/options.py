"""Options by letters in a text, "A) .." and below it "B) ..", and which of them an answer's letter means."""

import re
from collections.abc import Sequence
from itertools import takewhile

OPTION = re.compile(r"\s*(?:[-*+]\s+)?(?:\[[ x]?\]\s*)?[*_(]*([a-h])\s*[*_]*[.):][*_]*\s*\S", re.I)
INLINE = re.compile(r"^\s*\(?a[.)]\s*\S.*\s\(?b[.)]\s*\S", re.I | re.M)


def is_choice(text: str) -> bool:
    """Lines "A) ..", "- B. .." that count up from A: at least two."""
    if INLINE.search(text):
        return True
    letters = [found[1].lower() for line in text.split("\n") if (found := OPTION.match(line))]
    return len(letters) > 1 and letters[:2] == ["a", "b"]


def spelled_out(answer: str, asked: str) -> str:
    """The letter of an option with the option's text: "B" alone says nothing without the question."""
    letter = re.fullmatch(r"\W*([a-h])\W*", answer, re.I)
    if letter is None:
        return answer
    lines = asked.split("\n")
    letters = [found[1].lower() if (found := OPTION.match(line)) else "" for line in lines]
    if letter[1].lower() not in letters:
        return answer
    return f"{letter[1].upper()}. {_option(lines[letters.index(letter[1].lower()) :])}"


def _option(lines: Sequence[str]) -> str:
    """The text of the option in the first line, with the lines that it goes on in."""
    found = OPTION.match(lines[0])
    first = lines[0][found.end() - 1 :].strip() if found else lines[0]
    rest = takewhile(lambda line: line.strip() and not OPTION.match(line), lines[1:])
    return " ".join([first, *(line.strip() for line in rest)])


def is_only_options(text: str) -> bool:
    return is_choice(text) and all(OPTION.match(line) for line in text.split("\n") if line.strip())
