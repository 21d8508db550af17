"""Pages copied out of a browser: numbers on lines of their own, and the words of buttons before the answers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from questions.importing.seeing.graded import with_grades
from questions.importing.wording import ASKS, asking

NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s*")
# "3 explain the lease" or "3  * Explain the lease", without a stop behind the number.
COUNTED = re.compile(r"(\d{1,3})[ \t]+(?:[*-][ \t]+)?([^\W\d].*)")
# "7)How", which is an item of a list only with a blank before the words.
TIGHT = re.compile(r"(\d{1,3})([.)])([ \t]*)([^\W\d].*)")
BUTTON = re.compile(r"\s*(?:hide|show|view|see|reveal|toggle)(?: the)? (?:answer|solution)\s*", re.I)
ITEM = re.compile(r"([ \t]*)(?:[*+-]|\d{1,3}[.)])[ \t]+\S")
CODE, FEWEST = 4, 5
OFTEN = 3
LABEL = "**Answer:**"


def unpasted(lines: Sequence[str]) -> list[str]:
    """The lines with each lone number joined to the line below it, which is left blank; all keep their numbers."""
    lines = with_grades(_outdented(lines))
    joined = list(lines)
    for at, number in _bare_numbers(lines):
        joined[at] = f"{number[1]}. {number[2]}"
    for at, number in _tight_numbers(lines):
        joined[at] = f"{number[1]}{number[2]} {number[4]}"
    for at in _lone_numbers(lines):
        joined[at], joined[at + 1] = f"{lines[at].strip()} {lines[at + 1].strip()}", ""
    buttons = Counter(line.strip() for line in lines if BUTTON.fullmatch(line))
    return [LABEL if buttons[line.strip()] >= OFTEN else line for line in joined]


def _outdented(lines: Sequence[str]) -> list[str]:
    """Where no item stands nearer to the margin than four blanks, which is code to Markdown, all stand there."""
    bullets = [len(found[1].expandtabs(4)) for line in lines if (found := ITEM.match(line))]
    fenced = any(line.lstrip().startswith(("```", "~~~")) for line in lines)
    if fenced or len(bullets) < FEWEST or min(bullets) < CODE:
        return list(lines)
    return [re.sub(r"^(?: {4}|\t)", "", line) for line in lines]


def _bare_numbers(lines: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """Lines that count up from 1, of which most ask."""
    found = [(at, number) for at, line in enumerate(lines) if (number := COUNTED.fullmatch(line))]
    numbers = [int(number[1]) for _, number in found]
    rising = all(first < second <= first + OFTEN for first, second in pairwise(numbers))
    asked = sum(asking(number[2]) >= ASKS for _, number in found)
    return found if numbers[:1] == [1] and len(found) > OFTEN and rising and asked * 2 >= len(found) else []


def _tight_numbers(lines: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """Lines that count up from 1 together, of which some have the blank and some have not."""
    found = [(at, number) for at, line in enumerate(lines) if (number := TIGHT.fullmatch(line))]
    numbers = [int(number[1]) for _, number in found]
    counted = numbers == list(range(1, len(numbers) + 1)) and len({bool(number[3]) for _, number in found}) == 2
    return found if counted and len(numbers) > OFTEN else []


def _lone_numbers(lines: Sequence[str]) -> list[int]:
    """Where they stand, if most of several are one more than the one before."""
    found = [(at, int(number[1])) for at, line in enumerate(lines[:-1]) if (number := NUMBER.fullmatch(line))]
    found = [(at, number) for at, number in found if lines[at + 1].strip() and not NUMBER.fullmatch(lines[at + 1])]
    counted = sum(second[1] in (first[1] + 1, 1) for first, second in pairwise(found))
    return [at for at, _ in found] if len(found) >= OFTEN and counted * 2 >= len(found) else []
