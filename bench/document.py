"""A document of many questions, in the Markdown that the importer is made for."""

import random

from bench.words import paragraph, sentence, vocabulary

QUESTIONS = 2_600
LEVELS = ("Junior", "Mid", "Senior", "Principal")
PER_SECTION = 50


def document(*, seed: int = 11) -> bytes:
    """About 700 kB."""
    rng = random.Random(seed)  # noqa: S311 - data for measuring, not secrets
    words = vocabulary(rng)
    parts = ["# Questions of the bench"]
    for number in range(QUESTIONS):
        if number % PER_SECTION == 0:
            at = number // PER_SECTION
            parts.append(f"## {LEVELS[at % 4]} level, part {at + 1}")
        parts.append(f"**Q{number + 1}: {sentence(rng, words)}**")
        parts.append(" ".join(paragraph(rng, words).split()[:28]) + ".")
    return "\n\n".join(parts).encode()
