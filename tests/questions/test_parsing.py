"""Markdown as old documents write it."""

import pytest

from questions.importing.seeing.parsing import parse


def headings(text: str) -> list[tuple[str, str]]:
    tokens = parse(text)
    return [(t.tag, tokens[n + 1].content) for n, t in enumerate(tokens) if t.type == "heading_open"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("##Indexes", [("h2", "Indexes")]),
        ("###Indexes ###", [("h3", "Indexes")]),
        ("#1. What is a view?", [("h1", "1. What is a view?")]),
        ("Words above\n##Indexes\nwords below", [("h2", "Indexes")]),
        ("#hashtag", []),
        ("#!/bin/sh", []),
        ("    ##Indexes", []),
    ],
)
def test_a_heading_needs_no_space_where_it_cannot_be_anything_else(text: str, found: list[tuple[str, str]]) -> None:
    assert headings(text) == found


def test_a_heading_without_a_space_knows_its_line() -> None:
    token = next(t for t in parse("Words\n\n##Indexes") if t.type == "heading_open")
    assert token.map == [2, 3]
