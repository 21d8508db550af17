"""The starter rubrics, read from their files and loaded as `load_starter` loads them."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from accounts.models import User
from questions.models import Level
from questions.starters import BANK
from reports.management.commands.load_starter import load_rubric
from rubric.starters import LIBRARY, starter

FILES = sorted(LIBRARY.glob("*.json"))
VALUES = ["1", "2", "3", "4", "5"]
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def criteria(path: Path) -> list[dict]:
    return json.loads(path.read_text())["criteria"]


def anchors(path: Path) -> list[str]:
    return list(chain.from_iterable(entry["anchors"].values() for entry in criteria(path)))


def repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_the_library_covers_six_kinds_of_interview() -> None:
    assert [path.stem for path in FILES] == [
        "back-end-engineering",
        "behavioural",
        "data-engineering",
        "engineering-management",
        "front-end-engineering",
        "machine-learning",
    ]


@every_file
def test_a_rubric_is_stored_as_it_is_written(path: Path, lead: User) -> None:
    stored = load_rubric(lead, starter(path.stem).content).criteria.prefetch_related("anchors", "topics")
    assert [
        {
            "level": criterion.level,
            "title": criterion.title,
            "description": criterion.description,
            "weight": str(criterion.weight.normalize()),
            "must_have": criterion.must_have,
            "topics": sorted(topic.name for topic in criterion.topics.all()),
            "anchors": {str(anchor.value): anchor.text for anchor in criterion.anchors.all()},
        }
        for criterion in stored
    ] == [entry | {"topics": sorted(entry["topics"])} for entry in criteria(path)]


@every_file
def test_a_loaded_rubric_is_published(path: Path, lead: User) -> None:
    assert load_rubric(lead, starter(path.stem).content).published_at is not None


@every_file
def test_levels_come_in_order_with_four_or_five_criteria_each(path: Path) -> None:
    sizes = Counter(entry["level"] for entry in criteria(path))
    assert list(sizes) == Level.values
    assert {level: size for level, size in sizes.items() if size not in (4, 5)} == {}


@every_file
def test_a_level_has_one_or_two_must_haves(path: Path) -> None:
    must_haves = Counter(entry["level"] for entry in criteria(path) if entry["must_have"])
    assert [level for level in Level.values if must_haves[level] not in (1, 2)] == []


@every_file
def test_criteria_weigh_the_same(path: Path) -> None:
    assert {Decimal(entry["weight"]) for entry in criteria(path)} == {Decimal(1)}


@every_file
def test_a_criterion_says_what_it_judges(path: Path) -> None:
    assert [entry["title"] for entry in criteria(path) if not entry["description"].strip()] == []


@every_file
def test_a_criterion_has_an_anchor_for_each_value(path: Path) -> None:
    assert [entry["title"] for entry in criteria(path) if list(entry["anchors"]) != VALUES] == []


@every_file
def test_an_anchor_is_one_readable_sentence(path: Path) -> None:
    assert [text for text in anchors(path) if not 8 <= len(text.split()) <= 25 or not text.endswith(".")] == []


@every_file
def test_no_title_stands_twice(path: Path) -> None:
    assert repeated([entry["title"] for entry in criteria(path)]) == []


def test_no_anchor_stands_twice_in_the_library() -> None:
    assert repeated([text for path in FILES for text in anchors(path)]) == []


def test_no_two_rubrics_have_the_same_title() -> None:
    assert repeated([json.loads(path.read_text())["title"] for path in FILES]) == []


def test_every_machine_learning_topic_is_a_document_of_the_bank() -> None:
    documents = {path.read_text().partition("\n")[0].removeprefix("# ") for path in BANK.glob("*.md")}
    topics = set(chain.from_iterable(entry["topics"] for entry in criteria(LIBRARY / "machine-learning.json")))
    assert sorted(topics - documents) == []
