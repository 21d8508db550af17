"""One's own notes: saved while typing, and every minute of them to be had back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.posted import posted_save, stale_answer, whole_number
from core.saving import Save, Stale
from sessions.find import own_seat
from sessions.models import NoteRevision
from sessions.room_page import asked_questions
from sessions.services.notes import save_note
from sessions.views.rooms import back_to, looked_at, posted_question

SHOWN = 200


@require_POST
def note_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers {version} once the text is committed, or 409 {version, body} with the newer text."""
    seat = own_seat(request, public_id)
    asked = posted_question(request, seat)
    # A browser's plain form sends CRLF; one kind of line end is stored, so that texts compare.
    save = posted_save(request, body=request.POST.get("body", "").replace("\r\n", "\n"))
    try:
        version = save_note(member=seat, asked=asked, save=save)
    except Stale as stale:
        return stale_answer(request, stale, mine=save.body, back=back_to(seat, asked).url)
    return back_to(seat, asked) if "plain" in request.POST else JsonResponse({"version": version})


@require_POST
def note_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text as it will read, with nothing stored."""
    own_seat(request, public_id)
    return render(request, "sessions/note_preview.html", {"body": request.POST.get("body", "").replace("\r\n", "\n")})


@require_safe
def note_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """The versions of one's own note, newest first."""
    seat = own_seat(request, public_id)
    asked = looked_at(request, seat.interview, asked_questions(seat.interview))
    note = seat.notes.filter(asked=asked).first()
    revisions = note.revisions.order_by("-version")[:SHOWN] if note else []
    context = {"seat": seat, "interview": seat.interview, "asked": asked, "note": note, "revisions": revisions}
    return render(request, "sessions/note_history.html", context)


@require_POST
def note_restore(request: HttpRequest, public_id: str) -> HttpResponse:
    """An earlier text becomes the newest one; what stood until now stays in the history."""
    seat = own_seat(request, public_id)
    asked = posted_question(request, seat)
    own = NoteRevision.objects.filter(note__member=seat, note__asked=asked)
    chosen = get_object_or_404(own.select_related("note"), version=whole_number(request.POST.get("version")))
    wish = posted_save(request, body=chosen.body)
    save_note(member=seat, asked=asked, save=Save(wish.op_id, chosen.note.version, chosen.body))
    messages.success(request, f"The text of {timezone.localtime(chosen.created_at):%H:%M:%S} is back.")
    return back_to(seat, asked)
