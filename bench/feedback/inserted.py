"""How often a "not" put into an answer of the labelled sets raises the flag, and how often it is up without one.

python -m bench.feedback.inserted

Only a "not" inside what was quoted for a key point that was found counts: elsewhere it turns nothing.
"""

import re
from collections.abc import Iterator

from bench.feedback.measure import labelled, share
from practice.feedback import Coverage, Flag, cover

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|can|could|will|would|should|must|may|might|does|do|has|have)\b(?! not\b|n't)"
)
_VERB = re.compile(r"(?<=[a-z] )(?P<base>[a-z]{3,})s\b(?= (?:the|a|an|its|each|all|to|with|into|from|over|on)\b)")
_WORD = re.compile(r"\b[a-z]+\b")
_EVERY_NTH_WORD = 7


def main() -> None:
    texts = [(answer["text"], question) for question in labelled() for answer in question["answers"]]
    plain = [(text, question, _covered(text, question)) for text, question in texts]
    up = sum(Flag.NEGATION in said.flags for _, _, said in plain)
    print(f"{'as it was written':20} {up} of {len(plain)}  {share(up, len(plain)):.3f}")
    quiet = [(text, question, _quotes(said)) for text, question, said in plain if Flag.NEGATION not in said.flags]
    for name, insert in (("is not", _after_auxiliaries), ("does not hold", _before_verbs), ("at any word", _anywhere)):
        turned = [
            Flag.NEGATION in _covered(changed, question).flags
            for text, question, quotes in quiet
            for at, changed in insert(text)
            if any(start <= at < end for start, end in quotes)
        ]
        print(f"{name:20} {sum(turned)} of {len(turned)}  {share(sum(turned), len(turned)):.3f}")


def _covered(text: str, question: dict[str, list[str]]) -> Coverage:
    return cover(text, question["key_points"], str(question["prompt"]))


def _quotes(said: Coverage) -> list[tuple[int, int]]:
    return [point.span for point in said.points if point.covered and point.span]


def _after_auxiliaries(text: str) -> Iterator[tuple[int, str]]:
    for found in _AUXILIARY.finditer(text):
        yield found.start(), f"{text[: found.end()]} not{text[found.end() :]}"


def _before_verbs(text: str) -> Iterator[tuple[int, str]]:
    for found in _VERB.finditer(text):
        yield found.start(), f"{text[: found.start()]}does not {found['base']}{text[found.end() :]}"


def _anywhere(text: str) -> Iterator[tuple[int, str]]:
    for found in list(_WORD.finditer(text))[::_EVERY_NTH_WORD]:
        yield found.start(), f"{text[: found.start()]}not {text[found.start() :]}"


if __name__ == "__main__":
    main()
