"""The rules by which the record of access holds together (S18)."""

import random

import pytest

from accounts.audit_chain import START, Entry, Link, broken, entry_mark, link_mark

KEY = b"a key that is not in the database"


def chain(length: int, key: bytes = KEY) -> list[Link]:
    links, before = [], START
    for number in range(1, length + 1):
        entry = Entry(f"key-{number}", f"2026-11-21T10:{number:02}:00", "person", "read", f"report:{number}")
        before = link_mark(key, number, before, entry_mark(key, entry))
        links.append(Link(number, before, entry_mark(key, entry), entry))
    return links


def changed(link: Link, **fields: str) -> Link:
    assert link.entry
    entry = Entry(**{name: fields.get(name, getattr(link.entry, name)) for name in Entry.__slots__})
    return Link(link.number, link.mark, link.entry_mark, entry)


def test_an_untouched_chain_holds() -> None:
    assert list(broken(KEY, chain(30))) == []


@pytest.mark.parametrize("seed", range(200))
def test_s18_every_edit_removal_insertion_and_swap_is_found(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - which place is tampered with, no secret
    links, at = chain(30), rng.randrange(29)
    kind = ("edit", "remove", "insert", "swap", "strip")[seed % 5]
    if kind == "edit":
        links[at] = changed(links[at], **{rng.choice(Entry.__slots__): "something else"})
    elif kind == "remove":
        del links[at]
    elif kind == "insert":
        forged = chain(40, b"another key")[at]
        links = [*links[:at], forged, *(Link(one.number + 1, *parts(one)) for one in links[at:])]
    elif kind == "swap":
        here, there = links[at], links[at + 1]
        links[at : at + 2] = [Link(here.number, *parts(there)), Link(there.number, *parts(here))]
    else:
        links[at] = Link(links[at].number, links[at].mark, None, None)
    assert list(broken(KEY, links)) != []


def parts(link: Link) -> tuple[str, str | None, Entry | None]:
    return link.mark, link.entry_mark, link.entry


def test_a_chain_that_was_written_anew_with_another_key_is_found() -> None:
    assert len(list(broken(KEY, chain(30, b"another key")))) == 30


def test_each_finding_says_where() -> None:
    links = chain(5)
    links[1] = changed(links[1], actor="somebody else")
    assert list(broken(KEY, links)) == ["Entry 2 was changed."]
    assert list(broken(KEY, [*links[:2], *links[4:]]))[1] == "2 entries are missing from number 3 on."
