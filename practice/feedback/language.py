"""Is the answer in the language of the key points?"""

from collections.abc import Sequence

from practice.feedback.text import Token
from practice.feedback.wordlists import languages, stop_words

_FEWEST = 5
_SHARE = 0.15
_FOREIGN_LETTERS = 0.3
ENGLISH = "english"


def in_another_language(answer: Sequence[Token], points: Sequence[Token]) -> bool:
    """Only when it is plain: a few foreign words in an English sentence are no other language."""
    spoken = language_of(answer)
    return spoken is not None and spoken != (language_of(points) or ENGLISH)


def language_of(tokens: Sequence[Token]) -> str | None:
    """The name of the language, or of the script; None for too few words to tell."""
    if script := _script(tokens):
        return script
    words = [token.word for token in tokens]
    counts = {name: sum(word in known for word in words) for name, known in languages().items()}
    likely = max(counts, key=lambda name: counts[name])
    english = sum(word in stop_words() for word in words)
    if len(words) >= _FEWEST and counts[likely] > max(2, english * 1.2, _SHARE * len(words)):
        return likely
    return ENGLISH if english > _SHARE * len(words) else None


def _script(tokens: Sequence[Token]) -> str | None:
    """Greek letters stand in formulas, so single letters do not count."""
    letters = "".join(token.word for token in tokens if len(token.word) > 1 or ord(token.word) > 0x2FFF)
    foreign = [letter for letter in letters if ord(letter) > 0x36F]
    return f"script {ord(foreign[0]) >> 8:x}" if len(foreign) > _FOREIGN_LETTERS * len(letters) else None
