"""How a question and its answer are set: a heading, a bold line, an item of a list, a row."""

from collections.abc import Callable

from tests.questions.generated.asked import Asked
from tests.questions.generated.choices import Choices
from tests.questions.generated.labels import labelled, mark, numbered, set_with
from tests.questions.generated.paper import Paper
from tests.questions.generated.words import SECTIONS

PLACEHOLDERS = {"nothing": ""}
INDENTS = {"2": "  ", "3": "   ", "4": "    ", "tab": "\t"}
TIGHT = ("no blank line",)


def write(paper: Paper, asked: Asked, c: Choices, accident: str) -> None:
    """`accident` is what happens at this very question, or ""."""
    WRITERS[c["carrier"]](paper, asked, c, accident)


def _pieces(asked: Asked) -> tuple[str, ...] | None:
    return asked.body.pieces if asked.body else None


def _body(asked: Asked, c: Choices) -> list[str]:
    """What stands below the question: its options, and its answer with the label."""
    if asked.body is None:
        if c["placeholder"] == "label alone":
            return labelled([""], {**c, "label line": "apart"}, asked.number)[:1]
        left = PLACEHOLDERS.get(c["placeholder"], c["placeholder"])
        return labelled([left], c, asked.number) if left else []
    shown = [*asked.body.shown, ""] if asked.body.shown else []
    if c["before answer"] != "nothing":
        shown += [*_before(asked, c["before answer"]), ""]
    return [*shown, *labelled(asked.body.lines, c, asked.number)]


def _before(asked: Asked, said: str) -> list[str]:
    return ["```js", f"call({asked.number});", "```"] if said == "code" else [said]


def _heading(paper: Paper, asked: Asked, c: Choices, accident: str) -> None:
    if accident == "second half otherwise":
        _otherwise(paper, asked, c, f"**{mark(asked.number, c['number'])} {asked.text}**")
        return
    depth = int(c["depth"]) + (accident == "one depth off")
    text = set_with(asked, c, bare=accident == "one without number")
    if accident == "stop left out":
        text = text.replace(". ", " ", 1)
    if accident == "one heading in bold":
        text = f"**{text}**"
    paper.part()
    gap = "" if c["accident"] == "tight heading" else " "
    paper.ask(f"{'#' * depth}{gap}{text}", asked.text, _pieces(asked))
    _below(paper, asked, c)


def _otherwise(paper: Paper, asked: Asked, c: Choices, line: str) -> None:
    paper.part()
    paper.ask(line, asked.text, _pieces(asked))
    _below(paper, asked, c)


def _below(paper: Paper, asked: Asked, c: Choices) -> None:
    body = _body(asked, c)
    if body:
        if c["accident"] != "no blank line" or body[0].startswith(("|", "<", "#", "- [")):
            paper.part()
        paper.put(*body)


