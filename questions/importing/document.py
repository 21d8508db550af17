"""What a reader found in a document. Lines count from 1."""

from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """`prompt` and `answer` are the document's own Markdown; `level` None: nothing said one.

    `levels` are all that the document names, where it names several. `topic` None: nothing said one; "": it has none.
    `use`, `visibility` and `identity` (the question's public id) are "" but in files that this product wrote.
    """

    number: int | None
    prompt: str
    line: int
    section: str
    subheading: str
    level: str | None
    level_reason: str
    kind: str
    kind_reason: str
    answer_label: str | None
    answer: str
    key_points: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    minutes: int | None = None
    level_answers: dict[str, str] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    topic: str | None = None
    tags: tuple[str, ...] = ()
    use: str = ""
    visibility: str = ""
    identity: str = ""
    # Each {"image": public id, "sha256", "alt"}, and from JSON "data" (base64) as well; None: the file says nothing.
    pictures: tuple[dict[str, str], ...] | None = None
    practice_when_asked: bool = False


OF_QUESTION = tuple(each.name for each in fields(ParsedQuestion))


@dataclass(frozen=True, slots=True)
class ParsedCriterion:
    level: str
    title: str
    weight: Decimal = Decimal(1)
    must_have: bool = False
    anchors: dict[int, str] = field(default_factory=dict)
    description: str = ""
    weight_reason: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedRubric:
    title: str
    line: int
    criteria: tuple[ParsedCriterion, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    line: int
    reason: str
    text: str


Note = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Warned:
    """`line` is where to look, 0 for the whole file.

    `beside`: (line of a question, what is said of it) for each that it concerns. None: the text is said of the question
    that begins in `line`, if there is one.
    """

    line: int
    text: str
    beside: tuple[Note, ...] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Lines that are set alike, so that all or none of them may begin a question; `asking` are those that ask."""

    name: str
    lines: tuple[int, ...]
    asking: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a text: the lines where questions begin, these and no others.

    `joins` are lines where the reader itself would begin one, and that belong to the question above them instead.
    """

    begins: tuple[int, ...]
    joins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the questions of a text begin: line by line, and for each the line behind the last that belongs to it.

    `looks` part all lines that may begin one: none stands in two of them.
    """

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """`layout` None: no text that could be read with other beginnings, but a table or the like."""

    title: str
    questions: tuple[ParsedQuestion, ...] = ()
    rubrics: tuple[ParsedRubric, ...] = ()
    tips: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Warned, ...] = ()
    format: str = "markdown"
    layout: Layout | None = None
