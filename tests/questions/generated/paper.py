"""A document being written, with the truth about the questions in it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Truth:
    """`line` counts from 1; `pieces` are what the answer must hold, and None where there is no answer."""

    line: int
    text: str
    pieces: tuple[str, ...] | None


@dataclass(slots=True)
class Paper:
    lines: list[str] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    # What stands around the questions, and in no answer.
    foreign: list[str] = field(default_factory=list)

    def put(self, *lines: str) -> None:
        self.lines += lines

    def part(self) -> None:
        """One blank line, unless one stands there already."""
        if self.lines and self.lines[-1].strip():
            self.lines.append("")

    def ask(self, line: str, text: str, pieces: tuple[str, ...] | None) -> None:
        self.lines.append(line)
        self.truths.append(Truth(len(self.lines), text, pieces))

    def around(self, *lines: str) -> None:
        """What belongs to no question."""
        self.lines += lines
        self.foreign += [line for line in lines if len(line) > 20]