def _setext(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    text = numbered(asked.number, asked.text, c["number"])
    paper.ask(text, asked.text, _pieces(asked))
    paper.put("-" * len(text))
    _below(paper, asked, c)


def _bold(paper: Paper, asked: Asked, c: Choices, accident: str) -> None:
    if accident == "second half otherwise":
        _otherwise(paper, asked, c, f"### {mark(asked.number, c['number'])} {asked.text}")
        return
    paper.part()
    if accident == "one not bold":
        line = numbered(asked.number, asked.text, c["number"])
    else:
        line = set_with(asked, c, bare=accident == "one without number")
    first, rest = _wrapped(line, c)
    paper.ask(first, asked.text, _pieces(asked))
    paper.put(*rest)
    _below(paper, asked, c)


def _label(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    text = numbered(asked.number, asked.text, c["number"])
    text = text.replace(" ", "", 1) if c["accident"] == "tight numbers" else text
    first, rest = _wrapped(text, c)
    paper.ask(first, asked.text, _pieces(asked))
    paper.put(*rest)
    _below(paper, asked, c)


def _wrapped(text: str, c: Choices) -> tuple[str, list[str]]:
    """The text broken in its middle, before a word in small letters."""
    words = text.split()
    at = next((at for at in range(len(words) // 2, len(words)) if words[at].isalpha() and words[at].islower()), 0)
    if c["accident"] != "wrapped" or at < 2 or len(words[at]) < 2:
        return text, []
    return " ".join(words[:at]), [" ".join(words[at:])]


def _quote(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    paper.ask(f"> {set_with(asked, c, bare=False)}", asked.text, _pieces(asked))
    paper.part()
    paper.put(*_body(asked, c))


def _ordered(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    number = 1 if c["list"] in ("all ones", "ones not set in") else asked.number
    _item(paper, asked, c, f"{number}{')' if c['list'] == 'bracket' else '.'} ")


def _bullet(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    _item(paper, asked, c, f"{c['marker']} ")


def _item(paper: Paper, asked: Asked, c: Choices, bullet: str) -> None:
    """Tight lists stand line by line; answers are set in, or not, or stand right below as lazy lines."""
    tight = c["list"] in ("tight", "right below")
    text = f"**{asked.text}**" if c["list"] == "bold" else asked.text
    if not tight and _is_wide(asked, c):
        paper.part()
    if c["accident"] == "tight numbers":
        bullet = bullet.strip()
    first, rest = _wrapped(f"{bullet}{text}", c)
    paper.ask(first, asked.text, _pieces(asked))
    paper.put(*[f"{' ' * len(bullet)}{line}" for line in rest])
    indent = "" if c["list"] in ("not set in", "ones not set in", "right below") else INDENTS[c["indent"]]
    body = _body(asked, c)
    if body and not tight:
        paper.part()
    paper.put(*[f"{indent}{line}" if line else "" for line in body])


def _is_wide(asked: Asked, c: Choices) -> bool:
    return c["answered"] != "none" or asked.number % 2 == 0 or c["list"] != "loose"


def _details(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    text = numbered(asked.number, asked.text, c["number"])
    paper.part()
    paper.put("<details>")
    paper.ask(f"<summary>{text if asked.number % 2 else f'<b>{text}</b>'}</summary>", asked.text, _pieces(asked))
    body = _body(asked, c)
    paper.put("", *body, *([""] if body else []), "</details>")


def _row(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    columns = c["columns"].split("|")
    if not (paper.lines and paper.lines[-1].startswith("|")):
        paper.part()
        paper.put(f"| {' | '.join(columns)} |", f"|{'|'.join('---' for _ in columns)}|")
    fact = asked.body.pieces[0] if asked.body and "Answer" in columns else ""
    cells = {"#": str(asked.number), "No.": str(asked.number), "Level": "Easy", "Question": asked.text, "Answer": fact}
    paper.ask(f"| {' | '.join(cells[name] for name in columns)} |", asked.text, (fact,) if fact else None)


def _ordered_heading(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    paper.ask(f"{asked.number}. {'#' * int(c['depth'])} {asked.text}", asked.text, _pieces(asked))
    body = _body(asked, c)
    paper.put(*([""] if body else []), *[f"    {line}" if line else "" for line in body])
    paper.put("", "    **[⬆ Back to Top](#table-of-contents)**", "")


def _html_heading(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    text = numbered(asked.number, asked.text, c["number"])
    paper.ask(f"<h{c['depth']}>{text}</h{c['depth']}>", asked.text, _pieces(asked))
    paper.part()
    paper.put(*_body(asked, c))


def _number_alone(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    """ "## Question 1", and what is asked in the paragraph below."""
    paper.part()
    paper.ask(f"{'#' * int(c['depth'])} {mark(asked.number, c['number'])}", asked.text, _pieces(asked))
    paper.put("", f"**{asked.text}**" if c["count"] in ("3", "8") else asked.text, "", *_body(asked, c))


def _same_line(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    before = c["joined"].replace("1", str(asked.number))
    after = "**" if before.endswith("**") else ""
    said = f"{c['joint']}{asked.body.pieces[0]}" if asked.body else ""
    if before[:1] in ("*", "Q"):
        paper.part()
    paper.ask(f"{before}{asked.text}{after}{said}", asked.text, _pieces(asked))


def _dot(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    paper.ask(f"• {asked.text}", asked.text, _pieces(asked))
    paper.part()
    paper.put(*_body(asked, c))


def _nested_bullet(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    if asked.number % 4 == 1:
        paper.around(f"- {SECTIONS['topics'][asked.number // 4 % 4]}")
    paper.ask(f"  - {asked.text}", asked.text, None)


def _linked_item(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    bullet = f"{asked.number}." if c["count"] in ("5", "12") else "-"
    paper.ask(f"{bullet} [{asked.text}](https://example.org/answers/{asked.number})", asked.text, None)


def _line(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.ask(asked.text, asked.text, None)


def _code_block(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    """One a line in a block without a language, that ends where something else begins."""
    if paper.lines and paper.lines[-1] == "```":
        paper.lines.pop()
    else:
        paper.part()
        paper.put("```")
    paper.ask(f"{asked.number}. {asked.text}" if c["count"] in ("5", "12") else asked.text, asked.text, None)
    paper.put("```")


def _tab(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.ask(f"{asked.number}\t{asked.text}", asked.text, None)


WRITERS: dict[str, Callable[[Paper, Asked, Choices, str], None]] = {
    "heading": _heading,
    "setext": _setext,
    "bold": _bold,
    "label": _label,
    "quote": _quote,
    "ordered": _ordered,
    "bullet": _bullet,
    "details": _details,
    "table": _row,
    "line": _line,
    "tab": _tab,
    "ordered heading": _ordered_heading,
    "html heading": _html_heading,
    "number alone": _number_alone,
    "same line": _same_line,
    "dot": _dot,
    "nested bullet": _nested_bullet,
    "linked item": _linked_item,
    "code block": _code_block,
}
