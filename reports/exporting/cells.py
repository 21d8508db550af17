"""Cells that a spreadsheet must not run: security.md B11, OWASP's list and its full-width forms."""

TRIGGERS = "=+-@\t\r\n\x00＝＋－＠"


def safe_cell(text: str) -> str:
    """The text, led by an apostrophe where a spreadsheet would read a formula, also behind blanks or quotes."""
    bare = text.lstrip(" \u00a0\u3000\"'")
    return f"'{text}" if text[:1] in tuple(TRIGGERS) or bare[:1] in tuple(TRIGGERS) else text
