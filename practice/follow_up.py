"""Which follow-up an interviewer would ask next: one that touches what the answer left out. Pure and deterministic."""

from collections.abc import Collection, Sequence

from practice.feedback import State, cover


def next_follow_up(follow_ups: Sequence[str], asked: Collection[int], missed: Sequence[str]) -> int | None:
    """Its place; of equals the first, None when all were asked."""
    left = [place for place in range(len(follow_ups)) if place not in asked]
    return max(left, key=lambda place: (closeness(follow_ups[place], missed), -place), default=None)


def touches(follow_up: str, missed: Sequence[str]) -> bool:
    return any(point.state is not State.NOT_FOUND for point in cover(follow_up, missed).points)


def closeness(follow_up: str, missed: Sequence[str]) -> float:
    """0..1: how much of the nearest missed point the follow-up speaks of."""
    return max((point.confidence for point in cover(follow_up, missed).points), default=0.0)


def missed_points(answer: str, key_points: Sequence[str], prompt: str) -> list[str]:
    """The key points that the answer does not seem to hold yet."""
    return [each.point for each in cover(answer, key_points, prompt).points if each.state is State.NOT_FOUND]
