"""The answers of the made documents: lines, and the pieces that an importer must find in them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.questions.generated.words import ENGLISH, Tongue


@dataclass(frozen=True, slots=True)
class Body:
    """`pieces` stand in the answer; `shown` are lines that belong to the question itself, as options do."""

    lines: list[str]
    pieces: tuple[str, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    fact: str
    more: str
    other: str


VARIED = ("line", "paragraphs", "text and code", "list", "text and list", "paragraphs", "bold labels")
VARIED_ABROAD = ("line", "paragraphs", "text and code", "list", "text and list")


def body_of(kind: str, subject: Subject, tongue: Tongue, rng: Random, depth: int) -> Body:
    """`depth` is that of a heading inside of the answer."""
    if kind == "varied":
        kind = rng.choice(VARIED if tongue is ENGLISH else VARIED_ABROAD)
    return BODIES[kind](subject, depth)


def _line(s: Subject, _: int) -> Body:
    return Body([s.fact], (s.fact,))


def _paragraphs(s: Subject, _: int) -> Body:
    return Body([s.fact, "", s.more], (s.fact, s.more))


def _code_lines(s: Subject) -> list[str]:
    return ["```python", f"# {s.name}", f'start("{s.name}")', "```"]


def _code(s: Subject, _: int) -> Body:
    return Body(_code_lines(s), (f'start("{s.name}")',))


def _text_and_code(s: Subject, _: int) -> Body:
    return Body([s.fact, "", *_code_lines(s), "", s.more], (s.fact, f'start("{s.name}")', s.more))


def _list(s: Subject, _: int) -> Body:
    return Body([f"- {s.fact}", f"- {s.more}"], (s.fact, s.more))


def _text_and_list(s: Subject, _: int) -> Body:
    return Body([s.fact, "", f"- {s.more}", f"- {s.other}"], (s.fact, s.more, s.other))


def _table(s: Subject, _: int) -> Body:
    rows = ["| Side | Remark |", "|------|--------|", f"| good | {s.fact} |", f"| bad | {s.more} |"]
    return Body(rows, (s.fact, s.more))


def _text_and_table(s: Subject, _: int) -> Body:
    return Body([s.other, "", *_table(s, 0).lines], (s.other, s.fact, s.more))


def _headings(s: Subject, depth: int) -> Body:
    mark = "#" * depth
    lines = [s.fact, "", f"{mark} How it works", "", s.more, "", f"{mark} Trade-offs", "", f"- {s.other}"]
    return Body(lines, (s.fact, s.more, s.other))


def _headings_as_high(s: Subject, depth: int) -> Body:
    return _headings(s, max(1, depth - 1))


def _bold_labels(s: Subject, _: int) -> Body:
    lines = [s.fact, "", "**Key points:**", f"- {s.more}", "", "**Example:**", "", *_code_lines(s)]
    return Body(lines, (s.fact, f'start("{s.name}")'))


def _rhetorical(s: Subject, _: int) -> Body:
    lines = [s.fact, "", f"But why does that matter? {s.more}", "", "**Why not do it always?**", "", s.other]
    return Body(lines, (s.fact, s.more, s.other))


def _follow_ups(s: Subject, _: int) -> Body:
    asked = [f"- How would you watch the {s.name}?", f"- What if the {s.name} grows by ten?"]
    return Body([s.fact, "", "**Follow-up questions:**", "", *asked], (s.fact,))


def _answered_follow_ups(s: Subject, _: int) -> Body:
    lines = [s.fact, "", f"**Follow-up:** How would you watch the {s.name}?", "", f"**Answer:** {s.more}"]
    return Body(lines, (s.fact,))


def _steps(s: Subject, _: int) -> Body:
    return Body([s.fact, "", f"1. {s.more}", f"2. {s.other}", "3. Write down what you saw."], (s.fact, s.more, s.other))


def _bold_steps(s: Subject, _: int) -> Body:
    lines = [s.fact, "", f"**1. Measure**: {s.more}", "", f"**2. Change**: {s.other}"]
    return Body(lines, (s.fact, s.more, s.other))


def _options(s: Subject, _: int) -> Body:
    shown = (f"A. {s.other}", "B. None of these", "C. Both of them")
    return Body([s.fact], (s.fact,), shown)


def _marked_option(s: Subject, _: int) -> Body:
    return Body([f"- [ ] {s.other}", f"- [x] {s.fact}", "- [ ] None of these"], (s.fact,))


def _image(s: Subject, _: int) -> Body:
    return Body([f"![{s.name}](images/{len(s.name)}.png)", "", s.fact], (s.fact,))


def _asking_list(s: Subject, _: int) -> Body:
    asked = ["- How many users are there?", "- Who reads, and who writes?", "- What may be lost?"]
    return Body([s.fact, "", "Ask yourself first:", "", *asked, "", s.more], (s.fact, "What may be lost", s.more))


def _asking_steps(s: Subject, _: int) -> Body:
    asked = ["1. How many users are there?", "2. Who reads, and who writes?", "3. What may be lost?"]
    return Body([s.fact, "", "Ask yourself first:", "", *asked, "", s.more], (s.fact, "What may be lost", s.more))


def _led_steps(s: Subject, _: int) -> Body:
    """Steps that ask, below nothing but the line that leads to them."""
    asked = ["1. Who uses it?", "2. What may be lost?"]
    return Body(["Ask first:", "", *asked, "", s.fact], ("Who uses it", "What may be lost", s.fact))


def _numbered_headings(s: Subject, depth: int) -> Body:
    mark = "#" * depth
    lines = [s.fact, "", f"{mark} 1. How it works", "", s.more, "", f"{mark} 2. What it costs", "", s.other]
    return Body(lines, (s.fact, s.more, s.other))


def _tricky_code(s: Subject, _: int) -> Body:
    code = ["```bash", "# 1. What runs here?", f"start {s.name}", "", "## Q2: Why twice?", "1. none", "```"]
    return Body([s.fact, "", *code], (s.fact, f"start {s.name}", "Why twice"))


def _quote_note(s: Subject, _: int) -> Body:
    return Body([s.fact, "", f"> **Tip:** {s.more}", "", s.other], (s.fact, s.more, s.other))


def _parts(s: Subject, _: int) -> Body:
    lines = [f"**Definition:** {s.fact}", "", f"**Why it matters:** {s.more}", "", "**Where to use it:**", "", s.other]
    return Body(lines, (s.fact, s.more, s.other))


def _parts_without_colon(s: Subject, _: int) -> Body:
    lines = ["**Definition**", "", s.fact, "", "**Why it matters**", "", f"- {s.more}", f"- {s.other}"]
    return Body(lines, (s.fact, s.more, s.other))


def _recurring_headings(s: Subject, depth: int) -> Body:
    mark = "#" * depth
    lines = [
        f"{mark} Definition",
        "",
        s.fact,
        "",
        f"{mark} Example",
        "",
        *_code_lines(s),
        "",
        f"{mark} Pitfalls",
        "",
        s.more,
    ]
    return Body(lines, (s.fact, f'start("{s.name}")', s.more))


def _code_and_output(s: Subject, _: int) -> Body:
    return Body([*_code_lines(s), "", "**Output:**", "", "```", s.other, "```"], (f'start("{s.name}")', s.other))


def _nested_list(s: Subject, _: int) -> Body:
    return Body([f"- {s.fact}", f"  - {s.more}", "  - Rarely more.", f"- {s.other}"], (s.fact, s.more, s.other))


def _short_and_long(s: Subject, _: int) -> Body:
    return Body([f"**Short answer:** {s.fact}", "", f"**Long answer:** {s.more}"], (s.fact, s.more))


def _guide(s: Subject, _: int) -> Body:
    flags = ["**Red flags:**", "", "- Has never measured one.", "- Blames others."]
    return Body([s.fact, "", s.more, "", *flags, "", "**Follow-up:** And at ten times the load?"], (s.fact, s.more))


def _options_by_letter(s: Subject, _: int) -> Body:
    shown = (f"a) {s.other}", f"b) {s.fact}", "c) None of these")
    return Body(["b"], (s.fact,), shown)


def _hard_wrapped(s: Subject, _: int) -> Body:
    words = f"{s.fact} {s.more} {s.other}".split()
    lines = [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
    return Body(lines, (s.fact, s.more, s.other))


def _slanted(s: Subject, _: int) -> Body:
    return Body([f"*{s.fact}*", "", s.more], (s.fact, s.more))


BODIES: dict[str, Callable[[Subject, int], Body]] = {
    "line": _line,
    "paragraphs": _paragraphs,
    "code": _code,
    "text and code": _text_and_code,
    "list": _list,
    "text and list": _text_and_list,
    "table": _table,
    "text and table": _text_and_table,
    "headings": _headings,
    "headings as high": _headings_as_high,
    "bold labels": _bold_labels,
    "rhetorical": _rhetorical,
    "follow-ups": _follow_ups,
    "answered follow-ups": _answered_follow_ups,
    "steps": _steps,
    "numbered bold steps": _bold_steps,
    "options": _options,
    "marked option": _marked_option,
    "image": _image,
    "asking list": _asking_list,
    "asking steps": _asking_steps,
    "led steps": _led_steps,
    "numbered headings": _numbered_headings,
    "tricky code": _tricky_code,
    "quote note": _quote_note,
    "parts": _parts,
    "parts without colon": _parts_without_colon,
    "recurring headings": _recurring_headings,
    "code and output": _code_and_output,
    "nested list": _nested_list,
    "short and long": _short_and_long,
    "guide": _guide,
    "options by letter": _options_by_letter,
    "hard wrapped": _hard_wrapped,
    "slanted": _slanted,
}
