"""The life of an interview: the one table of moves. Pure: templates and services ask it alike."""

from dataclasses import dataclass

# As a list shows them: what is to be done first.
PLANNED = ("draft", "scheduled")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Now", ("lobby", "live", "paused")),
    ("To score", ("scoring",)),
    ("Planned", PLANNED),
    ("Finished", ("completed", "cancelled")),
)


@dataclass(frozen=True, slots=True)
class Move:
    action: str
    label: str
    sources: frozenset[str]
    target: str


def _move(action: str, label: str, sources: str, target: str) -> Move:
    return Move(action, label, frozenset(sources.split()), target)


MOVES: dict[str, Move] = {
    move.action: move
    for move in (
        _move("schedule", "Schedule", "draft", "scheduled"),
        _move("open_lobby", "Open the lobby", "scheduled", "lobby"),
        _move("close_lobby", "Close the lobby", "lobby", "scheduled"),
        _move("start", "Start the interview", "scheduled lobby", "live"),
        _move("pause", "Pause", "live", "paused"),
        _move("resume", "Resume", "paused", "live"),
        _move("end", "End and score", "live paused", "scoring"),
        _move("complete", "Close scoring", "scoring", "completed"),
        _move("cancel", "Cancel the interview", "draft scheduled lobby live paused", "cancelled"),
    )
}
STATES = frozenset({"draft"} | {move.target for move in MOVES.values()})


def allowed(state: str) -> tuple[Move, ...]:
    """The moves that can be made from `state`, in the order of an interview's life."""
    return tuple(move for move in MOVES.values() if state in move.sources)


def can(state: str, action: str) -> bool:
    return action in MOVES and state in MOVES[action].sources
