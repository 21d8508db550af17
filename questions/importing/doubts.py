"""Where the reader of a document was unsure: few sentences, the weightiest of all that may be said."""

from collections.abc import Callable, Iterator

from questions.importing.document import Warned
from questions.importing.doubting.labels import labelled_twice
from questions.importing.doubting.passed import inside, outside
from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.doubting.runs import runs
from questions.importing.doubting.sections import announced
from questions.importing.doubting.totals import totals
from questions.importing.doubting.unlike import set_apart, silent, swollen

Look = Callable[[Reading], Iterator[Doubt]]
# Of two that point to the same line or question the earlier one is said.
LOOKS: tuple[Look, ...] = (inside, labelled_twice, runs, announced, outside, set_apart, silent, swollen, totals)
MOST = 5


def doubts(reading: Reading) -> list[Warned]:
    """At most five, in the order of the document."""
    told: list[Doubt] = []
    for doubt in sorted((doubt for look in LOOKS for doubt in look(reading)), key=lambda doubt: -doubt.weight):
        if not _is_told(doubt, told):
            told.append(doubt)
    kept = sorted(told[:MOST], key=lambda doubt: doubt.line)
    return [Warned(doubt.line, doubt.text, doubt.beside) for doubt in kept]


def _is_told(doubt: Doubt, told: list[Doubt]) -> bool:
    known = {line for other in told for line in other.beside}
    return any(doubt.line == other.line for other in told) or (bool(doubt.beside) and known.issuperset(doubt.beside))
