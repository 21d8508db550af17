import pytest

from core.markdown.plain_formula import plain_formula, with_plain_formulas


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\frac{\partial L}{\partial w_1}", "(∂ L)/(∂ w₁)"),
        (r"\theta_{t+1} = \theta_t - \eta \nabla L", "θ_(t+1) = θ_t - η ∇ L"),
        (r"\hat{y} = \sigma(w^\top x)", "ŷ = σ(wᵀ x)"),
        (r"x^2 + \sqrt{\epsilon}", "x² + √ε"),
        (r"\text{softmax}(z)_i", "softmax(z)_i"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\left( a \right)", "(a)"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "1 2 3 4"),
        (r"\lVert a^T \rVert", "‖ a^T ‖"),
        (r"\binom{n}{k+1}", "(n choose (k+1))"),
        (r"\unknown{a}", "unknowna"),
        ("{{{{a", "a"),
    ],
)
def test_a_formula_reads_as_one_line(latex: str, plain: str) -> None:
    assert plain_formula(latex) == plain


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("if $x$ is 5, $y_1$ is 6", "if x is 5, y₁ is 6"),
        ("so\n$$\na + b\n$$", "so\na + b"),
        ("pays $200K-$800K", "pays $200K-$800K"),
        ("costs $5 or $6 now", "costs $5 or $6 now"),
    ],
)
def test_formulas_in_a_text_are_read_and_money_is_not(markdown: str, plain: str) -> None:
    assert with_plain_formulas(markdown) == plain


def test_what_stands_between_formulas_is_treated_apart() -> None:
    assert with_plain_formulas("*a* $x*y$ *b*", lambda text: text.replace("*", "")) == "a x*y b"
