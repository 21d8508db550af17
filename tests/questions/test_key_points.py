"""What an answer without a list of key points of its own gives to tick."""

import pytest

from questions.importing.seeing.points import key_points_of


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (
            "- **Cause**: a bias\n- **Remedies**:\n  - leaky units\n  - lower rates\n",
            ["**Cause**: a bias", "**Remedies**: leaky units; lower rates"],
        ),
        ("- One thing\n- Typical order:\n\n  ```\n  a -> b\n  ```\n", ["One thing"]),
        ("- Before:\n- After:\n", ["Before:", "After:"]),
    ],
)
def test_a_bare_label_goes_with_what_stands_under_it(answer: str, points: list[str]) -> None:
    assert list(key_points_of(answer)) == points


def test_two_columns_are_a_label_and_what_it_says() -> None:
    assert key_points_of("| Metric | Formula |\n|---|---|\n| Recall | TP/(TP+FN) |\n") == ("Recall: TP/(TP+FN)",)


def test_a_comparison_keeps_every_column_with_its_heading() -> None:
    table = "| Aspect | Lists | Sets |\n|---|---|---|\n| Order | kept | none |\n| Size | | any |\n"
    assert key_points_of(table) == ("Order: Lists: kept; Sets: none", "Size: Sets: any")
