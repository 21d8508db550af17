from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import reader
from core.errors import BadRequest
from questions.models import Level
from rubric.checks import usual_weight
from rubric.differences import compare
from rubric.feeding import Feed, feeds_of
from rubric.files.csv_file import write_csv
from rubric.files.json_file import write_json
from rubric.files.markdown_file import write_markdown
from rubric.find import visible_version
from rubric.models import Criterion, RubricVersion
from rubric.services.practice import set_for_practice
from rubric.services.rescoring import asked_of_scores, change_between
from rubric.services.rubrics import content_of

TYPES = {"json": "application/json", "csv": "text/csv", "markdown": "text/markdown"}
ENDINGS = {"json": "json", "csv": "csv", "markdown": "md"}


@require_safe
def rubrics(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    published = RubricVersion.objects.published().newest().select_related("rubric__owner", "rubric__source")
    drafts = RubricVersion.objects.drafts_of(user).select_related("based_on").order_by("title")
    context = {"versions": published.with_counts(), "drafts": drafts.with_counts()}
    return render(request, "rubric/rubrics.html", context)


@dataclass(frozen=True, slots=True)
class Shown:
    """A criterion as its rubric's page shows it."""

    criterion: Criterion
    feed: Feed
    unusual: bool


@require_safe
def rubric(request: HttpRequest, public_id: str) -> HttpResponse:
    user = reader(request)
    found = visible_version(request, public_id)
    criteria = sorted(
        found.criteria.prefetch_related("anchors", "topics"), key=lambda each: Level.values.index(each.level)
    )
    feeds = feeds_of(criteria, user)
    usual = usual_weight(criterion.weight for criterion in criteria)
    shown = [Shown(criterion, feeds[criterion.pk], criterion.weight != usual) for criterion in criteria]
    versions = RubricVersion.objects.visible_to(user).filter(rubric=found.rubric_id).order_by("-number")
    context = {
        "version": found,
        "groups": [(level, list(group)) for level, group in groupby(shown, lambda s: s.criterion.get_level_display())],
        "versions": versions,
        "newest": next((each for each in versions if not each.is_draft), None),
        "draft": next((each for each in versions if each.is_draft), None),
        "asked": asked_of_scores(found),
        "usual": usual,
        "equal_weights": not any(row.unusual for row in shown),
        "is_owner": found.rubric.owner_id == user.pk and user.is_interviewer,
    }
    return render(request, "rubric/rubric.html", context)


@require_POST
def rubric_practice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens the rubric to people who practise, or closes it again."""
    found = visible_version(request, public_id)
    set_for_practice(rubric=found.rubric, open_to_all="open" in request.POST, by=reader(request))
    return redirect("rubric", public_id)


@require_safe
def rubric_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this version says otherwise than an earlier one, by default the one it was made from."""
    user = reader(request)
    found = visible_version(request, public_id)
    siblings = RubricVersion.objects.visible_to(user).filter(rubric=found.rubric_id)
    earlier = siblings.filter(number__lt=found.number).order_by("-number")
    asked = request.GET.get("from", "")
    old = earlier.filter(public_id=asked).first() if asked else earlier.first()
    if old is None:
        raise Http404
    context = {
        "version": found,
        "old": old,
        "earlier": earlier,
        "difference": compare(content_of(old), content_of(found)),
        "change": RubricVersion.Change(change_between(old, found)),
    }
    return render(request, "rubric/changes.html", context)


@require_safe
def rubric_export(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    found = visible_version(request, public_id)
    if kind not in TYPES:
        raise BadRequest("A rubric is exported as JSON, CSV or Markdown.")
    content = content_of(found)
    if kind == "json":
        text = write_json(content, number=found.number, content_hash=found.content_hash)
    else:
        text = write_csv(content) if kind == "csv" else write_markdown(content)
    response = HttpResponse(text, content_type=f"{TYPES[kind]}; charset=utf-8")
    name = f"{_file_name(found.title)}-v{found.number}.{ENDINGS[kind]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file_name(title: str) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.casefold())
    return "-".join(part for part in kept.split("-") if part)[:60] or "rubric"
