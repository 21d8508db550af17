"""From what a file says about a question, in its own words, to the question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questions.importing.document import ParsedQuestion, Warned
from questions.importing.levels import NOTHING, level_of
from questions.importing.seeing.fields import is_placeholder
from questions.importing.seeing.points import key_points_of

LEVELS = ("junior", "mid", "senior", "principal")
KINDS = ("conceptual", "scenario", "coding", "system_design", "behavioural", "multiple_choice")
# What other programs call a kind.
KIND_WORDS: tuple[tuple[str, str], ...] = (
    (r"multi(?:ple)?[\s_-]*choice|mcq|true[\s_-]*false|single[\s_-]*choice|quiz", "multiple_choice"),
    (r"system[\s_-]*design|architecture", "system_design"),
    (r"cod(?:e|ing)|programming|algorithm|practical", "coding"),
    (r"behaviou?ral|soft skill|culture|hr\b", "behavioural"),
    (r"scenario|case|situation", "scenario"),
    (r"concept|theor|knowledge|open|essay", "conceptual"),
)
LIMIT = 50_000
CUT = "This text is longer than 50 kB and was cut at the end of a paragraph."


@dataclass(slots=True)
class Entry:
    """One question as a file holds it. `level` and `kind` are the file's words; `minutes` may be any text."""

    line: int
    prompt: str
    answer: str = ""
    level: str = ""
    kind: str = ""
    topic: str | None = None
    tags: tuple[str, ...] = ()
    minutes: str = ""
    key_points: Sequence[str] = ()
    follow_ups: Sequence[str] = ()
    red_flags: Sequence[str] = ()
    level_answers: Mapping[str, str] = field(default_factory=dict)
    label: str | None = None
    own: "Own | None" = None


@dataclass(frozen=True, slots=True)
class Own:
    """What only a file of this product says: taken as it is."""

    identity: str = ""
    use: str = ""
    visibility: str = ""


def question_of(entry: Entry, warnings: list[Warned]) -> ParsedQuestion:
    levels, reason = _levels(entry)
    answer = _answer(entry)
    own = entry.own or Own()
    minutes = re.search(r"\d{1,3}", entry.minutes)
    return ParsedQuestion(
        number=None,
        prompt=bounded(entry.prompt, entry.line, warnings),
        line=entry.line,
        section=entry.topic or "",
        subheading="",
        level=levels[0] if levels else None,
        level_reason=reason,
        kind=kind_of(entry.kind),
        kind_reason=f"The file says “{entry.kind[:40]}”." if entry.kind else "Nothing in the file says a kind.",
        answer_label=entry.label,
        answer=bounded(answer, entry.line, warnings),
        key_points=tuple(entry.key_points) if entry.key_points or entry.own else key_points_of(answer),
        follow_ups=tuple(entry.follow_ups),
        red_flags=tuple(entry.red_flags),
        minutes=int(minutes[0]) if minutes else None,
        level_answers=dict(entry.level_answers),
        levels=levels,
        topic=entry.topic,
        tags=entry.tags,
        use=own.use,
        visibility=own.visibility,
        identity=own.identity,
    )


def _answer(entry: Entry) -> str:
    """Where a file of others names only the points that an answer has to make, those are its answer."""
    if entry.answer and not (is_placeholder(entry.answer) and kind_of(entry.kind) != "multiple_choice"):
        return entry.answer
    if entry.own or not entry.key_points:
        return ""
    points = tuple(entry.key_points)
    return points[0] if len(points) == 1 else "\n".join(f"- {point}" for point in points)


def _levels(entry: Entry) -> tuple[tuple[str, ...], str]:
    """(levels, reason): every level that the words name, each once."""
    words = [part.strip() for part in re.split(r"[,;|/+]", entry.level) if part.strip()]
    named = dict.fromkeys(level for word in words if (level := level_of(word)))
    if not named:
        return (), f"“{entry.level[:40]}” names no level known here." if words else NOTHING
    return tuple(named), f"The file says “{entry.level.strip()[:40]}”."


def kind_of(words: str) -> str:
    exact = words.strip().lower().replace(" ", "_").replace("-", "_")
    if exact in KINDS:
        return exact
    return next((kind for pattern, kind in KIND_WORDS if re.search(pattern, words, re.I)), "conceptual")


def kind_in(topic: str) -> str:
    """A topic that only says a kind: "Behavioral", "System design"."""
    says = re.fullmatch(
        r"(?:behaviou?ral|system[ _-]design|coding|scenario(?:[ _-]based)?)(?: questions?)?", topic, re.I
    )
    return topic if says else ""


def explained(answer: str, explanation: str) -> str:
    """The answer with what the file says about it; an explanation alone is the answer."""
    return "\n\n".join(filter(None, (answer, explanation if explanation != answer else "")))


def bounded(text: str, line: int, warnings: list[Warned]) -> str:
    """At most 50 kB, cut between two paragraphs: one endless answer must not refuse the whole document."""
    data = text.encode(errors="replace")
    if len(data) <= LIMIT:
        return text
    warnings.append(Warned(line, CUT))
    head = data[:LIMIT].decode(errors="ignore")
    return head[: head.rfind("\n\n")] if "\n\n" in head else head


def read_tags(tags: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """(level words, kind words, what remains): "level:senior" and a bare "senior" both name a level."""
    levels, kinds, rest = [], [], []
    for tag in filter(None, (tag.strip() for tag in tags)):
        name, _, value = tag.partition(":") if ":" in tag else tag.partition("::")
        value = value.strip(": ")
        if name.lower() in ("level", "difficulty") and value:
            levels.append(value)
        elif name.lower() in ("kind", "type") and value:
            kinds.append(value)
        elif tag.lower() in (*LEVELS, "easy", "medium", "hard"):
            levels.append(tag)
        else:
            rest.append(tag)
    return ",".join(levels), ",".join(kinds), tuple(rest)
