"""The front matter of a document, where it says what is asked: "title: What is a lease?", "questions:" with a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.importing.about import is_about
from questions.importing.wording import ASKS, asking, ends_asking, has_mark

# Between dashes with colons, or between plus signs with equal signs.
FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n((?:(?!\1\s*\n).*\n){0,200}?)\1[ \t]*(?:\n|\Z)")
TOP = re.compile(r"([\w-]+)[ ]*[:=](.*)")
# Below "questions:" an entry in words of its own, and the parts of one.
PART = re.compile(r"[ ]*(?:-[ ]+)?(question|answer|q|a)[ ]*:(.*)", re.I)
ENTRY = re.compile(r"[ ]*-[ ]+(\S.*)")
# The value stands in the lines below.
BELOW = re.compile(r"[|>][+-]?")
WHOLE = 6


def parted(text: str) -> tuple[str, str]:
    """(head, the text with the head blanked line by line but for what it asks and answers, so that the lines after
    it keep their numbers).
    """
    head = FRONT.match(text)
    if not head or not re.match(r"\s*[\w-]+\s*[:=]", head[2]) or re.search(r"^(?:#{2,6}\s|\s*\*\*)", head[2], re.M):
        return "", text
    above, body = text[: head.start(2)].count("\n"), text[head.end() :]
    said = _said(head[2].split("\n")[:-1], body)
    return head[2], "\n".join([*[""] * above, *said, body])


def _said(lines: Sequence[str], body: str) -> list[str]:
    """For each line of the head what it asks or answers, set as in a document, or nothing."""
    keys = [_key(top) for line in lines if (top := TOP.fullmatch(line))]
    titled = re.search(r"^# ", body, re.M) is not None
    asked = "" if titled else "question" if "question" in keys else "title"
    about = any(is_about(line) for line in lines if not re.match(r"[ ]|-|questions?[ ]*:", line, re.I))
    walk = _Walk(asked, about)
    said = [walk.step(line) for line in lines]
    return [*said, _closing(lines) if any(line.startswith("**Q:") for line in said) and not titled else ""]


def _closing(lines: Sequence[str]) -> str:
    """The document's title, where a list of questions ends: what stands below is the answer of none."""
    title = next((top[2] for line in lines if (top := TOP.fullmatch(line)) and top[1].lower() == "title"), "")
    return f"# {_bare(title)}" if title.strip() else "***"


@dataclass(slots=True)
class _Walk:
    """`asked` is the key of what the document asks, `about` whether it speaks of questions, and `key` the one that the
    lines below belong to. `deep` is how far the key of a text over several lines is set in.
    """

    asked: str
    about: bool
    key: str = ""
    deep: int | None = None

    def step(self, line: str) -> str:
        indent = len(line) - len(line.lstrip(" -"))
        if self.deep is not None and (indent > self.deep or not line.strip()):
            return line.strip()
        self.deep = None
        if top := TOP.fullmatch(line):
            self.key = _key(top)
            return self._topmost(top[2].strip())
        return self._listed(line, indent) if self.key == "questions" else ""

    def _topmost(self, value: str) -> str:
        if self.key == "answer" and self.asked == "question":
            return self._answer(value, 0)
        text = _bare(value)
        if self.key != self.asked or not text or (self.key == "title" and not _asks(text)):
            return ""
        return f"# {text}" if self.key == "title" or has_mark(text) else f"# Q: {text}"

    def _listed(self, line: str, indent: int) -> str:
        part, entry = PART.fullmatch(line), ENTRY.fullmatch(line)
        if part and part[1].lower() in ("a", "answer"):
            return self._answer(part[2].strip(), indent)
        text = part[2].strip() if part else entry[1] if entry and self.about else ""
        return f"**Q:** {_bare(text)}" if text else ""

    def _answer(self, value: str, indent: int) -> str:
        self.deep = indent if BELOW.fullmatch(value) else None
        return "**Answer:**" if self.deep is not None else f"**Answer:** {_bare(value)}" if value else ""


def _key(top: re.Match[str]) -> str:
    """The key of a line; a letter stands for its word."""
    return {"q": "question", "a": "answer"}.get(top[1].lower(), top[1].lower())


def _bare(value: str) -> str:
    """Without the quotation marks around the whole."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _asks(title: str) -> bool:
    return ends_asking(title) or (asking(title) >= ASKS and len(title.split()) >= WHOLE)
