from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from core.errors import BadRequest
from core.pictures import picture_response
from questions.content import content_of_version
from questions.find import readable, visible_question
from questions.giveaway import given_away
from questions.models import Collection, Image, Question
from questions.protected import protected_mentions
from questions.services.bank import set_retired


@require_safe
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_question(request, public_id)
    user = signed_in(request)
    versions = found.versions.select_related("author")
    context = {
        "question": found,
        "guide": getattr(found.current, "guide", None),
        "versions": versions[:3],
        "older": max(0, versions.count() - 3),
        "is_owner": found.owner_id == user.pk,
        "collections": Collection.objects.visible_to(user).filter(questions=found),
        "others": Collection.objects.visible_to(user).exclude(questions=found),
        **(_lint(found) if found.owner_id == user.pk else {}),
    }
    return render(request, "questions/question.html", context)


def _lint(found: Question) -> dict[str, object]:
    if found.current is None:
        return {}
    content = content_of_version(found.current)
    texts = (content.prompt, content.answer, *content.key_points, *content.follow_ups, *content.red_flags)
    return {"mentions": protected_mentions(texts), "giveaways": given_away(content.prompt, content.key_points)}


@require_POST
def retire(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_question(request, public_id)
    wanted = request.POST.get("retired")
    if wanted not in ("yes", "no"):
        raise BadRequest("Say whether the question is to be retired.")
    set_retired(question=found, by=signed_in(request), retired=wanted == "yes")
    messages.success(request, "Retired." if wanted == "yes" else "Back in use.")
    return redirect("question", found.public_id)


@require_safe
def picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """A picture of a question that the person may read, or one they uploaded and have not saved yet."""
    images = Image.objects.visible_to(signed_in(request), readable(request))
    image = get_object_or_404(images, public_id=public_id)
    return picture_response(bytes(image.data), image.media_type)
