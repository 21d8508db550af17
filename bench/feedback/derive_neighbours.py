"""Writes practice/feedback/words/neighbours.txt, words near each other in meaning, from a sentence model in a wheel.

make vectors        (or: python -m bench.feedback.derive_neighbours WHEEL)
"""

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bench.feedback.word_model import WordModel
from practice.feedback.neighbours import TABLE
from practice.feedback.stemming import stem
from practice.feedback.terms import is_stop

ROOT = Path(__file__).parents[2]
COMMON_PARTS = 3
NEAREST, LEAST = 12, 0.4
ROWS = 1000


def main(wheel: Path) -> None:
    model = WordModel(wheel)
    print("Deriving word vectors: this takes a few minutes, once.", flush=True)
    stems, vectors = by_stem(*model.vectors(sorted(known_words(model))))
    lines = [
        f"{stems[row]}\t{' '.join(f'{stems[other]}:{likeness * 100:.0f}' for other, likeness in near)}"
        for row, near in enumerate(nearest(spread_out(vectors)))
        if near
    ]
    TABLE.write_text("# Written by bench/feedback/derive_neighbours.py\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words with neighbours, {TABLE.stat().st_size / 2**20:.1f} MB: {TABLE}")


def known_words(model: WordModel) -> set[str]:
    """Whole words of the vocabulary, and those of our own bank and word lists."""
    sources = [*ROOT.glob("questions/bank/*.md"), *TABLE.parent.glob("*.txt")]
    own = (re.findall("[a-z]{3,}", source.read_text(encoding="utf-8").lower()) for source in sources if source != TABLE)
    whole = (word for word in model.vocabulary if re.fullmatch("[a-z]{3,}", word))
    return {word for word in {*whole, *(word for words in own for word in words)} if not is_stop(word)}


def by_stem(words: list[str], vectors: Any) -> tuple[list[str], Any]:
    """One row for each stem: the mean of its words."""
    rows: dict[str, list[int]] = {}
    for row, word in enumerate(words):
        rows.setdefault(stem(word), []).append(row)
    stems = sorted(rows)
    return stems, np.stack([vectors[rows[each]].mean(0) for each in stems])


def spread_out(vectors: Any) -> Any:
    """Without the mean and the few directions that all words share, in which nearness says little; of length one."""
    centred = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    common = directions[:COMMON_PARTS]
    centred = centred - centred @ common.T @ common
    return centred / np.linalg.norm(centred, axis=1, keepdims=True)


def nearest(vectors: Any) -> list[list[tuple[int, float]]]:
    found = []
    for start in range(0, len(vectors), ROWS):
        for row, likeness in enumerate(vectors[start : start + ROWS] @ vectors.T, start):
            order = np.argsort(-likeness)[: NEAREST + 1]
            found.append(
                [(int(each), float(likeness[each])) for each in order if each != row and likeness[each] >= LEAST]
            )
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
