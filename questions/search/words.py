"""Words as the index knows them: case, accents and British or American spelling make no difference."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST_TEXT = 200
MOST_WORDS = 10
WORD = re.compile(r"[^\W_]+")
# Names that would lose what makes them names; each side of the search sees the word on the right. The letters on the
# left are looked for first: most texts hold none of them.
_SPELT_OUT = (
    ("c++", re.compile(r"\bc\+\+"), "cplusplus"),
    ("#", re.compile(r"\b([cf])#"), r"\1sharp"),
    (".net", re.compile(r"(?<!\w)\.net\b"), "dotnet"),
    (".js", re.compile(r"\b(\w+)\.js\b"), r"\1js"),
)
_SPELLING = (
    ("iz", re.compile(r"(?<=[a-z]{3})(?<!s)iz(?=(?:e[sdr]?|ers|ing|able|ation|ations)\b)"), "is"),
    ("analyz", re.compile(r"(?<=anal)yz"), "ys"),
    ("or", re.compile(r"\b(behavi|col|neighb|fav|lab|flav)or"), r"\1our"),
)
# Chinese and Japanese write no blanks: each letter is a word of its own.
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_STOP = frozenset("a an and are as at be by do does for from how in is it of on or the to what when why with".split())  # noqa: SIM905
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ed", "er", "es", "e", "s", "y")
_PART = re.compile(r'(?P<no>(?<!\S)-(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def fold(text: str) -> str:
    """Only words, parted by one blank: what is indexed, and what a search is compared with."""
    plain = text.isascii()
    flat = text.lower() if plain else _without_accents(text)
    for letters, pattern, spelt in (*_SPELT_OUT, *_SPELLING):
        if letters in flat:
            flat = pattern.sub(spelt, flat)
    return " ".join(WORD.findall(flat if plain else _UNSPACED.sub(r" \1 ", flat)))


def _without_accents(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The shortest beginning that stands for the word: "overfitting" is found by "overfit", and finds it.

    At least four letters stay, for the index is asked by beginnings: shorter ones would find too much.
    """
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    if ending == "s" and word.endswith(("ss", "us", "is")):
        return word
    rest = word.removesuffix(ending)
    doubled = ending and len(rest) > 4 and rest[-1] == rest[-2] and rest[-1] not in "aeious"
    return rest[:-1] if doubled else rest


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody typed: phrases of one or more folded words that must, or must not, occur."""

    wanted: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def finds(self, folded: str) -> bool:
        """Whether a folded text is one that the index would find."""
        text = f" {folded} "
        return all(_occurs(phrase, text, bent=True) for phrase in self.wanted) and not any(
            _occurs(phrase, text, bent=False) for phrase in self.unwanted
        )

    def hits(self, folded: str) -> bool:
        """Whether one word of a text is what somebody looked for."""
        return any(_is_hit(folded, word, len(phrase) == 1) for phrase in self.wanted for word in phrase)


def _occurs(phrase: Sequence[str], text: str, *, bent: bool) -> bool:
    """In a text with a blank at both ends; a word alone, `bent`, is also found by its beginning."""
    bends = bent and len(phrase) == 1 and len(phrase[0]) > 1
    return f" {' '.join(phrase)} " in text or (bends and f" {stem(phrase[0])}" in text)


def _is_hit(folded: str, word: str, alone: bool) -> bool:
    return folded == word or (alone and len(word) > 1 and folded.startswith(stem(word)))


def read_wording(text: str) -> Wording:
    """Words, "phrases in quotes" and -exclusions; small words count only where there are no others."""
    said = list(_phrases(text[:LONGEST_TEXT]))[:MOST_WORDS]
    wanted = tuple(phrase for excluded, phrase in said if not excluded)
    telling = tuple(phrase for phrase in wanted if len(phrase) > 1 or phrase[0] not in _STOP)
    return Wording(telling or wanted, tuple(phrase for excluded, phrase in said if excluded))


def _phrases(text: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    for part in _PART.finditer(text):
        words = tuple(fold(part["phrase"] if part["phrase"] is not None else part["word"]).split())
        if not words:
            continue
        if part["phrase"] is not None or part["no"]:
            yield bool(part["no"]), words
        else:
            yield from ((False, (word,)) for word in words)


def fts5_query(wording: Wording) -> str:
    """For SQLite: a whole word weighs more than a beginning, because it counts twice.

    Of a wording that only leaves words out, what holds one of them.
    """
    unwanted = [f'"{" ".join(phrase)}"' for phrase in wording.unwanted]
    wanted = " AND ".join(_fts5_phrase(phrase) for phrase in wording.wanted)
    return wanted + "".join(f" NOT {phrase}" for phrase in unwanted) if wanted else " OR ".join(unwanted)


def _fts5_phrase(phrase: tuple[str, ...]) -> str:
    if len(phrase) > 1 or len(phrase[0]) == 1:
        return f'"{" ".join(phrase)}"'
    return f'("{phrase[0]}" OR "{stem(phrase[0])}"*)'


def ts_query(wording: Wording) -> str:
    """The same for PostgreSQL."""
    unwanted = [f"({' <-> '.join(phrase)})" for phrase in wording.unwanted]
    wanted = [_ts_phrase(phrase) for phrase in wording.wanted]
    return " & ".join([*wanted, *(f"!{phrase}" for phrase in unwanted)]) if wanted else " | ".join(unwanted)


def _ts_phrase(phrase: tuple[str, ...]) -> str:
    if len(phrase) > 1 or len(phrase[0]) == 1:
        return f"({' <-> '.join(phrase)})"
    return f"({phrase[0]} | {stem(phrase[0])}:*)"
