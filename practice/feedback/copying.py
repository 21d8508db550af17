"""What an answer takes over from the question, and what it says to the one who reads it, is no answer."""

import re
from collections.abc import Sequence

from practice.feedback.terms import is_stop
from practice.feedback.text import Token

_RUN = 5
_COPIED = 0.6
_NEW = 0.15

_TO_GRADER = re.compile(
    r"""\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}
        \b(?:instructions?|prompts?|rules|guidelines|rubric|above)\b
    |\b(?:mark|grade|score|rate|give|award|return|output|treat|consider)\b[^.\n]{0,60}
        \b(?:as\ (?:correct|covered|found|complete)|full\ (?:marks?|credit|points|score)
            |(?:maximum|highest|perfect|top)\ (?:score|marks?|grade|points)
            |all\ (?:the\ )?(?:key\ )?points|\d+\ ?/\ ?\d+|\d+\ out\ of\ \d+)
    |\byou\ are\ (?:now\ )?(?:an?|the)\ [^.\n]{0,30}\b(?:grader|examiner|evaluator|assistant|language\ model|ai)\b
    |\b(?:system\ (?:prompt|message)|end\ of\ (?:the\ )?(?:answer|prompt)|new\ instructions?|all\ key\ points\ are)\b
    |</?(?:system|instructions?|answer)>|^\s*system\s*:""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_ABOUT_PROMPTS = re.compile(r"inject|jailbreak|instruction|prompt|grader", re.IGNORECASE)


def copied_positions(answer: Sequence[Token], question: Sequence[Token]) -> set[int]:
    """Positions in runs of five words (the whole question, if it is shorter) that the question has too."""
    run = min(_RUN, len(question))
    if run < 3:
        return set()
    known = {_words(question, at, run) for at in range(len(question) - run + 1)}
    starts = [at for at in range(len(answer) - run + 1) if _words(answer, at, run) in known]
    return {at + step for at in starts for step in range(run)}


def _words(tokens: Sequence[Token], at: int, run: int) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens[at : at + run])


def is_copied(answer: Sequence[Token], copied: set[int], question: Sequence[Token]) -> bool:
    """Mostly taken over, with next to no word of its own."""
    asked = {token.stem for token in question}
    own = sum(token.stem not in asked and not is_stop(token.word) for token in answer)
    return len(copied) > _COPIED * len(answer) and own <= max(1, _NEW * len(answer))


def speech_to_grader(text: str, about: str) -> list[tuple[int, int]]:
    """Spans that address whoever marks the answer, each to the end of its line. `about` is the question and its points:
    where these are about prompts and instructions, the answer may be, too.
    """
    if _ABOUT_PROMPTS.search(about):
        return []
    return [(_sentence_start(text, found.start()), _line_end(text, found.end())) for found in _TO_GRADER.finditer(text)]


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in ".!?\n") + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
