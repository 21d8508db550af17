"""The editor: one draft, saved as it is typed; every button is also a plain form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.people import writer
from core.errors import BadRequest
from core.http import render_part
from core.posted import posted_save, stale_answer
from core.saving import Stale
from questions.models import Level
from rubric.checks import ABOUT
from rubric.draft_form import DraftForm
from rubric.draft_page import criterion_pane, limits_of, outline_of
from rubric.find import own_draft, own_version, visible_version
from rubric.models import Criterion, RubricVersion
from rubric.services import drafts

PARTS = {"draft-outline", "draft-feed"}
ORDER = "order:"


@require_safe
def rubric_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = own_draft(request, public_id)
    key = request.GET.get("criterion", "")
    pane = criterion_pane(draft, key, draft.rubric.owner) if key else None
    if key and pane is None:
        return redirect("rubric_edit", draft.public_id)
    context = {
        "version": draft,
        "outline": outline_of(draft),
        "pane": pane,
        "key": key,
        "limits": limits_of(draft),
        "levels": Level.choices,
    }
    return render_part(request, "rubric/edit.html", context, parts=PARTS)


@require_POST
def rubric_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers {version}, or 409 with the newest version; what was posted stays on the page."""
    version = own_version(request, public_id)
    form = DraftForm(request.POST)
    pane = request.POST.get("pane", ABOUT)
    return _saved(request, version, pane, form.apply, form.body, form.as_seen)


def _saved(
    request: HttpRequest,
    version: RubricVersion,
    pane: str,
    apply: Callable[[RubricVersion], None],
    body: str,
    as_seen: Callable[[RubricVersion], bool | None],
) -> HttpResponse:
    save = posted_save(request, body=body)
    try:
        saved = drafts.change_draft(version=version, by=version.rubric.owner, save=save, apply=apply, as_seen=as_seen)
    except Stale as stale:
        return stale_answer(request, stale, mine="", back=place(version, pane))
    if "plain" not in request.POST:
        return JsonResponse({"version": saved.revision})
    messages.success(request, "Saved.")
    return redirect(place(version, pane))


def place(version: RubricVersion, pane: str) -> str:
    """The editor with one pane open."""
    address = reverse("rubric_edit", args=[version.public_id])
    return address if pane == ABOUT else f"{address}?criterion={pane}#draft-form"


def _always(_: RubricVersion) -> bool:
    """Structure takes nothing away that another tab typed, so it never conflicts."""
    return True


@require_POST
def rubric_order(request: HttpRequest, public_id: str) -> HttpResponse:
    """order:LEVEL=KEY for each criterion in its new place, or move=KEY:up and move=KEY:down from a plain button."""
    version = own_version(request, public_id)
    body = request.POST.urlencode()
    key, _, way = request.POST.get("move", "").partition(":")

    def apply(current: RubricVersion) -> None:
        if key:
            drafts.step(current, key, down=_down(way))
        else:
            drafts.arrange(current, _order(request))

    return _saved(request, version, key or ABOUT, apply, body, _always)


def _down(way: str) -> bool:
    if way not in ("up", "down"):
        raise BadRequest("A criterion moves up or down.")
    return way == "down"


def _order(request: HttpRequest) -> dict[str, list[str]]:
    return {n.removeprefix(ORDER): request.POST.getlist(n) for n in request.POST if n.startswith(ORDER)}


@require_POST
def rubric_criterion_add(request: HttpRequest, public_id: str) -> HttpResponse:
    version = own_version(request, public_id)
    level = request.POST.get("level", "")
    added: list[Criterion] = []

    def apply(current: RubricVersion) -> None:
        added.append(drafts.add_criterion(current, level))

    save = posted_save(request, body=f"add:{level}")
    current = drafts.change_draft(version=version, by=version.rubric.owner, save=save, apply=apply, as_seen=_always)
    # The same press twice: the criterion that the first one made is the level's last.
    newest = added[0] if added else current.criteria.filter(level=level).last()
    # Without a fragment: a browser would go there instead of into the title, which asks to be written.
    return redirect(place(version, newest.key if newest else ABOUT).partition("#")[0])


@require_POST
def rubric_criterion_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    version = own_version(request, public_id)
    key = request.POST.get("criterion", "")
    save = posted_save(request, body=f"remove:{key}")
    drafts.change_draft(
        version=version,
        by=version.rubric.owner,
        save=save,
        apply=lambda current: drafts.remove_criterion(current, key),
        as_seen=_always,
    )
    messages.success(request, "The criterion is removed from this draft.")
    return redirect(place(version, ABOUT))


@require_POST
def rubric_start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens the rubric's draft, and begins one where there is none."""
    version = own_version(request, public_id)
    draft = drafts.start_draft(rubric=version.rubric, by=version.rubric.owner)
    return redirect("rubric_edit", draft.public_id)


@require_POST
def rubric_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    version = own_version(request, public_id)
    drafts.discard_draft(version=version, by=version.rubric.owner)
    messages.success(request, "The draft is thrown away.")
    return redirect("rubrics")


@require_POST
def rubric_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    version = visible_version(request, public_id)
    draft = drafts.copy_rubric(version=version, owner=writer(request))
    messages.success(request, f"A draft of your own, copied from “{version.title}”.")
    return redirect("rubric_edit", draft.public_id)
