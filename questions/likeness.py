"""Which questions ask the same: by text, nearly by text, or by the rare words that both hold. Pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from math import log, sqrt
from typing import Generic, TypeVar

from questions.giveaway import LITTLE
from questions.search.words import fold, stem

Key = TypeVar("Key", bound=Hashable)

NEAR = 0.82
# Half for the words that both questions share, half for those of question and answer together, weighed by rarity. Tried
# on 195 questions of 17 documents that overlap: of the nine pairs above it six ask the same in other words.
MEANING = 0.3
_SHARED_WORDS = 2
# A question is looked up by its rarest words; one that more than so many questions hold says too little.
_LOOKED_UP = 6
_MOST_HOLDERS = 150
_CANDIDATES = 5
_LONGEST = 400
_SHOWN = 4
_CONTINUES = 0.55


@dataclass(frozen=True, slots=True)
class Alike(Generic[Key]):
    """`how` is same, near or meaning; `shared` are the rare words of both questions; `score` is 0..1."""

    key: Key
    how: str
    score: float
    shared: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def _term(word: str) -> str | None:
    return None if word in LITTLE or len(word) < 2 else stem(word)


def terms_of(folded: str) -> dict[str, str]:
    """Word by stem, of text that `fold` made."""
    return {term: word for word in folded.split()[:_LONGEST] if (term := _term(word))}


@dataclass(slots=True)
class Words:
    """How many of so many texts hold a word."""

    size: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _rarities: dict[str, float] = field(default_factory=dict)

    def learn(self, terms: Iterable[str]) -> None:
        self.size += 1
        self.counts.update(terms)
        self._rarities.clear()

    def rarity(self, term: str) -> float:
        """Asked for thousands of pairs of texts once all are known, and then computed once."""
        found = self._rarities.get(term)
        if found is None:
            found = self._rarities[term] = log((self.size + 1) / (self.counts[term] + 1))
        return found


class Said:
    """One question as it is compared: its folded prompt, and the words of prompt and answer together."""

    def __init__(self, prompt: str, whole: str) -> None:
        """Both folded; `whole` is the prompt with its answer."""
        self.prompt = prompt
        self.terms = terms_of(prompt)
        self.counts = Counter(term for word in whole.split()[: 3 * _LONGEST] if (term := _term(word)))
        self._vector: dict[str, float] = {}

    def vector(self, words: Words) -> dict[str, float]:
        """Weight of each word, the squares adding up to one; made once, when all texts are known."""
        if not self._vector:
            weights = {term: (1 + log(n)) * words.rarity(term) for term, n in self.counts.items()}
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            self._vector = {term: weight / length for term, weight in weights.items()}
        return self._vector


def said(prompt: str, answer: str) -> Said:
    folded = fold(prompt)
    return Said(folded, f"{folded} {fold(answer)}")


@dataclass(slots=True)
class Bank(Generic[Key]):
    """Questions by the words of their titles, to look up those that may be alike."""

    words: Words = field(default_factory=Words)
    holders: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, Key] = field(default_factory=dict)

    def add(self, key: Key, folded: str, wanted: Mapping[str, object] | None = None) -> None:
        """With `wanted` only its words are kept: a bank of 100,000 questions beside a document of a hundred."""
        terms = [term for term in terms_of(folded) if wanted is None or term in wanted]
        self.words.learn(terms)
        self.texts.setdefault(folded, key)
        for term in terms:
            if len(self.holders[term]) <= _MOST_HOLDERS:
                self.holders[term].append(key)

    def candidates(self, folded: str) -> list[Key]:
        """Those that share the rarest words, the likeliest first; one with the very same title always."""
        counts = self.words.counts
        known = [term for term in terms_of(folded) if 0 < counts[term] <= _MOST_HOLDERS]
        found: dict[Key, float] = defaultdict(float)
        for term in sorted(known, key=lambda term: counts[term])[:_LOOKED_UP]:
            rarity = self.words.rarity(term)
            for key in self.holders[term]:
                found[key] += rarity
        likeliest = sorted(found, key=lambda key: -found[key])[:_CANDIDATES]
        same = self.texts.get(folded)
        return likeliest if same is None or same in likeliest else [same, *likeliest]


def judge(key: Key, mine: Said, other: Said, titles: Words, texts: Words) -> Alike[Key] | None:
    """Whether two questions ask the same, and by what."""
    if mine.prompt == other.prompt:
        return Alike(key, "same", 1.0)
    ratio = _ratio(mine.prompt, other.prompt)
    if ratio >= NEAR:
        return Alike(key, "near", ratio)
    shared = sorted(mine.terms.keys() & other.terms.keys(), key=lambda term: (titles.counts[term], term))
    if len(shared) < _SHARED_WORDS:
        return None
    score = (_dice(mine, other, titles) + _cosine(mine.vector(texts), other.vector(texts))) / 2
    words = tuple(mine.terms[term] for term in shared[:_SHOWN])
    return Alike(key, "meaning", score, words) if score >= MEANING else None


def _ratio(first: str, second: str) -> float:
    ours, theirs = first.split()[:_LONGEST], second.split()[:_LONGEST]
    if _too_different(ours, theirs):
        return 0.0
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _too_different(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether NEAR is out of reach: by length, or because too few words occur in both. Most pairs end here."""
    both = len(ours) + len(theirs)
    if 2 * min(len(ours), len(theirs)) < NEAR * both:
        return True
    known = set(theirs)
    return 2 * sum(word in known for word in ours) < NEAR * both


