from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require
from core.errors import BadRequest
from core.saving import Stale
from questions.models import QuestionVersion
from rubric.models import AnswerRating, Criterion, Evidence, Rating, Scorecard
from rubric.services import scorecards
from rubric.suggestions import AnswerValue, Suggestion, suggest
from sessions.find import asked_question, own_seat
from sessions.models import PanelMember
from sessions.scorecard_form import ScorecardForm
from sessions.services.wrap_up import submit_scorecard
from sessions.views.rooms import posted_save

OPEN = ("lobby", "live", "paused", "scoring")


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    rating: Rating | None
    suggestion: Suggestion
    evidence: list[Evidence]

    @property
    def judged(self) -> bool:
        return self.rating is not None and (self.rating.value is not None or self.rating.not_observed)


def _scoring_seat(request: HttpRequest, public_id: str) -> tuple[PanelMember, Scorecard]:
    seat = own_seat(request, public_id)
    require(seat.scorecard is not None, "A shadow watches and does not score.")
    assert seat.scorecard is not None  # noqa: S101 - for the type checker, after the refusal above
    return seat, seat.scorecard


@require_safe
def scorecard(request: HttpRequest, public_id: str) -> HttpResponse:
    seat, card = _scoring_seat(request, public_id)
    rows = criterion_rows(seat, card)
    context = {
        "seat": seat,
        "interview": seat.interview,
        "card": card,
        "rows": sorted(rows, key=lambda row: row.judged),
        "left": sum(not row.judged for row in rows),
        "steps": [str(step / 2).removesuffix(".0") for step in range(2, 11)],
        "recommendations": Scorecard.Recommendation.choices,
        "confidences": Scorecard.Confidence.choices,
        "locked": card.state == Scorecard.State.SUBMITTED,
        "can_submit": seat.interview.state == "scoring",
    }
    return render(request, "sessions/scorecard.html", context)


def criterion_rows(seat: PanelMember, card: Scorecard) -> list[CriterionRow]:
    """Every criterion with one's own rating and evidence, and the suggestion out of one's own answers."""
    ratings = {rating.criterion_id: rating for rating in card.ratings.all()}
    evidence = list(card.evidence.all())
    answers = list(
        card.answer_ratings.select_related("question_version__question").prefetch_related(
            "question_version__question__levels"
        )
    )
    return [
        CriterionRow(
            criterion,
            ratings.get(criterion.pk),
            suggest([_answer_value(a) for a in answers if feeds(a.question_version, criterion)]),
            [item for item in evidence if item.criterion_id == criterion.pk],
        )
        for criterion in scorecards.criteria_to_score(card)
    ]


def feeds(version: QuestionVersion, criterion: Criterion) -> bool:
    """A question feeds a criterion of its topic; a criterion without topics takes its level's questions."""
    topics = {topic.pk for topic in criterion.topics.all()}
    if topics:
        return version.question.topic_id in topics
    return criterion.level in {entry.level for entry in version.question.levels.all()}


def _answer_value(answer: AnswerRating) -> AnswerValue:
    return AnswerValue(answer.question_version.title, answer.value)


@require_POST
def scorecard_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers {version}, or 409 with the newest version; what was posted stays on the page."""
    seat, card = _scoring_seat(request, public_id)
    if seat.interview.state not in OPEN:
        raise BadRequest("The interview has not begun, so there is nothing to rate yet.")
    form = ScorecardForm(seat.interview, request.POST)
    save = posted_save(request, body=form.body)
    try:
        saved = scorecards.change(scorecard=card, author=seat.user, save=save, apply=form.apply)
    except Stale as stale:
        return JsonResponse({"version": stale.version, "sentence": stale.sentence}, status=409)
    if "plain" in request.POST:
        messages.success(request, "Saved.")
        return redirect("scorecard", seat.interview.public_id)
    return JsonResponse({"version": saved.version})


@require_POST
def evidence_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Links words of one's own note to a criterion; the answer is the list as it now stands."""
    seat, card = _scoring_seat(request, public_id)
    form = ScorecardForm(seat.interview, request.POST)
    criterion = form.criteria.get(request.POST.get("criterion", ""))
    if criterion is None:
        raise BadRequest("This criterion belongs to another rubric.")
    asked = request.POST.get("asked")
    version = asked_question(seat.interview, asked).question_version if asked else None
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")

    def apply(current: Scorecard) -> None:
        scorecards.link_evidence(current, criterion, version, kind=kind, text=text)

    save = posted_save(request, body=form.body)
    saved = scorecards.change(scorecard=card, author=seat.user, save=save, apply=apply)
    if "plain" in request.POST:
        return redirect("room", seat.interview.public_id)
    return JsonResponse({"version": saved.version})


@require_POST
def scorecard_submit(request: HttpRequest, public_id: str) -> HttpResponse:
    seat, _ = _scoring_seat(request, public_id)
    card = submit_scorecard(member=seat)
    messages.success(request, f"Submitted and locked. Receipt {card.content_hash[:12]}.")
    return redirect("scorecard", seat.interview.public_id)
