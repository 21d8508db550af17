"""Numbers of other kinds before questions: "①", "IV.", "b)", "SQL-3:", "Scenario A:". What counts on from line to line
and asks is a number, whatever it looks like; it is written as one before Markdown reads the lines.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import PARTS, TASK, WORD, read_label
from questions.importing.seeing.outside import outside_code
from questions.importing.wording import ASKS, asking, has_mark

# What stands before the number: at the margin, in a title, an item, or in bold.
BEFORE = r"(?P<before>[ ]{0,1}(?:#{1,6}[ ]+|[-*+][ ]+)?(?:\*\*|__)?)"
CIRCLED = "\u2460-\u249b\u24f5-\u24fe\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
STOP = r"[.:)\]|–—、．）]"
BARE = re.compile(
    rf"{BEFORE}(?:(?P<circled>[{CIRCLED}])[.)、]?|[（(]?(?P<chinese>[一二三四五六七八九十]{{1,3}})[、.．）)]|\(?(?P<letters>[A-Za-z]{{1,7}})[.)])(?P<close>\*\*|__)?"
    r"[ \t]*(?P<rest>\S.*)"
)
NAMED = re.compile(
    rf"{BEFORE}\[?(?P<word>[^\W\d_][^\W\d_]*+(?:[ -][^\W\d_]+)?)(?P<gap>[ ]|-|#|[ ]#)?(?P<number>\d{{1,3}}|[A-Z])"
    rf"(?P<stop>[ ]?{STOP}+|[ ]-|(?<=\d)(?=[ ]))(?P<close>\*\*|__)?[ \t]+(?P<rest>\S.*)"
)
FEWEST = 3
MOSTLY, OFTEN = 0.8, 0.7
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class _Counter:
    """A line with what may be its number: `form` is what recurs, `word` what is counted."""

    at: int
    form: tuple[str, ...]
    word: str
    value: int
    before: str
    rest: str

    def written(self, word: str) -> str:
        number = f"{word} {self.value}:" if word else f"({self.value})"
        return f"{self.before}{number}{self.rest}"


def with_numbers(lines: list[str]) -> list[str]:
    """The lines with such numbers as "(3)", those of a word as "Q3:", or as "Scenario 3:" where it says so itself."""
    every = {at: line for at, line in outside_code(lines) if len(line) <= LONGEST}
    groups: dict[tuple[str, ...], list[_Counter]] = defaultdict(list)
    for at, line in every.items():
        for counter in _counters(at, line):
            groups[counter.form].append(counter)
    counted = [group for group in groups.values() if _counts(group) and _asks(group)]
    best = max(counted, key=len, default=[])
    own = {each.at for each in best}
    if not best or _others([line for at, line in every.items() if at not in own], best) or _are_parts(every, best):
        return lines
    written = {each.at: each.written(_word(each.word)) for each in best}
    return [written.get(at, line) for at, line in enumerate(lines)]


def _word(word: str) -> str:
    if _is_task(word):
        return word
    return "" if not word or PARTS.match(f"{word} 1") else "Q"


def _counters(at: int, line: str) -> Iterator[_Counter]:
    if found := BARE.match(line):
        close = found["close"] or ""
        for kind, value in _values(found["circled"] or "", found["chinese"] or "", found["letters"] or ""):
            yield _Counter(at, (found["before"], kind), "", value, found["before"], f"{close} {found['rest']}")
    named = NAMED.match(line)
    if named and not re.fullmatch(WORD, named["word"], re.I):
        number = named["number"]
        value = int(number) if number.isdigit() else ord(number) - ord("A") + 1
        word = named["word"] if number.isalpha() or not _is_task(named["word"]) else ""
        form = (named["before"], "word", named["gap"] or "", named["stop"].strip(), str(number.isdigit()))
        if word:
            yield _Counter(at, form, word, value, named["before"], f"{named['close'] or ''} {named['rest']}")


def _values(circled: str, chinese: str, letters: str) -> Iterator[tuple[str, int]]:
    """(kind of number, its value): "i" may be the first of Roman numbers and the ninth letter."""
    if circled:
        yield "circled", int(unicodedata.numeric(circled))
    if chinese:
        yield "chinese", _chinese(chinese)
    case = "upper" if letters.isupper() else "lower"
    if len(letters) == 1:
        yield f"{case} letter", ord(letters.lower()) - ord("a") + 1
    if letters and ROMAN.fullmatch(letters) and letters in (letters.upper(), letters.lower()):
        yield f"{case} roman", _roman(letters.lower())


def _chinese(digits: str) -> int:
    """二十三: two tens and three."""
    tens, ten, ones = digits.rpartition("十")
    value = {digit: int(unicodedata.numeric(digit)) for digit in digits}
    return (value.get(tens, 1) * 10 if ten else 0) + value.get(ones, 0)


def _roman(letters: str) -> int:
    digits = [ROMANS[letter] for letter in letters]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))


def _counts(group: Sequence[_Counter]) -> bool:
    """Whether most go on by one, each word from the first on."""
    if len(group) < FEWEST:
        return False
    last: dict[str, int] = {}
    on = 0
    for each in group:
        on += each.value in (1, last.get(each.word, 0) + 1)
        last[each.word] = each.value
    firsts = sum(each.value == 1 for each in group)
    return group[0].value == 1 and on >= MOSTLY * len(group) and firsts * 2 <= len(group)


def _asks(group: Sequence[_Counter]) -> bool:
    """A word such as "Scenario" says itself that something is asked."""
    if all(_is_task(each.word) for each in group):
        return True
    return sum(asking(face_of(each.rest).text) >= ASKS for each in group) >= OFTEN * len(group)


def _is_task(word: str) -> bool:
    return re.fullmatch(TASK, word, re.I) is not None


def _others(lines: Sequence[str], group: Sequence[_Counter]) -> bool:
    """Whether half as many others are set as questions are and ask, or numbers stand beside what has no word."""
    labels = [read_label(face_of(line.lstrip("#-*+> ") if line[:1] in "#-*+>" else line).text) for line in lines]
    if not group[0].word and sum(label is not None and label.number is not None for label in labels) > 1:
        return True
    set_so = [
        label.text if label else line.lstrip("#-*+> ")
        for line, label in zip(lines, labels, strict=True)
        if label or line[:1] in "#-*+>"
    ]
    return sum(asking(face_of(text).text) >= ASKS for text in set_so) * 2 >= len(group)


def _are_parts(every: Mapping[int, str], group: Sequence[_Counter]) -> bool:
    """Whether what asks stands above each that is the first: then they are its parts, or options to choose from."""
    above = dict(zip(list(every)[1:], every.values(), strict=False))
    firsts = [above.get(each.at, "") for each in group if each.value == 1]
    return sum(map(has_mark, firsts)) * 2 > len(firsts)
