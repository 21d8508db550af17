import pytest

from core.markdown.plain_text import plain_text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Cause**: the _gradient_ is `0 * x`", "Cause: the gradient is 0 * x"),
        ("so $x_1$ and\nthen [more](https://example.org)", "so x₁ and then more"),
        ("a * b < snake_case", "a * b < snake_case"),
        (r"5 \* 3", "5 * 3"),
    ],
)
def test_a_line_of_markdown_reads_as_it_would_render(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain
