"""Which lines, folded titles and rows hold questions: some are the names of parts, and some sections ask nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, ends_asking

# So many words are a question, though its mark is missing.
WHOLE = 6


def _without_names(marks: Sequence[Mark]) -> list[Mark]:
    """ "**What to know**" that comes back is the name of a part; a question that does ends like one. So is
    "**Example:**", where the others have no colon.
    """
    counts = Counter(mark.text for mark in marks)
    lines = [mark for mark in marks if mark.carrier == "line" and not mark.label]
    named = [mark for mark in lines if mark.text.endswith((":", "：")) and mark.asks < MAY_ASK]
    if len(named) * 2 < len(marks):
        marks = [mark for mark in marks if mark not in named]
    return [mark for mark in marks if counts[mark.text] == 1 or _is_whole(mark)]


def _is_whole(mark: Mark) -> bool:
    asks = ends_asking(mark.text) or (mark.asks >= ASKS and len(mark.text.split()) >= WHOLE)
    return bool(mark.label) or mark.carrier == "row" or asks


def asking_lines(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the sections where not one of several marks asks, in a document whose other sections ask throughout."""
    marks = _without_names(marks)
    sections: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        sections[page.section(mark.line)].append(mark)
    mute = {line for line, members in sections.items() if len(members) > 1 and not any(mark.asks for mark in members)}
    rest = [mark for mark in marks if page.section(mark.line) not in mute]
    certain = len(rest) > 1 and sum(mark.asks for mark in rest) >= ASKS * len(rest)
    answered = any(page.has_answer(mark.line, len(page.lines)) for line in mute for mark in sections[line])
    return rest if mute and certain and not answered else list(marks)
