"""NUL and halves of surrogate pairs, which a workbook or JSON can smuggle past the decoding: no database keeps them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from questions.importing.document import OF_QUESTION, ParsedDocument, ParsedQuestion, Skipped

UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
REASON = "This question holds a character that cannot be stored (NUL, or half of a pair)."


def storable(document: ParsedDocument) -> ParsedDocument:
    """Questions with such a character are skipped, and said to be; in remarks it is replaced."""
    bad = [question for question in document.questions if _is_bad(question)]
    lines = {question.line for question in bad}
    skipped = [*document.skipped, *(Skipped(q.line, REASON, q.prompt[:200]) for q in bad)]
    return replace(
        document,
        questions=tuple(question for question in document.questions if question.line not in lines),
        skipped=tuple(replace(each, text=UNSTORABLE.sub("\ufffd", each.text)) for each in skipped),
        warnings=tuple(replace(each, text=UNSTORABLE.sub("\ufffd", each.text)) for each in document.warnings),
    )


def _is_bad(question: ParsedQuestion) -> bool:
    return UNSTORABLE.search("\n".join(_texts([getattr(question, name) for name in OF_QUESTION]))) is not None


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif value and isinstance(value, dict | tuple):
            yield from _texts(value.values() if isinstance(value, dict) else value)
