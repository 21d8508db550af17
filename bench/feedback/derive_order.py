"""Counts in our own texts which kind of word follows which, and writes practice/feedback/words/order.txt.

python -m bench.feedback.derive_order
"""

import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from practice.feedback.order import kinds
from practice.feedback.text import read_text

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "practice/feedback/words/order.txt"
SMOOTHING = 2.0
FEWEST_WORDS = 7

Pair = tuple[str, str]


def main() -> None:
    pairs = Counter[Pair]()
    for paragraph in paragraphs():
        pairs.update(pairwise(kinds(read_text(paragraph).tokens)))
    lines = [f"{one} {other} {ratio:.2f}" for (one, other), ratio in sorted(log_ratios(pairs).items())]
    TARGET.write_text("# Written by bench/feedback/derive_order.py\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(pairs.values())} pairs of words, {len(lines)} pairs of kinds")


def paragraphs() -> list[str]:
    """Prose of the bank and the documents, without headings, tables, code and marks."""
    sources = [*sorted(ROOT.glob("questions/bank/*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
    blocks = (block for source in sources for block in source.read_text(encoding="utf-8").split("\n\n"))
    prose = (block for block in blocks if not block.startswith(("#", "|", "**Kind", "**Min")) and "```" not in block)
    return [re.sub(r"[*`#>|_-]", " ", block) for block in prose if len(block.split()) >= FEWEST_WORDS]


def log_ratios(pairs: Counter[Pair]) -> dict[Pair, float]:
    """log P(next | this) / P(next), with a little of P(next) added to each count."""
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
    chance = {kind: count / second.total() for kind, count in second.items()}
    return {
        (one, other): math.log(
            (pairs[one, other] + SMOOTHING * chance[other]) / (first[one] + SMOOTHING) / chance[other]
        )
        for one in first
        for other in second
    }


if __name__ == "__main__":
    main()
