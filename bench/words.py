"""Text whose words are as unevenly common as those of a language, so that a search has rare and common words."""

import random
from collections.abc import Sequence
from itertools import accumulate

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
COUNT = 8_000


class Vocabulary:
    """Words with Zipf weights: the n-th is drawn in proportion to 1 / n."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.weights = list(accumulate(1 / n for n in range(1, len(words) + 1)))

    def draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.weights, k=count)


def vocabulary(rng: random.Random) -> Vocabulary:
    made: dict[str, None] = dict.fromkeys(["gradient", "network", "index", "queue", "attention", "database"])
    while len(made) < COUNT:
        made["".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(2, 4)))] = None
    return Vocabulary(list(made))


def sentence(rng: random.Random, words: Vocabulary) -> str:
    return " ".join(words.draw(rng, rng.randint(8, 16))).capitalize() + "?"


def paragraph(rng: random.Random, words: Vocabulary) -> str:
    return " ".join(" ".join(words.draw(rng, 20)).capitalize() + "." for _ in range(rng.randint(2, 5)))
