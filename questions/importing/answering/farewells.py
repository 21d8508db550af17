"""The words to the reader that close a document: they stand below the last question and answer nothing."""

import re
from collections.abc import Sequence

from questions.importing.seeing.outline import Leaf
from questions.importing.seeing.page import Page

RULE = re.compile(r"\s*(?:[-*_]\s*){3,}")
FAREWELL = re.compile(
    r"\W*(?:good luck|best of luck|all the best|happy (?:coding|learning|hacking|interviewing|preparing|studying)|"
    r"thank(?:s| you) for (?:reading|your|the)|(?:i |we )?hope (?:this|that|you)\b|that'?s (?:all|it)\b|feel free to|"
    r"if you (?:found|find|like|liked|enjoyed|have any|spot|see (?:a|any) mistake)|"
    r"(?:pull requests|prs|contributions?)\b.{0,20} welcome|made with\b|¡?(?:buena )?suerte\b|boa sorte|"
    r"viel (?:erfolg|glück)|bonne chance|удачи|祝.{0,10}(?:好运|顺利|成功))",
    re.I,
)
FEWEST = 3
LONGEST = 3


def end_before_farewell(bodies: Sequence[tuple[int, int]], page: Page) -> int:
    """Where the last of the bodies (first line, end) ends: before what says good-bye, and before a line or two behind
    the last rule of a document whose questions hold no rules.
    """
    start, end = bodies[-1]
    if len(bodies) < FEWEST or end < page.texts[-1]:
        return end
    below = page.between(start, end)
    return _farewell(below) or _behind_rule(below, bodies[:-1], page) or end


def _farewell(below: Sequence[Leaf]) -> int | None:
    """Where it begins: the last paragraph, or the one before it."""
    said = [leaf for leaf in below[-2:] if leaf.kind == "paragraph" and not leaf.nest and FAREWELL.match(leaf.text)]
    return said[0].start if said else None


def _behind_rule(below: Sequence[Leaf], before: Sequence[tuple[int, int]], page: Page) -> int | None:
    rules = [at for at, leaf in enumerate(below) if leaf.kind == "rule"]
    if not rules or any(_holds_rule(*body, page) for body in before):
        return None
    behind = below[rules[-1] + 1 :]
    lines = sum(leaf.end - leaf.start for leaf in behind)
    plain = all(leaf.kind == "paragraph" and not leaf.nest for leaf in behind)
    return below[rules[-1]].start if plain and 0 < lines <= LONGEST else None


def _holds_rule(start: int, end: int, page: Page) -> bool:
    """Whether a text stands behind a rule between the two lines."""
    rule = next((leaf for leaf in page.between(start, end) if leaf.kind == "rule"), None)
    return rule is not None and page.has_text(rule.end, end)
