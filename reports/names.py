"""What a member of a panel may be called in somebody's words: by all of the name or a part, however it is typed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

# Each is an everyday word in small letters ("he will", "a mark"), and hidden as a name where it has a capital.
WORDS = frozenset(
    """art august banks best bill black bloom bond bridge brown bush case chance chase cook cross dawn drew early
    east faith field fields ford forest frank gates gene grace grant gray green grey guy hall hand hard hardy
    hill hope hunt jade java joy justice king lane law little long love mark marks may mercy north page park
    patience pearl penny pike pole pool post pound power powers price python rain ray read rich river rob rock
    rose ruby rush rust sand sharp short skip small smart snow sparks spring star stern stone street strong
    summer swift taylor trip twist walker wall wells west white wild will wills winter wise wood woods worth
    young""".split()  # noqa: SIM905 - read as prose
)
# Letters that lose their accent by another rule than that it is taken off.
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Shorter ones are too often an abbreviation, or another word: (in capitals, in other letters than the name's).
_LEAST = 3, 4


def parts_of(name: str) -> set[str]:
    """The whole, the first name, what follows it, and each further word but particles and very short ones; of a name
    with a hyphen each half; and all of these without accents."""
    words = (name.title() if name.islower() else name).split()
    last = [word for word in words[-1:] if word[0].isalpha()]
    wholes = (words, words[:1], words[1:], *([word] for word in words[1:] if _stands_alone(word)), last)
    found = {" ".join(part).strip(",.;") for part in wholes}
    halves = {half for word in words for half in word.split("-") if "-" in word and _stands_alone(half)}
    return {each for part in found | halves if part for each in _written(part)}


def _stands_alone(word: str) -> bool:
    return len(word) > 2 and word[0].isalpha() and not word.islower()


def _written(part: str) -> Iterator[str]:
    yield part
    for typed in (part, part.translate(_UMLAUTS)):
        apart = unicodedata.normalize("NFKD", typed.translate(_PLAIN))
        yield "".join(letter for letter in apart if not unicodedata.combining(letter))


def hider(names: Mapping[str, str], *, shared: str, kept: str) -> Callable[[str], str]:
    """Puts `names`' values in the place of its keys and of their parts, longest first; `shared` where two have a part
    in common. What `kept`, another person's name, says stays."""
    parts = {name: parts_of(name) for name in names}
    holders = Counter(part for own in parts.values() for part in own)
    known = {part: names[name] if holders[part] == 1 else shared for name, own in parts.items() for part in own}
    known |= names
    stay = parts_of(kept)
    if not known:
        return lambda text: text
    folded = {part.casefold(): put for part, put in known.items()}
    longest_first = sorted({*known, *stay}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def put(found: re.Match[str]) -> str:
        said = found[1]
        if said in stay or not (said in known or _is_name(said)):
            return said
        return known.get(said) or folded.get(said.casefold(), said)

    return lambda text: pattern.sub(put, text)


def _is_name(said: str) -> bool:
    """Of what is typed in other letters than the name is."""
    capitals, others = _LEAST
    return len(said) >= (capitals if said.isupper() else others) and said not in WORDS
