"""Doubts about lines that were meant as titles, and that are none in Markdown."""

import re
from collections.abc import Iterator

from questions.importing.doubting.reading import Doubt, Reading, doubt_of

# "##1. What ..?", "*## 3. How ..?", "<summary>How ..?" right below something that ends only with a blank line.
MEANT = re.compile(r"\s{0,3}[^\w\s`#<|&]{0,3}\s?#{1,6}(?=[^#\s]|\s+\d).*(?:[?？]|\d[.):]).*|\s*<summary>.*\w.*")
ONE = "This looks like a title, but is none in Markdown; look whether a question begins here."
BESIDE = "Line {} of this answer looks like a title, but is none in Markdown."
MANY = "{} lines look like titles, but are none in Markdown; look whether questions begin there: {}."


def unread(reading: Reading) -> Iterator[Doubt]:
    known = {mark.line for mark in reading.marks if mark.carrier in ("heading", "summary")}
    known |= {cut.mark.line for cut in reading.cuts}
    code = {
        line for leaf in reading.page.leaves if leaf.kind in ("fence", "code") for line in range(leaf.start, leaf.end)
    }
    lines = [
        number + 1
        for number, line in enumerate(reading.page.lines)
        if ("#" in line or "<s" in line) and number not in known and number not in code and MEANT.fullmatch(line)
    ]
    over = [(cut.mark.line + 1, BESIDE.format(line)) for line in lines if (cut := reading.cut_over(line - 1))]
    yield from doubt_of(ONE, MANY, lines, tuple(dict(reversed(over)).items()), weight=3)
