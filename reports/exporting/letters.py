"""Text of people as every document shows it: what can be seen, in the order it was written."""

import re
import unicodedata

# Marks that reorder or hide the text around them, so that a reader sees other words than a machine does.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """Without control letters, direction overrides and invisible ones; line ends become \\n, tabs a blank."""
    if text.isascii() and text.isprintable():
        return text
    flat = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(letter for letter in flat if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))


def one_line(text: str) -> str:
    return " ".join(visible(text).split())


def code(text: str, *, longest: int = 300) -> str:
    """Lines of a program as they stand, tabs as blanks; the first `longest` of them, and how many are left out."""
    lines = visible(text.expandtabs(4)).rstrip().split("\n")
    left = len(lines) - longest
    return "\n".join(lines if left <= 0 else [*lines[:longest], f"… and {left} more lines"])


def clipped(text: str, longest: int) -> str:
    """One line of at most `longest` letters, cut at a word where that leaves most of it."""
    flat = one_line(text)
    if len(flat) <= longest:
        return flat
    cut = flat[: longest - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if 2 * len(at_word) > longest else cut).rstrip(" ,;:.") + "…"
