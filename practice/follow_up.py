"""Which follow-up an interviewer would ask next: one that touches what the answer left out. Pure and deterministic."""

from collections.abc import Collection, Iterator, Sequence

from practice.feedback import PointCoverage, State, cover


def next_follow_up(follow_ups: Sequence[str], asked: Collection[int], missed: Sequence[str]) -> int | None:
    """Its place; of equals the first, None when all were asked."""
    left = [place for place in range(len(follow_ups)) if place not in asked]
    return max(left, key=lambda place: (closeness(follow_ups[place], missed), -place), default=None)


def touches(follow_up: str, missed: Sequence[str]) -> bool:
    return any(point.covered for point in _one_by_one(follow_up, missed))


def closeness(follow_up: str, missed: Sequence[str]) -> float:
    """0..1: how much of the nearest missed point the follow-up speaks of."""
    return max((point.confidence for point in _one_by_one(follow_up, missed)), default=0.0)


def _one_by_one(follow_up: str, missed: Sequence[str]) -> Iterator[PointCoverage]:
    """Each point alone: a follow-up speaks of one, which says nothing against it."""
    return (cover(follow_up, [point]).points[0] for point in missed)


def missed_points(answer: str, key_points: Sequence[str], prompt: str, expected: str) -> list[str]:
    """The key points that the answer does not seem to hold yet."""
    points = cover(answer, key_points, prompt, expected).points
    return [each.point for each in points if each.state is State.NOT_FOUND]
