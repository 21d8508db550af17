import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from core.markdown import render
from questions.importing.markdown import read_markdown

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def truth(name: str) -> tuple[dict[str, Any], str]:
    if not SEEDS.is_dir() and os.environ.get("CI") != "true":
        pytest.skip("../shared/seeds is not beside this checkout")
    expected = json.loads((SEEDS / "truth.json").read_text())[name]
    return expected, (SEEDS / expected["file"]).read_text()


@pytest.mark.parametrize("name", ["seed1", "seed2"])
def test_every_question_is_found_where_it_stands(name: str) -> None:
    expected, text = truth(name)
    found = [
        (q.number, q.prompt, q.line, q.section, q.subheading, q.answer_label) for q in read_markdown(text).questions
    ]
    assert found == [
        (q["number"], q["text"], q["line"], q.get("section") or "", q.get("subheading") or "", q.get("label"))
        for q in expected["questions"]
    ]


@pytest.mark.parametrize("name", ["seed1", "seed2"])
def test_every_answer_is_exact(name: str) -> None:
    expected, text = truth(name)
    hashes = [hashlib.sha1(q.answer.encode()).hexdigest() for q in read_markdown(text).questions]  # noqa: S324
    assert hashes == [q["answer_sha1"] for q in expected["questions"]]


def test_the_rubric_the_tips_and_the_resources_are_no_questions() -> None:
    expected, text = truth("seed1")
    document = read_markdown(text)
    criteria = [c.title for c in document.rubrics[0].criteria]
    assert criteria == [c for level in expected["rubric"] for c in level["criteria"]]
    assert list(document.tips) == expected["tips"]
    assert list(document.resources) == expected["resources"]


@pytest.mark.parametrize("name", ["seed1", "seed2"])
def test_every_answer_renders_its_tables_code_and_maths(name: str) -> None:
    expected, text = truth(name)
    for found, wanted in zip(read_markdown(text).questions, expected["questions"], strict=True):
        html = render(found.answer)
        assert html.count("<table>") == len(wanted["tables"]), found.prompt
        assert html.count("<pre>") == len(wanted["code_blocks"]), found.prompt
        maths = len(wanted["display_math"]) + len(wanted["inline_math"])
        assert html.count("<math ") == maths, found.prompt
