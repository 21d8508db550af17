"""HTML of other programs' questions as Markdown: the marks that carry meaning, and nothing that acts."""

import re
from html.parser import HTMLParser

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "table", "tr", "blockquote", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6")
)
ITEM = re.compile(r" *(?:-|\d+\.) ")
EMPTY = re.compile(r"\*\*\s*\*\*|(?<!`)``(?!`)")
SILENT = frozenset(("script", "style", "head", "title", "iframe", "object", "noscript", "template"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.lists: list[int | None] = []
        self.silent = 0
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS:
            self._open_block(tag)
        elif tag == "li":
            self._item()
        elif tag == "pre":
            self.pre += 1
            self.out.append("\n\n```\n")
        else:
            self._inline(tag)

    def _open_block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        self.out.append("\n" if tag == "tr" or len(self.lists) > 1 else "\n\n")
        if tag[0] == "h" and tag[1:].isdigit():
            self.out.append("#" * int(tag[1]) + " ")

    def _item(self) -> None:
        depth = max(len(self.lists) - 1, 0)
        mark = "- "
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            mark = f"{self.lists[-1]}. "
        self.out.append("\n" + "  " * depth + mark)

    def _inline(self, tag: str) -> None:
        if tag == "br":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | ")
        elif tag in MARKS and not self.pre:
            self.out.append(MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self._close_block(tag)
        elif tag == "pre":
            self.pre = max(0, self.pre - 1)
            self.out.append("\n```\n\n")
        elif tag in MARKS and not self.pre:
            self.out.append(MARKS[tag])

    def _close_block(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        self.out.append("\n" if tag == "tr" or self.lists else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(data if self.pre else re.sub(r"\s+", " ", data))


def markdown_of(html: str) -> str:
    """Markdown of at most one blank line between blocks; a script or style leaves nothing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines: list[str] = []
    fenced = False
    for line in "".join(reader.out).split("\n"):
        fenced ^= line == "```"
        text = line if fenced or ITEM.match(line) else line.strip()
        if text or fenced or (lines and lines[-1]):
            lines.append(text.rstrip())
    return EMPTY.sub("", "\n".join(lines)).strip()
