"""Replies of a chat, pasted one below the other: the words that open and close each of them belong to no answer."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.outline import Leaf
from questions.importing.seeing.page import Page

OPENING = re.compile(
    r"\W*(?:(?:sure|certainly|absolutely|of course|great|okay|yes|got it|alright|no problem)\b[^.:!,]{0,40}[!,.:]\s*)?"
    r"(?:here(?:'s|’s| are| is| come)|below (?:are|is))\b(?:[^\n]{0,200}[:：]\W*|(?=.*\bquestions?\b)[^\n]{0,200})",
    re.I,
)
CLOSING = re.compile(
    r"\W*(?:(?:these|this set of|those)[\w -]{0,30} questions (?:cover|should|will)\b|"
    r"let me know (?:if|which|whether)\b|"
    r"would you like (?:me|more|to|the|another|a|answers)\b|do you want (?:me|more|to|the|another|answers)\b|"
    r"if you(?:'d|’d| would) like(?: me to| more|,)|want me to\b|shall i\b|(?:i )?hope (?:this|these|that) helps?\b|"
    r"feel free to (?:ask|reach|let)\b)",
    re.I,
)
# So many paragraphs at most stand between two replies.
MOST = 5


def ends_of_replies(bodies: Sequence[tuple[Mark, int]], page: Page) -> list[int]:
    """For each question with the end of its body where that ends before the words that close a reply; none does in a
    document where no reply is opened.
    """
    if not any(_says(leaf) and OPENING.fullmatch(leaf.text) for leaf in page.leaves):
        return [end for _, end in bodies]
    return [
        _end(page.between(mark.end, end), end, anew=after is None or _begins_anew(mark, after[0]))
        for (mark, end), after in zip_longest(bodies, bodies[1:])
    ]


def _begins_anew(mark: Mark, after: Mark) -> bool:
    return mark.number is not None and after.number is not None and after.number <= mark.number


def _end(below: Sequence[Leaf], end: int, *, anew: bool) -> int:
    """Only paragraphs, titles and rules stand behind what closes, and the next reply or a new count follows."""
    found, said = end, 0
    for leaf in reversed(below):
        if leaf.kind == "rule":
            continue
        if said == MOST or not _says(leaf):
            break
        said += 1
        opens = said == 1 and OPENING.fullmatch(leaf.text) is not None
        if opens or ((anew or found < end) and CLOSING.match(leaf.text)):
            found = leaf.start
    return found


def _says(leaf: Leaf) -> bool:
    return leaf.kind in ("paragraph", "heading") and not leaf.nest
