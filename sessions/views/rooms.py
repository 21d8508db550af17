"""The interviewer's room: the page, the fragment that every bell refreshes, and what conducts the interview."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require
from core.errors import BadRequest, DomainError
from questions.find import version_picture
from questions.models import Question
from questions.querysets import QuestionQuerySet
from sessions.find import asked_question, own_seat
from sessions.models import AskedQuestion, InterviewSession, PanelMember
from sessions.room_page import asked_questions, room_desk, room_status
from sessions.services import asking
from sessions.services.planning import planned
from sessions.services.rights import may_move

WRAP_UP_MINUTES = 5


@require_safe
def room(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = own_seat(request, public_id)
    questions = asked_questions(seat.interview)
    viewed = looked_at(request, seat.interview, questions)
    status = room_status(seat, questions, viewed)
    return render(request, "sessions/room.html", status | room_desk(seat, viewed, status["criteria"]))


@require_safe
def room_live(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragments that every bell refreshes: states, clocks, people and talk, never an editor."""
    seat = own_seat(request, public_id)
    return _status(request, seat, request.GET.get("q", ""))


def _status(request: HttpRequest, seat: PanelMember, viewed: str) -> HttpResponse:
    questions = asked_questions(seat.interview)
    return render(request, "sessions/room_status.html", room_status(seat, questions, _named(questions, viewed)))


def _named(questions: list[AskedQuestion], public_id: str) -> AskedQuestion | None:
    return next((one for one in questions if one.public_id == public_id), None)


@require_safe
def room_picture(request: HttpRequest, public_id: str, picture_id: str) -> HttpResponse:
    """Of any question of the interview: the panel prepares what is not on the table yet."""
    seat = own_seat(request, public_id)
    shown = seat.interview.asked.filter(question_version__images__image__public_id=picture_id).first()
    return version_picture(shown.question_version_id if shown else None, picture_id)


def looked_at(
    request: HttpRequest, interview: InterviewSession, questions: list[AskedQuestion]
) -> AskedQuestion | None:
    """The one asked for, or the one on the table, or the first."""
    wanted = request.GET.get("q")
    if not wanted:
        return next((one for one in questions if one.pk == interview.current_id), questions[0] if questions else None)
    found = _named(questions, wanted)
    if found is None:
        raise Http404
    return found


def back_to(seat: PanelMember, asked: AskedQuestion | None = None) -> HttpResponseRedirect:
    """The room, at the question one was looking at."""
    path = reverse("room", args=[seat.interview.public_id])
    return redirect(f"{path}?q={asked.public_id}" if asked else path)


def stay(request: HttpRequest, seat: PanelMember) -> HttpResponse:
    """After a change that leaves one where one is: the fragments to a script, the page to a plain form."""
    viewed = request.POST.get("q", "")
    if not request.headers.get("HX-Request"):
        return back_to(seat, seat.interview.asked.filter(public_id=viewed).first())
    return _status(request, own_seat(request, seat.interview.public_id), viewed)


def conducting_seat(request: HttpRequest, public_id: str) -> PanelMember:
    seat = own_seat(request, public_id)
    require(may_move(seat.user, seat.interview), "Only the lead or the owner of the interview can do this.")
    return seat


def posted_question(request: HttpRequest, seat: PanelMember) -> AskedQuestion:
    return asked_question(seat.interview, request.POST.get("asked", ""))


@require_POST
def room_next(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    asking.put_next(interview=seat.interview, by=seat.user)
    return back_to(seat)


@require_POST
def room_put(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    asked = posted_question(request, seat)
    asking.put_on_table(interview=seat.interview, asked=asked, by=seat.user)
    return back_to(seat, asked)


@require_POST
def room_skip(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise DomainError("Say in a few words why the question is skipped: the report will print it.")
    asking.skip(interview=seat.interview, asked=posted_question(request, seat), reason=reason, by=seat.user)
    return back_to(seat)


@require_POST
def room_reorder(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    asked = posted_question(request, seat)
    steps = {"earlier": -1, "later": 1}.get(request.POST.get("to", ""))
    if steps is None:
        raise BadRequest("A question moves earlier or later.")
    asking.reorder(interview=seat.interview, asked=asked, steps=steps, by=seat.user)
    return stay(request, seat)


@require_POST
def room_wrap_up(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    asking.announce_end(interview=seat.interview, minutes=WRAP_UP_MINUTES, by=seat.user)
    return stay(request, seat)


def _bank_of(seat: PanelMember) -> QuestionQuerySet:
    """What may be added: in a mock only what is open for practice, whoever asks."""
    if seat.interview.purpose == InterviewSession.Purpose.MOCK:
        return Question.objects.practisable()
    return Question.objects.visible_to(seat.user).active()


@require_safe
def room_bank(request: HttpRequest, public_id: str) -> HttpResponse:
    """Questions that could be added now, by the words typed."""
    seat = conducting_seat(request, public_id)
    text = request.GET.get("words", "")[:200]
    asked = seat.interview.asked.values("question_version__question")
    found = _bank_of(seat).for_list().matching(text).exclude(pk__in=asked)
    context = {"found": found[:8] if text.strip() else [], "words": text, "interview": seat.interview}
    name = "sessions/room_bank.html" if request.headers.get("HX-Request") else "sessions/room_bank_page.html"
    return render(request, name, context)


@require_POST
def room_add(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = conducting_seat(request, public_id)
    bank = _bank_of(seat).select_related("current")
    question = bank.filter(public_id=request.POST.get("question", "")).first()
    if question is None:
        raise DomainError("This question is no longer in the bank.")
    chosen = planned(question)
    asked = asking.add_unplanned(interview=seat.interview, version=chosen.version, minutes=chosen.minutes, by=seat.user)
    return back_to(seat, asked)
