"""How many key points are found in an answer to another question: there should be next to none.

python -m bench.feedback.elsewhere
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bench.feedback.measure import expected_answers, labelled, share
from practice.feedback import State, cover

WORDS = 200
STRIDES = (1, 7, 19, 31, 53)

Question = dict[str, Any]


def main() -> None:
    questions, model = labelled(), expected_answers()
    others = [(one, questions[(at + by) % len(questions)]) for at, one in enumerate(questions) for by in STRIDES]
    told("answers", ((answer["text"], one) for one, other in others for answer in other["answers"]), model)
    pairs = [(one, other) for one in questions for other in questions[::4] if title(one) != title(other)]
    for same in (False, True):
        texts = ((shortened(model[title(other)]), one) for one, other in pairs if same is alike(one, other))
        told("model answers, same topic" if same else "model answers, other topic", texts, model)


def told(name: str, texts: Iterable[tuple[str, Question]], model: dict[str, str]) -> None:
    states = Counter(
        point.state
        for text, question in texts
        for point in cover(text, question["key_points"], question["prompt"], model.get(title(question), "")).points
    )
    total = states.total()
    print(
        f"{name:28} found {share(states[State.FOUND], total):.3f}  possibly {share(states[State.POSSIBLY], total):.3f}"
    )


def title(question: Question) -> str:
    return str(question["prompt"]).partition("\n")[0]


def alike(one: Question, other: Question) -> bool:
    return bool(one["document"] == other["document"])


def shortened(text: str) -> str:
    return " ".join(text.split()[:WORDS])


if __name__ == "__main__":
    main()
