"""A note's typed lines ("q:" quote, "b:" behaviour, "j:" judgement), spelled out for whoever reads it."""

import re

KINDS = {"q": "Quote", "b": "Behaviour", "j": "Judgement"}
TYPED = re.compile(r"(?:\[(?P<time>\d+:\d\d)\] )?(?P<kind>[qbj]):[ ]?(?P<words>.*)", re.S)
FENCE = re.compile(r" {0,3}(```|~~~)")


def spelled_out(text: str) -> str:
    """Markdown in which each line stays a line, and a typed one says its kind and time. Code stays as it is."""
    lines: list[str] = []
    in_code = False
    for line in text.split("\n"):
        fence = FENCE.match(line) is not None
        in_code ^= fence
        lines.append(line if in_code or fence else f"{_spelled_out(line)}  ")
    return "\n".join(lines)


def _spelled_out(line: str) -> str:
    typed = TYPED.fullmatch(line)
    if typed is None:
        return line
    time = f" {typed['time']}" if typed["time"] else ""
    return f"**{KINDS[typed['kind']]}{time}** {typed['words']}"
