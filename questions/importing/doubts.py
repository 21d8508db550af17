"""Where the reader of a document was unsure: few sentences, the weightiest of all that may be said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from questions.importing.document import Warned
from questions.importing.doubting.hollow import hollow
from questions.importing.doubting.labels import labelled_twice
from questions.importing.doubting.passed import inside, none_taken, outside
from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.doubting.runs import runs
from questions.importing.doubting.sections import announced, beside_others
from questions.importing.doubting.subject import unannounced
from questions.importing.doubting.totals import totals
from questions.importing.doubting.unlike import set_apart, silent, swollen, wordy
from questions.importing.doubting.unread import unread

Look = Callable[[Reading], Iterator[Doubt]]
# Of two that point to the same line or question the earlier one is said.
LOOKS: tuple[Look, ...] = (
    inside,
    unannounced,
    unread,
    labelled_twice,
    runs,
    announced,
    beside_others,
    outside,
    hollow,
    wordy,
    set_apart,
    silent,
    swollen,
    totals,
)
MOST = 5
NOTHING = (
    "No heading, label, list or table of this document recurs as a question "
    "(“Q1: ..”, “## Question 1”, “### 1. What ..?”, “- How ..?”)."
)


def doubts(reading: Reading) -> list[Warned]:
    """At most five, in the order of the document; why nothing was found where there is no question."""
    if not reading.questions:
        return [Warned(1, NOTHING), *(Warned(doubt.line, doubt.text) for doubt in none_taken(reading))]
    told: list[Doubt] = []
    for doubt in sorted((doubt for look in LOOKS for doubt in look(reading)), key=lambda doubt: -doubt.weight):
        if not _is_told(doubt, told):
            told.append(doubt)
    kept = sorted(told[:MOST], key=lambda doubt: doubt.line)
    return [Warned(doubt.line, doubt.text, doubt.beside) for doubt in kept]


def beside_questions(warnings: Sequence[Warned], reading: Reading) -> list[Warned]:
    """Each with the question that its line stands in."""
    over = [(warned, reading.cut_over(warned.line - 1)) for warned in warnings]
    return [replace(warned, beside=((cut.mark.line + 1, warned.text),)) if cut else warned for warned, cut in over]


def _is_told(doubt: Doubt, told: list[Doubt]) -> bool:
    known = {line for other in told for line, _ in other.beside}
    return any(doubt.line == other.line for other in told) or (
        bool(doubt.beside) and known.issuperset(line for line, _ in doubt.beside)
    )
