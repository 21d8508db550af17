import pytest

from core.errors import DomainError
from core.markdown import render, render_inline


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "$$\\text{<script>alert(1)</script>}$$",
        "![beacon](http://far.example/x.png)",
        '<b hx-get="/x" style="color:red">x</b>',
    ],
)
def test_hostile_markup_is_inert(hostile: str) -> None:
    html = render(hostile)
    assert all(word not in html for word in ("<script", "<img", "<b ", 'href="javascript'))


def test_money_is_no_formula() -> None:
    assert render_inline("$200K-$800K") == "$200K-$800K"


def test_a_table_right_after_a_line_is_a_table() -> None:
    assert "<table>" in render("**Answer:**\n| a | b |\n|---|---|\n| 1 | 2 |")


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(DomainError):
        render("x" * 50_001)


def test_a_formula_opens_a_line_that_ends_in_a_digit() -> None:
    assert "<math" in render("$a$ is 5")


def test_no_line_breaks_between_a_formula_and_its_full_stop() -> None:
    html = render("so $x$. Then $y$ follows")
    assert html.count('<span class="together"><span class="math inline">') == 1
    assert "</math></span>.</span> Then" in html


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (r"\binom{n}{k}", '<mfrac linethickness="0">'),
        (r"98\,\text{kPa}", '<mspace width="0.167em">'),
        (r"\dfrac{a}{b}", '<mstyle displaystyle="true" scriptlevel="0">'),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", '<mtd columnalign="right"><mi>c</mi></mtd>'),
        (r"\begin{gathered}a\\b\end{gathered}", "<mtr><mtd><mi>b</mi></mtd></mtr>"),
        (r"\text{a < b & <i>c</i>}", "a&nbsp;&lt;&nbsp;b&nbsp;&amp;&nbsp;&lt;i&gt;c&lt;/i&gt;"),
    ],
)
def test_a_formula_says_what_its_latex_says(formula: str, written: str) -> None:
    assert written in render(f"${formula}$")


def test_a_length_of_somebodys_own_pushes_no_page_apart() -> None:
    assert "width" not in render(r"$a\hspace{9999cm}b$")


@pytest.mark.parametrize("text", ["The loss is $$L = x$$ where", "so\n$$\nL = x\n$$\nwhere", "- it is $$L = x$$"])
def test_a_displayed_formula_stands_in_a_paragraph_without_its_dollars(text: str) -> None:
    html = render(text)
    assert ('<span class="math block"><math display="block">' in html, "$" in html) == (True, False)
