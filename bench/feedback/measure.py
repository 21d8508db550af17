"""How far the key-point feedback can be trusted: prints the figures of docs/feedback.md.

python -m bench.feedback.measure

Needs nothing but the standard library. `labels.json` holds answers to our own bank whose key points were marked y, p
(partly) or n in two passes that did not see each other; the fourth set was written and marked without sight of the
method. `graded-*.json` holds short answers graded 0..5.
"""

import json
import re
import statistics
import time
import tracemalloc
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice.feedback import Coverage, State, cover

HERE = Path(__file__).parent
GRADED_PARTS = ("tune", "check", "fresh", "second", "hold-out")
PARTS = (*GRADED_PARTS, "third", "fourth")
HIGHEST_GRADE = 5
BANK = HERE.parents[1] / "questions/bank"
_QUESTION = re.compile(
    r"^### Q\d+: (?P<title>.+)\n(?:(?!### ).*\n)*?"
    r"\*\*Expected Answer:\*\*\n(?P<answer>(?:(?!### |\*\*Key points).*\n)*)",
    re.MULTILINE,
)
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """One key point of one answer: what two people marked (y, p, n) and what was found."""

    part: str
    first: str
    second: str
    state: State
    confidence: float

    @property
    def truth(self) -> str | None:
        """None where the marks differ, or say that the point is partly there."""
        return self.first if self.first == self.second and self.first in "yn" else None


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer: `value` is its grade on the scale 1..5, `coverage` what the feedback says."""

    subject: str
    part: str
    value: float
    coverage: Coverage


def main() -> None:
    found, answers = decisions(expected_answers()), graded()
    print(f"Key points: {len(found)} decisions\n")
    print(agreement(found))
    for part in (*PARTS, "all"):
        print(by_point(part, [each for each in found if part in (each.part, "all")]))
    print(f"area under the curve of the confidence: {area_under_curve(found):.3f}")
    for part in ("fourth", "all"):
        print(by_point(part, [each for each in decisions({}) if part in (each.part, "all")]), " no expected answer")
    print("\nValues against grades\n")
    for subject in ("structures", "networks", "networking", "all"):
        print(by_value(subject, [each for each in answers if subject in (each.subject, "all")]))
    for part in GRADED_PARTS:
        print(by_value(part, [each for each in answers if each.part == part]))
    print(f"\n{speed()}")


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return rows


def labelled() -> list[dict[str, Any]]:
    return [question for path in sorted(HERE.glob("labels*.json")) for question in read(path.name)]


def expected_answers() -> dict[str, str]:
    """First line of the prompt -> expected answer, of the questions of our own bank."""
    documents = (path.read_text(encoding="utf-8") for path in sorted(BANK.glob("*.md")))
    return {found["title"]: found["answer"] for text in documents for found in _QUESTION.finditer(text)}


def decisions(expected: Mapping[str, str]) -> list[Decision]:
    rows = []
    for question in labelled():
        known = expected.get(question["prompt"].partition("\n")[0], "")
        for answer in question["answers"]:
            points = cover(answer["text"], question["key_points"], question["prompt"], known).points
            marks = zip(answer["first"], answer["second"], points, strict=True)
            rows += [Decision(question["part"], one, two, point.state, point.confidence) for one, two, point in marks]
    return rows


def graded() -> list[Graded]:
    """The whole reference is the one key point: nobody cut these references into points."""
    rows = []
    for path in sorted(HERE.glob("graded-*.json")):
        for question in read(path.name):
            subject = question.get("subject", path.stem.removeprefix("graded-"))
            for answer in question["answers"]:
                said = cover(answer["text"], [question["reference"]], question["prompt"])
                rows.append(Graded(subject, question["part"], on_scale(answer["grade"]), said))
    return rows


def on_scale(grade: float) -> float:
    return 1 + 4 * grade / HIGHEST_GRADE


def agreement(rows: Sequence[Decision]) -> str:
    same = sum(row.first == row.second for row in rows) / len(rows)
    return f"two passes agree: {same:.3f}, Cohen's kappa {kappa([(row.first, row.second) for row in rows]):.3f}\n"


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen 1960, unweighted."""
    total = len(pairs)
    same = sum(one == other for one, other in pairs) / total
    ones, others = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(ones[mark] * others[mark] for mark in ones) / total**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def by_point(part: str, rows: Sequence[Decision]) -> str:
    """Only decisions on which both passes say yes or both say no: the others have no truth to be measured against."""
    clear = [row for row in rows if row.truth]
    told = Counter((row.state, row.truth) for row in clear)
    found, missed = told[State.FOUND, "y"], told[State.NOT_FOUND, "n"]
    precision = share(found, found + told[State.FOUND, "n"])
    recall = share(found, sum(row.truth == "y" for row in clear))
    unsure = share(sum(row.state is State.POSSIBLY for row in rows), len(rows))
    silent = share(missed, missed + told[State.NOT_FOUND, "y"])
    return (
        f"{part:8} n={len(clear):3}  found right {precision:.3f}  not found right {silent:.3f}  unsure {unsure:.3f}"
        f"  recall {recall:.3f}  F1 {f1(precision, recall):.3f}"
    )


def area_under_curve(rows: Sequence[Decision]) -> float:
    """How often a covered point has more confidence than one that is not; ties count half."""
    said, unsaid = ([row.confidence for row in rows if row.truth == mark] for mark in "yn")
    return statistics.fmean((one > other) + (one == other) / 2 for one in said for other in unsaid)


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def by_value(subject: str, rows: Sequence[Graded]) -> str:
    """`r`: Pearson of score and grade over all answers. Error and interval only where there is a value."""
    told = [(row, row.coverage.value, row.coverage.interval) for row in rows]
    valued = [(row, value, interval) for row, value, interval in told if value is not None and interval is not None]
    error = statistics.fmean(abs(row.value - value) for row, value, _ in valued)
    inside = sum(low <= row.value <= high for row, _, (low, high) in valued)
    r = statistics.correlation([row.value for row in rows], [row.coverage.score for row in rows])
    return (
        f"{subject:10} n={len(rows):3}  r {r:.3f}  valued {len(valued) / len(rows):.2f}"
        f"  mean error {error:.2f}  in the interval {inside / len(valued):.2f}"
    )


def speed() -> str:
    """Processor time of answers of 300 words against eight key points, each text new to the machine."""
    questions = labelled()
    texts = [answer["text"] for question in questions for answer in question["answers"]]
    points = [point for question in questions for point in question["key_points"]]
    cover(texts[0], points[:8])
    took = sorted(_seconds(_words(texts, turn), points[turn % 60 : turn % 60 + 8]) for turn in range(ROUNDS))
    tracemalloc.start()
    cover(_words(texts, 0), points[:8])
    _, peak = tracemalloc.get_traced_memory()
    median, p95 = took[ROUNDS // 2] * 1e3, took[ROUNDS * 95 // 100] * 1e3
    return f"300 words, 8 points: median {median:.1f} ms, p95 {p95:.1f} ms, {peak / 2**20:.1f} MB of memory at most"


def _words(texts: list[str], turn: int) -> str:
    return " ".join(" ".join(texts[turn % 100 :] + texts).split()[:300])


def _seconds(answer: str, points: Sequence[str]) -> float:
    start = time.process_time()
    cover(answer, points)
    return time.process_time() - start


if __name__ == "__main__":
    main()
