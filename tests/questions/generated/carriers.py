"""How a question and its answer are set: a heading, a bold line, an item of a list, a row."""

from collections.abc import Callable

from tests.questions.generated.asked import Asked
from tests.questions.generated.choices import Choices
from tests.questions.generated.labels import labelled, numbered, set_with
from tests.questions.generated.paper import Paper

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
        left = PLACEHOLDERS.get(c["placeholder"], c["placeholder"])
        return labelled([left], c, asked.number) if left else []
    shown = [*asked.body.shown, ""] if asked.body.shown else []
    return [*shown, *labelled(asked.body.lines, c, asked.number)]


def _heading(paper: Paper, asked: Asked, c: Choices, accident: str) -> None:
    depth = int(c["depth"]) + (accident == "one depth off")
    text = set_with(asked, c, bare=accident == "one without number")
    if accident == "stop left out":
        text = text.replace(". ", " ", 1)
    if accident == "one heading in bold":
        text = f"**{text}**"
    paper.part()
    paper.ask(f"{'#' * depth} {text}", asked.text, _pieces(asked))
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
    paper.part()
    if accident == "one not bold":
        line = numbered(asked.number, asked.text, c["number"])
    else:
        line = set_with(asked, c, bare=accident == "one without number")
    paper.ask(line, asked.text, _pieces(asked))
    _below(paper, asked, c)


def _label(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    paper.ask(numbered(asked.number, asked.text, c["number"]), asked.text, _pieces(asked))
    _below(paper, asked, c)


def _quote(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.part()
    paper.ask(f"> {set_with(asked, c, bare=False)}", asked.text, _pieces(asked))
    paper.part()
    paper.put(*_body(asked, c))


def _ordered(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    number = 1 if c["list"] == "all ones" else asked.number
    mark = f"{number}{')' if c['list'] == 'bracket' else '.'} "
    _item(paper, asked, c, mark)


def _bullet(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    _item(paper, asked, c, f"{c['marker']} ")


def _item(paper: Paper, asked: Asked, c: Choices, mark: str) -> None:
    """Tight lists stand line by line; answers are set in, or not, or stand right below as lazy lines."""
    tight = c["list"] in ("tight", "right below")
    text = f"**{asked.text}**" if c["list"] == "bold" else asked.text
    if not tight and _is_wide(asked, c):
        paper.part()
    paper.ask(f"{mark}{text}", asked.text, _pieces(asked))
    indent = "" if c["list"] in ("not set in", "right below") else INDENTS[c["indent"]]
    indent = indent if len(indent) >= len(mark) or indent == "\t" else " " * len(mark)
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
    if not paper.lines[-1].startswith("|"):
        paper.part()
        paper.put(f"| {' | '.join(columns)} |", f"|{'|'.join('---' for _ in columns)}|")
    fact = asked.body.pieces[0] if asked.body and "Answer" in columns else ""
    cells = {"#": str(asked.number), "No.": str(asked.number), "Level": "Easy", "Question": asked.text, "Answer": fact}
    paper.ask(f"| {' | '.join(cells[name] for name in columns)} |", asked.text, (fact,) if fact else None)


def _line(paper: Paper, asked: Asked, c: Choices, _: str) -> None:
    paper.ask(asked.text, asked.text, None)


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
}
