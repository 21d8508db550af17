"""Titles and list items that a document sets in HTML instead of Markdown."""

from dataclasses import dataclass
from html.parser import HTMLParser

TITLES = frozenset(("summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
LISTS = frozenset(("ol", "ul"))
MARKS = {"b": "**", "strong": "**", "code": "`"}


@dataclass(frozen=True, slots=True)
class Tagged:
    """`first` and `last` are lines from 0, the last excluded; `nest` and `group` count lists from 1, `number` items of
    an ordered one.
    """

    tag: str
    first: int
    last: int
    text: str
    nest: int = 0
    group: int = 0
    number: int | None = None


def tagged(content: str) -> list[Tagged]:
    """What stands in <summary>, <h1>..<h6>, <dt> and, up to the list inside of it, in <li>."""
    reader = _Reader()
    reader.feed(content)
    return sorted(reader.found, key=lambda found: found.first)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: tuple[str, int] | None = None
        self.text: list[str] = []
        self.found: list[Tagged] = []
        self.lists: list[tuple[str, int, int]] = []
        self.groups = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self._close()
            self.groups += 1
            self.lists.append((tag, self.groups, 0))
        elif tag == "li" and self.lists:
            self._close()
            kind, group, count = self.lists[-1]
            self.lists[-1] = (kind, group, count + 1)
            self._begin(tag)
        elif tag in TITLES and (self.open is None or self.open[0] == "li"):
            self._close()
            self._begin(tag)
        elif self.open and tag in MARKS:
            self.text.append(MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            self._close()
            self.lists = self.lists[:-1]
        elif self.open and tag == self.open[0]:
            self._close()
        elif self.open and tag in MARKS:
            self.text.append(MARKS[tag])

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.append(data)

    def _begin(self, tag: str) -> None:
        self.open, self.text = (tag, self.getpos()[0] - 1), []

    def _close(self) -> None:
        if self.open is None:
            return
        tag, first = self.open
        text = " ".join("".join(self.text).split())
        kind, group, count = self.lists[-1] if tag == "li" else ("", 0, 0)
        number = count if kind == "ol" else None
        self.open = None
        if text:
            self.found.append(
                Tagged(tag, first, self.getpos()[0], text, len(self.lists) if group else 0, group, number)
            )
