"""What a downloaded report is called: words of people, made safe for a header and for any disk."""

import re
import unicodedata

LONGEST_NAME = 80


def file_name(title: str, extension: str, *, otherwise: str) -> str:
    """Plain ASCII words of the title; one in another script leaves `otherwise`, the interview's id."""
    text = unicodedata.normalize("NFKD", title)
    words = re.findall(r"[A-Za-z0-9]+", text.encode("ascii", "ignore").decode())
    stem = "-".join(["report", *(words or re.findall(r"[A-Za-z0-9]+", otherwise))])
    return f"{stem[:LONGEST_NAME].rstrip('-').lower()}.{extension}"
