"""Text whose words are as unevenly common as those of a language, so that a search has rare and common words."""

import random
from collections.abc import Sequence
from itertools import accumulate

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
COUNT = 8_000
# How often real words are drawn: each stands as far down the list as makes it occur in as many questions as it does in
# the starter bank, from a quarter (gradient) to one in thirty (database). What comes first are words like "the".
RANKS = {"gradient": 115, "network": 125, "attention": 255, "index": 400, "queue": 540, "database": 1_090}


class Vocabulary:
    """Words with Zipf weights: the n-th is drawn in proportion to 1 / n."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.weights = list(accumulate(1 / n for n in range(1, len(words) + 1)))

    def draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.weights, k=count)


def vocabulary(rng: random.Random) -> Vocabulary:
    made: dict[str, None] = {}
    while len(made) < COUNT - len(RANKS):
        made["".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(2, 4)))] = None
    words = list(made)
    for word, rank in sorted(RANKS.items(), key=lambda item: item[1]):
        words.insert(rank - 1, word)
    return Vocabulary(words)


def sentence(rng: random.Random, words: Vocabulary) -> str:
    return " ".join(words.draw(rng, rng.randint(8, 16))).capitalize() + "?"


def paragraph(rng: random.Random, words: Vocabulary) -> str:
    return text(rng, words, rng.randint(2, 5))


def text(rng: random.Random, words: Vocabulary, sentences: int) -> str:
    """So many sentences of twenty words."""
    return " ".join(" ".join(words.draw(rng, 20)).capitalize() + "." for _ in range(sentences))


def prompt(rng: random.Random, words: Vocabulary) -> str:
    """As in the starter bank: a line that asks and what one has to know for it, about fifty words."""
    return f"{sentence(rng, words)}\n\n{text(rng, words, rng.randint(1, 3))}"


def answer(rng: random.Random, words: Vocabulary) -> str:
    """As in the starter bank: three paragraphs of about two hundred words."""
    return "\n\n".join(text(rng, words, rng.randint(3, 4)) for _ in range(3))
