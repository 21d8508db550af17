"""Whether candidates of a position got the same questions: counted first, and told by name only where they did not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count

from questions.models import QuestionVersion
from sessions.drift import Held, drift_so_far, drift_to_come
from sessions.models import AskedQuestion, InterviewSession
from sessions.querysets import InterviewQuerySet

OVER = (InterviewSession.State.SCORING, InterviewSession.State.COMPLETED)


class Asked(NamedTuple):
    version: int
    state: str
    planned: bool


def drift_context(interviews: InterviewQuerySet) -> dict[str, Any]:
    """Of every interview that is not cancelled, the oldest first. Most positions are even, and then two queries count
    them, however many they are.
    """
    going = interviews.exclude(state=InterviewSession.State.CANCELLED)
    if _is_even(going):
        return {"drift": (), "drift_to_come": ()}
    asked: dict[int, list[Asked]] = defaultdict(list)
    lines = AskedQuestion.objects.filter(interview__in=going.order_by())
    for interview, version, state, planned in lines.values_list("interview", "question_version", "state", "planned"):
        asked[interview].append(Asked(version, state, planned))
    put = dict.fromkeys(each.version for found in asked.values() for each in found)
    named = dict(QuestionVersion.objects.filter(pk__in=put).values_list("pk", "title"))
    titles = {version: named[version] for version in put}
    facts = going.order_by("scheduled_at", "pk").values_list("pk", "candidate__name", "plan", "state")
    held = [_held(name, plan, state, asked[pk]) for pk, name, plan, state in facts]
    return {"drift": drift_so_far(held, titles), "drift_to_come": drift_to_come(held, titles)}


def _is_even(going: InterviewQuerySet) -> bool:
    """Whether each question reached all or none of its plan's candidates, and is meant to."""
    over, every = Counter[int | None](), Counter[int | None]()
    for plan, state, count in going.order_by().values_list("plan", "state").annotate(Count("pk")):
        every[plan] += count
        over[plan] += count * (state in OVER)
    lines = AskedQuestion.objects.filter(interview__in=going.order_by().values("pk")).order_by()
    kinds = ("interview__plan", "question_version", "interview__state", "state", "planned")
    put, planned = Counter[tuple[int | None, int]](), Counter[tuple[int | None, int]]()
    for plan, version, of_interview, state, was_planned, count in lines.values_list(*kinds).annotate(Count("pk")):
        put[plan, version] += count * (of_interview in OVER and state == AskedQuestion.State.DONE)
        planned[plan, version] += count * was_planned
    coming = {plan for plan in every if over[plan] < every[plan]}
    return _all_or_none(put, over) and _all_or_none({key: n for key, n in planned.items() if key[0] in coming}, every)


def _all_or_none(counts: "dict[tuple[int | None, int], int]", of_plan: "Counter[int | None]") -> bool:
    return all(count in (0, of_plan[plan]) for (plan, _), count in counts.items())


def _held(candidate: str, plan: int | None, state: str, asked: Sequence[Asked]) -> Held:
    return Held(
        candidate=candidate,
        plan=str(plan),
        over=state in OVER,
        put=_versions(each for each in asked if each.state == AskedQuestion.State.DONE),
        planned=_versions(each for each in asked if each.planned),
    )


def _versions(asked: Iterable[Asked]) -> frozenset[int]:
    return frozenset(each.version for each in asked)
