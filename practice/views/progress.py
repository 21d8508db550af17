"""How one's practice stands; taking it along; having it forgotten."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.people import practising
from core.charts import calendar, radar, svg, trend
from core.errors import DomainError
from practice.exporting.contents import record_of
from practice.exporting.formats import FORMATS
from practice.models import Card
from practice.progress import Progress
from practice.services.erasing import erase_practice
from practice.standing import progress_of
from practice.views.home import preparation_of
from questions.models import Question

LEVEL_WORDS = ("not yet", "junior", "mid", "senior", "principal")
MOST_AXES = 10
CALENDAR_WEEKS = 34


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    user, now = practising(request), timezone.now()
    found = progress_of(user, now)
    bank = Question.objects.practisable_by(user)
    cards = Card.objects.visible_to(user).practisable(bank).select_related("question__current", "question__topic")
    context = {
        "progress": found,
        "preparation": preparation_of(user),
        "due_now": list(cards.due(now)[:6]),
        "due_most": max([1, *(count for _, count in found.due)]),
        "formats": FORMATS,
        **_charts(found),
    }
    return render(request, "practice/progress.html", context)


def _charts(found: Progress) -> dict[str, Any]:
    today = timezone.localdate()
    weeks = [(f"{week.monday:%-d %b}", week.mean) for week in found.weeks]
    return {
        "calendar": svg(calendar(found.days, until=today, weeks=CALENDAR_WEEKS, title="Answers by day", unit="answer")),
        "trend": svg(trend(weeks, title="Mean of your values by week")),
        "radar": _radar(found),
    }


def _radar(found: Progress) -> Any:
    """Needs three topics to be a picture; with more than ten, those with the most answers."""
    told = sorted((topic for topic in found.topics if topic.level is not None), key=lambda t: -t.questions)[:MOST_AXES]
    axes = [(topic.topic, topic.level_number) for topic in sorted(told, key=lambda topic: topic.topic)]
    return svg(radar(axes, title="Level reached by topic", maximum=4, words=LEVEL_WORDS)) if len(axes) > 2 else None


@require_safe
def progress_export(request: HttpRequest, kind: str) -> HttpResponse:
    user = practising(request)
    if kind not in FORMATS:
        raise Http404
    form = FORMATS[kind]
    response = HttpResponse(form.write(record_of(user, timezone.now())), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="my-practice.{form.ending}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def practice_erase(request: HttpRequest) -> HttpResponse:
    user = practising(request)
    if request.method != "POST":
        return render(request, "practice/erase.html", {"progress": progress_of(user, timezone.now())})
    if "sure" not in request.POST:
        raise DomainError("Tick the box first: what is erased cannot be brought back.")
    erase_practice(user=user)
    messages.success(request, "Everything you did in practice is erased.")
    return redirect("practice")
