"""The questions of one made document: what each asks, whether it is answered, and how."""

from dataclasses import dataclass
from random import Random

from tests.questions.generated.bodies import Body, Subject, body_of
from tests.questions.generated.choices import Choices
from tests.questions.generated.words import Tongue


@dataclass(frozen=True, slots=True)
class Asked:
    """`body` None: nobody has answered it yet. `number` counts from 1 through the document."""

    number: int
    text: str
    body: Body | None


def questions(choices: Choices, tongue: Tongue, rng: Random) -> list[Asked]:
    names = list(tongue.facts)
    rng.shuffle(names)
    count = min(int(choices["count"]), len(names))
    answered = _answered(choices["answered"], count, rng)
    depth = min(6, int(choices["depth"]) + 1 if choices["carrier"] == "heading" else 4)
    found = []
    for at, name in enumerate(names[:count]):
        other = names[(at + 1) % len(names)]
        text = _text(_wording(choices["wording"], at), tongue, rng).format(s=_set(name, choices["emphasis"]), t=other)
        subject = Subject(name, tongue.facts[name], rng.choice(tongue.more).format(s=name), f"Beside {name}: {other}.")
        body = body_of(choices["body"], subject, tongue, rng, depth) if answered[at] else None
        found.append(Asked(at + 1, text[0].upper() + text[1:], body))
    return found


def _set(name: str, emphasis: str) -> str:
    return {"none": name, "bold word": f"**{name}**", "code word": f"`{name}`"}[emphasis]


def _answered(share: str, count: int, rng: Random) -> list[bool]:
    """Whether each is: at least two of those answered throughout, and never all where some are left."""
    if share in ("all", "none"):
        return [share == "all"] * count
    many = {"most": max(2, round(count * 0.8)), "half": max(1, count // 2), "one": 1}[share]
    taken = set(rng.sample(range(count), min(many, count - 1)))
    return [at in taken for at in range(count)]


def _wording(wording: str, at: int) -> str:
    """Of "many titles" every other one names a subject, and the first of them all."""
    return {0: "subjects", 1: "asks"}[at % 2] if wording == "many titles" else wording


def _text(wording: str, tongue: Tongue, rng: Random) -> str:
    if wording == "titles" or (wording == "some titles" and rng.random() < 0.25):
        return rng.choice(("{s}", "{s} and {t}", "Working with a {s}"))
    if wording == "subjects":
        return rng.choice(("{s}", "{s} and {t}", "Working with a {s}", "Difference between {s} and {t}", "{s} vs {t}"))
    requests = {"requests": 1.0, "mixed": 0.35, "some titles": 0.2}.get(wording, 0.0)
    text = rng.choice(tongue.requests if rng.random() < requests else tongue.asks)
    return text.rstrip("?") if wording == "without marks" else text
