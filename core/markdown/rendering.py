import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element, tostring  # nosec B405 - writes, and reads nothing

import nh3
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from core.errors import DomainError

BODY_LIMIT = 50_000
FORMULA_LIMIT = 2_000
NESTING_LIMIT = 30
MATHML = frozenset(
    "math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover "  # noqa: SIM905
    "mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts".split()
)
HTML = frozenset(
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li strong em s code pre blockquote a table thead tbody tr th td "  # noqa: SIM905
    "div span".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "div": {"class"},
    "span": {"class"},
    "pre": {"class"},
    "code": {"class"},
    "th": {"class"},
    "td": {"class"},
    "ol": {"start"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "separator", "form"},
    "mi": {"mathvariant"},
    "mover": {"accent"},
}
# What the converter writes for LaTeX's own commands; a length that somebody typed could push a page apart.
_SIZES = {"1.2em", "1.623em", "2.047em", "2.470em"}
VALUES: dict[str, dict[str, set[str]]] = {
    "mspace": {"width": {"0.167em", "0.222em", "0.278em", "0.333em", "0.5em", "1em", "2em"}},
    "mo": {"minsize": _SIZES, "maxsize": _SIZES, "movablelimits": {"true", "false"}},
    "mfrac": {"linethickness": {"0"}},
    "mstyle": {"displaystyle": {"true", "false"}, "scriptlevel": {"0", "1", "2"}},
    "mtable": {"displaystyle": {"true"}},
    "mtd": {"columnalign": {"left", "center", "right"}},
    "mpadded": {"width": {"0"}},
    "menclose": {"notation": {"box", "updiagonalstrike", "downdiagonalstrike", "horizontalstrike"}},
}
# Surroundings that the converter does not know, by those that it sets alike.
_SURROUNDINGS = {"aligned": "split", "gathered": "matrix", "gather": "matrix", "gather*": "matrix"}
_SURROUNDING = re.compile(rf"(\\(?:begin|end)){{({'|'.join(map(re.escape, _SURROUNDINGS))})}}")


def mathml_of(source: str, *, block: bool) -> Element | None:
    """None where a formula is too large, too deep or not LaTeX."""
    if len(source) > FORMULA_LIMIT or _depth(source) > NESTING_LIMIT:
        return None
    known = _SURROUNDING.sub(lambda found: f"{found[1]}{{{_SURROUNDINGS[found[2]]}}}", source)
    try:
        formula = convert_to_element(known, display="block" if block else "inline")
    except Exception:  # the converter raises whatever a formula makes it stumble on
        return None
    # It writes signs as references and what people typed as it is, which together are neither text nor markup.
    for each in formula.iter():
        each.text = each.text and unescape(each.text)
    return formula


def render_formula(source: str, options: dict[str, Any]) -> str:
    """MathML, or else the source as code."""
    formula = mathml_of(source, block=bool(options.get("display_mode")))
    return f"<code>{escape(source)}</code>" if formula is None else tostring(formula, encoding="unicode")


def _depth(source: str) -> int:
    deepest = depth = 0
    for character in source:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


def _highlighted(code: str, language: str, _: str) -> str:
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return ""
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def _displayed(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """`$$..$$` within a paragraph; a `div` would end it."""
    return f'<span class="math block">{render_formula(tokens[index].content.strip(), {"display_mode": True})}</span>'


def _table_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<div class="table-wrap"><table>'


def _table_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div>"


def _cell_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Alignment as a class: a style attribute would need a weaker content security policy."""
    aligned = re.search(r"text-align:(\w+)", str(tokens[index].attrGet("style") or ""))
    attribute = f' class="align-{aligned[1]}"' if aligned else ""
    return f"<{tokens[index].tag}{attribute}>"


def _end_with_a_space(state: StateCore) -> None:
    """The maths plugin looks at the character before a dollar, and before the first one that is the text's last:
    a digit there would make `$a$ is 5` no formula."""
    for token in state.tokens:
        if token.type == "inline" and token.content[:1] == "$" and token.content[-1].isdigit():
            token.content += " "


def parser() -> MarkdownIt:
    """The one parser of the house; the importer reads its tokens, so that both see the same structure."""
    md = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted, "langPrefix": "language-"})
    md.enable(["table", "strikethrough"])
    md.disable("image")
    # A dollar before a digit is money unless it closes directly after a non-digit: `$200K-$800K` stays text.
    md.use(dollarmath_plugin, allow_digits=False, renderer=render_formula, allow_blank_lines=False, double_inline=True)
    md.core.ruler.before("inline", "text_after_formula", _end_with_a_space)
    for name, rule in (
        ("math_inline_double", _displayed),
        ("table_open", _table_open),
        ("table_close", _table_close),
        ("th_open", _cell_open),
        ("td_open", _cell_open),
    ):
        md.add_render_rule(name, rule)
    return md


_parser = parser()

# A browser may break a line after any formula, and a full stop would then begin the next line.
FORMULA_AND_POINT = re.compile(r'(<span class="math inline">(?:(?!</span>).)*</span>)([.,;:!?)]+)', re.DOTALL)


def _clean(html: str) -> SafeString:
    """The one place where text becomes markup: whatever the parser made passes the allow list."""
    cleaned = nh3.clean(
        html,
        tags={*HTML, *MATHML},
        attributes=ATTRIBUTES,
        tag_attribute_values=VALUES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        generic_attribute_prefixes=None,
    )
    together = FORMULA_AND_POINT.sub(r'<span class="together">\1\2</span>', cleaned)
    return mark_safe(together)  # noqa: S308 - nh3 cleaned it above # nosec B308 B703


def _refuse_long(text: str) -> None:
    if len(text.encode(errors="replace")) > BODY_LIMIT:
        raise DomainError("This text is longer than 50 kB. Split it, and it can be shown.")


def render(text: str) -> SafeString:
    """Safe HTML of a Markdown text of at most 50 kB; longer raises DomainError."""
    _refuse_long(text)
    return _clean(_parser.render(text))


def render_inline(text: str) -> SafeString:
    """The same for one line, without paragraphs."""
    _refuse_long(text)
    return _clean(_parser.renderInline(text))