def _dice(mine: Said, other: Said, titles: Words) -> float:
    both, mine_all, other_all = (
        sum(titles.rarity(term) + 1 for term in terms)
        for terms in (mine.terms.keys() & other.terms.keys(), mine.terms, other.terms)
    )
    return 2 * both / (mine_all + other_all)


def _cosine(mine: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(mine[term] * other[term] for term in mine.keys() & other.keys())


def best(found: Iterable[Alike[Key] | None]) -> Alike[Key] | None:
    return max((each for each in found if each), key=lambda each: each.score, default=None)


def pair(new: Sequence[Said], old: Mapping[Key, Said]) -> dict[int, Key]:
    """Which question of an edited document goes on with which of its earlier edition: each at most once.

    First those whose text is the same with its answer, then those whose question is, then the likeliest.
    """
    pairs: dict[int, Key] = {}
    rest = dict(old)
    for sameness in (lambda one: (one.prompt, tuple(sorted(one.counts.items()))), lambda one: one.prompt):
        waiting: dict[object, list[Key]] = defaultdict(list)
        for key, one in rest.items():
            waiting[sameness(one)].append(key)
        for place, one in enumerate(new):
            if place not in pairs and (keys := waiting[sameness(one)]):
                pairs[place] = keys.pop(0)
                del rest[pairs[place]]
    return pairs | _likeliest({n: one for n, one in enumerate(new) if n not in pairs}, rest)


def _likeliest(new: Mapping[int, Said], old: Mapping[Key, Said]) -> dict[int, Key]:
    bank, texts = Bank[Key](), Words()
    for key, one in old.items():
        bank.add(key, one.prompt)
    for one in (*new.values(), *old.values()):
        texts.learn(one.counts)
    scored = sorted(
        (
            (-_continues(one, old[key], texts), place, n, key)
            for place, one in new.items()
            for n, key in enumerate(bank.candidates(one.prompt))
        ),
        key=lambda each: each[:3],
    )
    pairs: dict[int, Key] = {}
    for score, place, _, key in scored:
        if -score >= _CONTINUES and place not in pairs and key not in pairs.values():
            pairs[place] = key
    return pairs


def _continues(new: Said, old: Said, texts: Words) -> float:
    """Reworded with the same answer, or the same question with another answer: half of it is enough."""
    words = SequenceMatcher(None, new.prompt.split()[:_LONGEST], old.prompt.split()[:_LONGEST], autojunk=False).ratio()
    return (words + _cosine(new.vector(texts), old.vector(texts))) / 2
