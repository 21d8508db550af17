"""LaTeX as one line of plain text, for places that show no MathML: excerpts, titles, lists."""

import re
from collections.abc import Callable
from unicodedata import normalize

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi "
    "ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi "
    "Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "times × cdot · div ÷ pm ± mp ∓ ast * star ⋆ circ ∘ odot ⊙ otimes ⊗ oplus ⊕ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ "
    "gg ≫ approx ≈ sim ~ simeq ≃ equiv ≡ propto ∝ to → rightarrow → leftarrow ← Rightarrow ⇒ Leftarrow ⇐ iff ⇔ mapsto "
    "↦ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ "
    "exists ∃ neg ¬ land ∧ lor ∨ mid | vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ ldots … cdots … dots … top ⊤ "
    "perp ⊥ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ prime ′ ell ℓ quad _ qquad _"
)
_WORDS = _GREEK.split() + _SIGNS.replace("_", "\u2003").split(" ")
_SYMBOLS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_UNDER = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OVER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307"}
# What needs no sign before it when it stands above: f′, Aᵀ.
_ALONE = {"′": "′", "⊤": "ᵀ", "*": "*"}
# Commands of layout, which say nothing.
_SILENT = re.compile(
    r"\\(?:left|right|big[lr]?|Big[lr]?|displaystyle|limits|nolimits|(?:begin|end)\{\w+\*?\})(?![A-Za-z])|\\[,;:! ]|&|~"
)
_BRACED = r"\{([^{}]*)\}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*{_BRACED}\s*{_BRACED}")
_CHOICE = re.compile(rf"\\[dt]?binom\s*{_BRACED}\s*{_BRACED}")
_ROOT = re.compile(rf"\\sqrt\s*{_BRACED}")
_ACCENT = re.compile(rf"\\(?:wide)?({'|'.join(_ACCENTS)})\s*(?:{_BRACED}|(\w))")
_FONT = re.compile(rf"\\(?:text|math|operator)\w*\s*{_BRACED}")
_INDEX = re.compile(rf"([_^])\s*(?:{_BRACED}|([\w⊤′*]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
# Braces are undone from the inside; deeper ones are dropped.
_DEEPEST = 8
_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_FONT, lambda found: found[1]),
    (_ACCENT, lambda found: _accented(found[2] or found[3] or "", _ACCENTS[found[1]])),
    (_ROOT, lambda found: f"√{_together(found[1])}"),
    (_FRACTION, lambda found: f"{_together(found[1])}/{_together(found[2])}"),
    (_CHOICE, lambda found: f"({_together(found[1])} choose {_together(found[2])})"),
    (_INDEX, lambda found: _index(found[1], found[2] if found[3] is None else found[3])),
)
# As the parser of the house sees formulas: a dollar beside a digit outside is money, and so is one beside a blank.
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\\d$])\$(?=[^\s$])([^$\n]*?[^\s\\$])\$(?![\d$])", re.S)


def plain_formula(latex: str) -> str:
    r"""`\frac{\partial L}{\partial w_1}` is "(∂ L)/(∂ w₁)"."""
    text = _COMMAND.sub(_symbol, _SILENT.sub(" ", latex.replace("\\\\", " ")))
    for _ in range(_DEEPEST):
        before = text
        for pattern, plain in _STEPS:
            text = pattern.sub(plain, text)
        if text == before:
            break
    text = normalize("NFC", text)
    return re.sub(r"(?<=[(\[]) | (?=[)\],])", "", " ".join(re.sub(r"[{}\\]", "", text).split()))


def with_plain_formulas(markdown: str, elsewhere: Callable[[str], str] = str) -> str:
    """The text with each formula as plain text in its place; `elsewhere` is done to what stands between them."""
    if "$" not in markdown:
        return elsewhere(markdown)
    parts, at = [], 0
    for found in _FORMULA.finditer(markdown):
        parts += [elsewhere(markdown[at : found.start()]), plain_formula(found[1] or found[2])]
        at = found.end()
    return "".join((*parts, elsewhere(markdown[at:])))


def _symbol(found: re.Match[str]) -> str:
    """A sign for its name; the name of a function stays as a word; other commands wait for their braces."""
    name = found[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    return found[0] if _takes_braces(found) else f" {name} "


def _takes_braces(found: re.Match[str]) -> bool:
    return found.string[found.end() :].lstrip().startswith("{") or found[1].removeprefix("wide") in _ACCENTS


def _together(part: str) -> str:
    part = part.strip()
    return part if len(part) < 2 or re.fullmatch(r"[\w₀-₉⁰-⁹]+", part) else f"({part})"


def _accented(part: str, accent: str) -> str:
    return part[:1] + accent + part[1:]


def _index(sign: str, part: str) -> str:
    part = part.strip()
    table = _UNDER if sign == "_" else _OVER
    small = part.translate(table)
    if part and all(ord(letter) in table for letter in part):
        return small
    return f"{sign}{_together(part)}" if part not in _ALONE else _ALONE[part]
