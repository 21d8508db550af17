"""What makes two versions the same: one hash over everything a version holds."""

import hashlib
import json
from collections.abc import Mapping, Sequence


def content_hash(
    texts: tuple[str, str, str],
    lists: tuple[Sequence[str], Sequence[str], Sequence[str]],
    level_answers: Mapping[str, str],
    minutes: int | None,
) -> str:
    """SHA-256 of (prompt, answer, label), (key points, follow-ups, red flags), answers by level, minutes."""
    parts = [*texts, *(list(entries) for entries in lists), dict(level_answers), minutes]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode(errors="surrogatepass")).hexdigest()
