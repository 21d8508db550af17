"""Cells that a spreadsheet must not run: security.md B11, OWASP's list with its full-width forms."""

import unicodedata

_TRIGGERS = frozenset("=+-@\t\r\n\x00")
# Blanks, invisible letters and quotation marks: spreadsheets and import wizards drop them before they look.
_PASSED_OVER = frozenset({"Zs", "Cf", "Pi", "Pf"})


def safe_cell(text: str) -> str:
    """The text, led by an apostrophe where a spreadsheet would read a formula, also behind blanks or quotes."""
    if text[:1].isascii() and text[:1].isalnum():
        return text
    first = next((letter for letter in text if not _passed_over(letter)), "")
    # NFKC turns full-width and small forms into the letter that some programs take them for.
    return f"'{text}" if unicodedata.normalize("NFKC", first) in _TRIGGERS else text


def _passed_over(letter: str) -> bool:
    return letter in "\"'`" or unicodedata.category(letter) in _PASSED_OVER
