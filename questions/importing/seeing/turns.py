"""Labels of an author's own that take turns: "**Ask:** .." and "**Look for:** ..", "Interviewer: .." and "You: ..". The
first stands before what asks, the second before what does not; both are written as the labels that every reader knows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.importing.about import AFTERWARDS, is_about
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.fields import name_of
from questions.importing.seeing.labels import begins_answer, read_label
from questions.importing.seeing.outside import outside_code
from questions.importing.wording import ASKS, asking, has_mark

WORDS = r"[^\W\d_][^*_:：#|.?!`\[\]()]{0,30}"
# "**Ask:** text", "**Ask** - text", "### Ask: text", "Ask 2: text"; "**Ask**" and "### Ask" stand above their text.
LABELLED = re.compile(
    rf"(?P<before>[ ]{{0,1}}(?:[-*+>][ ]+|#{{2,6}}[ ]+)?(?P<bold>\*\*|__)?)(?P<words>{WORDS})(?:\([^()]{{1,20}}\))?"
    r"(?P<stop>[:：][ ]*(?(bold)(?:\*\*|__))|(?(bold)(?:\*\*|__)[ ]?[:：–—-]|[:：]))(?:[ \t]+(?P<rest>\S.*)|[ ]*)"
)
ALONE = re.compile(rf"(?P<before>#{{2,6}}[ ]+|(?P<bold>\*\*))(?P<words>{WORDS})(?P<stop>(?:\*\*)?)[ ]*(?P<rest>)")
COUNT = re.compile(r"[ ]?#?(\d{1,3})$")
LISTED = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s")
# Who or what says itself that it asks; and titles of those who hire.
ASKING = re.compile(r"(?:(?:you |we |i )?ask(?: them)?|(?:the )?(?:interviewer|recruiter|hiring manager))", re.I)
HIRING = re.compile(r"\b(?:screening|phone screen|hiring|recruit\w*)\b", re.I)
# Those that say themselves that they ask need not come back so often.
FEWEST, FEWEST_OWN = 3, 2
MOSTLY, OFTEN, RARELY = 0.8, 0.5, 0.25
LONGEST_TITLE = 100
# One that asks besides for so many turns, of which half ask, is too much.
OFTEN_BESIDE = 4
# So many lines below a label its text begins.
NEAR = 3


@dataclass(frozen=True, slots=True)
class _Turn:
    """`form` is how the label is set, `text` what it stands before."""

    at: int
    form: str
    name: str
    text: str
    label: re.Match[str]

    @property
    def asks(self) -> bool:
        """A list below a title is what a section holds."""
        return LISTED.match(self.text) is None and asking(face_of(self.text).text) >= ASKS

    def named(self, word: str) -> str:
        close, rest = self.label["bold"] or "", self.label["rest"] or ""
        return f"{self.label['before']}{word}{':' if rest else ''}{close} {rest}".rstrip()

    @property
    def number(self) -> str:
        counted = COUNT.search(self.label["words"].strip())
        return counted[1] if counted else ""


def with_labels(lines: list[str]) -> list[str]:
    """The lines with such a pair as "Q" and "Answer"; what only greets or thanks keeps its own."""
    turns = _turns(lines)
    if any(_asks_anyway(name) for name in {turn.name for turn in turns}):
        return lines
    pair = _pair(turns)
    if pair is None or not (ASKING.fullmatch(pair[0]) or _is_told_to_ask(lines, turns, pair[0])):
        return lines
    if _others_ask(lines, turns):
        return lines
    written = dict(_written(turns, *pair))
    return [written.get(at, line) for at, line in enumerate(lines)]


def _turns(lines: Sequence[str]) -> list[_Turn]:
    """Of the names that come back, each line that begins with one."""
    found = list(outside_code(lines))
    labels = [(at, match) for at, line in found if (match := LABELLED.fullmatch(line) or ALONE.fullmatch(line))]
    turns = [
        _Turn(at, f"{m['before'].strip()}{m['stop'].strip()}", _name(m), m["rest"] or _below(lines, at), m)
        for at, m in labels
    ]
    counts = Counter((turn.form, turn.name) for turn in turns)
    own = any(ASKING.fullmatch(turn.name) for turn in turns)
    return [turn for turn in turns if counts[turn.form, turn.name] >= (FEWEST_OWN if own else FEWEST)]


def _below(lines: Sequence[str], at: int) -> str:
    return next((line for line in lines[at + 1 : at + 1 + NEAR] if line.strip()), "")


def _name(match: re.Match[str]) -> str:
    return COUNT.sub("", match["words"].strip()).lower()


def _asks_anyway(name: str) -> bool:
    """A label that is read as one of a question whatever stands behind it."""
    return read_label(f"{name}: x") is not None and not ASKING.fullmatch(name)


def _others_ask(lines: Sequence[str], turns: Sequence[_Turn]) -> bool:
    """Whether half as many lines besides are titles or numbers that ask."""
    own = {turn.at for turn in turns}
    asked = 0
    for at, line in outside_code(lines):
        text = line.lstrip("# ")
        label = read_label(text) if at not in own else None
        asked += at not in own and (label is not None or text != line) and asking(label.text if label else text) >= ASKS
    return asked * OFTEN_BESIDE >= len(turns)


def _pair(turns: Sequence[_Turn]) -> tuple[str, str] | None:
    """The two names that take turns, where most of what the first one says asks, and hardly any of the second aloud."""
    known = {turn.name for turn in turns if begins_answer(turn.name)}
    for name in dict.fromkeys(turn.name for turn in turns if turn.name not in known):
        followers = Counter(after.name for turn, after in pairwise(turns) if turn.name == name)
        other, count = followers.most_common(1)[0] if followers else (name, 0)
        own = [turn.asks for turn in turns if turn.name == name]
        theirs = [has_mark(turn.text) for turn in turns if turn.name == other]
        apart = other != name and not _are_parts(name, other) and count >= MOSTLY * len(own)
        if apart and sum(own) >= OFTEN * len(own) and sum(theirs) <= RARELY * len(theirs):
            return name, other
    return None


def _are_parts(asker: str, answerer: str) -> bool:
    """Whether one of them names a part that questions have besides: "Level", "Follow-up"."""
    named = name_of(asker)
    if named is not None and named[0] != "question":
        return True
    return name_of(answerer) is not None or any(map(AFTERWARDS.search, (asker, answerer)))


def _is_told_to_ask(lines: Sequence[str], turns: Sequence[_Turn], asker: str) -> bool:
    """Whether a title speaks of questions; not where each turn stands below a title of its own, and describes that."""
    found = list(outside_code(lines))
    titles = [found[0][1], *(line for _, line in found if line.startswith("#"))]
    about = any(is_about(title) or HIRING.search(title) for title in titles if len(title) <= LONGEST_TITLE)
    own = {turn.at for turn in turns if turn.name == asker and not turn.form.startswith("#")}
    titled = sum(at in own and above.startswith("#") for (_, above), (at, _) in pairwise(found))
    return about and titled <= OFTEN * len(own)


def _written(turns: Sequence[_Turn], asker: str, answerer: str) -> Iterator[tuple[int, str]]:
    """What follows upon a turn that asks answers it."""
    alone = {turn.name for turn in turns} == {asker, answerer}
    for turn, after in pairwise([*turns, None]):
        if turn is None or turn.name != asker or not turn.asks:
            continue
        yield turn.at, turn.named(f"Q{turn.number}" if turn.label["rest"] else f"Question {turn.number}".rstrip())
        if after is not None and after.name == answerer and alone:
            yield after.at, after.named("Answer")
