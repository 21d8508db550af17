"""How the record of access holds together: pure rules, over a key that is not in the database.

Each entry carries a mark of its own, and each link one over the link before it. Whoever changes, adds, removes or
reorders rows without the key leaves a place where the marks do not fit. Cutting off the end leaves none: for that the
head is written down elsewhere (accounts.audit_anchors).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

START = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one act; no word that a person wrote."""

    key: str
    at: str
    actor: str
    verb: str
    object: str


@dataclass(frozen=True, slots=True)
class Link:
    """Place `number` in the chain, counted from 1; `entry` is None where the row is gone."""

    number: int
    mark: str
    entry_mark: str | None
    entry: Entry | None


def entry_mark(key: bytes, entry: Entry) -> str:
    return _mark(key, entry.key, entry.at, entry.actor, entry.verb, entry.object)


def link_mark(key: bytes, number: int, before: str, entry: str) -> str:
    return _mark(key, str(number), before, entry)


def _mark(key: bytes, *parts: str) -> str:
    """Lengths stand before the parts, so that no two lists of parts read the same."""
    written = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(key, written.encode(), hashlib.sha256).hexdigest()


def broken(key: bytes, links: Iterable[Link]) -> Iterator[str]:
    """A sentence for each place, in order, at which the chain does not hold."""
    expected, before = 1, START
    for link in links:
        if link.number != expected:
            yield f"{link.number - expected} entries are missing from number {expected} on."
        elif link.entry is None or link.entry_mark is None:
            yield f"Entry {link.number} is gone."
        elif not _same(entry_mark(key, link.entry), link.entry_mark):
            yield f"Entry {link.number} was changed."
        elif not _same(link_mark(key, link.number, before, link.entry_mark), link.mark):
            yield f"Entry {link.number} is not the one that stood there."
        expected, before = link.number + 1, link.mark


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
