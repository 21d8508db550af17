"""The ways to a new rubric: a starter, another rubric, a file, an empty page. Each makes a draft, never more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import writer
from core.errors import BadRequest, DomainError, TooLarge
from rubric.content import RubricContent
from rubric.files.problems import Unreadable
from rubric.files.reading import read_file
from rubric.models import RubricVersion
from rubric.services.drafts import add_drafts
from rubric.starters import starter, starters

TOO_LARGE = "This file is larger than 5 MB: no rubric is."


@require_http_methods(["GET", "POST"])
def rubric_new(request: HttpRequest) -> HttpResponse:
    """Shows the ways; a POST begins with an empty page or with a starter."""
    user = writer(request)
    if request.method == "POST":
        draft = add_drafts(owner=user, contents=[_beginning(request)])[0]
        return redirect("rubric_edit", draft.public_id)
    return _page(request)


def _beginning(request: HttpRequest) -> RubricContent:
    name = request.POST.get("starter", "")
    if not name:
        return RubricContent(title="New rubric")
    chosen = starter(name)
    if chosen is None:
        raise BadRequest("This starter rubric does not exist.")
    return chosen.content


def _page(request: HttpRequest, problems: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    user = writer(request)
    others = RubricVersion.objects.visible_to(user).published().newest().select_related("rubric__owner")
    context = {"starters": starters(), "others": others.with_counts(), "problems": problems}
    return render(request, "rubric/new.html", context, status=status)


@require_POST
def rubric_import(request: HttpRequest) -> HttpResponse:
    """A document, JSON or CSV becomes a draft, or as many as it holds; a file that cannot be read says where."""
    user = writer(request)
    try:
        contents = _uploaded(request)
    except Unreadable as unreadable:
        return _page(request, unreadable.problems, unreadable.status)
    except DomainError as refused:
        return _page(request, (refused.sentence,), refused.status)
    made = add_drafts(owner=user, contents=contents)
    if len(made) > 1:
        messages.success(request, f"The file held {len(made)} rubrics. Each is a draft of yours now.")
        return redirect("rubrics")
    messages.success(request, f"Read: {len(contents[0].criteria)} criteria. Nothing is published yet.")
    return redirect("rubric_edit", made[0].public_id)


def _uploaded(request: HttpRequest) -> list[RubricContent]:
    # Reading the form makes the upload handler run, and say whether it stopped.
    file = request.FILES.get("file")
    if request.META.get("upload.too_large"):
        raise TooLarge(TOO_LARGE)
    if file is None:
        raise DomainError("Choose a file first.")
    return read_file(file.name or "rubric", file.read())
