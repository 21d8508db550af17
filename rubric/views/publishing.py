"""Before publishing: what is still missing, what changed, and what that asks of scores already given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.errors import BadRequest
from core.posted import whole_number
from rubric.differences import classify, likely_new_meaning
from rubric.find import own_draft, own_version
from rubric.lint import blocking
from rubric.models import RubricVersion
from rubric.services.publishing import difference_of, findings_of, publish_draft
from rubric.services.rubrics import content_of


@require_http_methods(["GET", "POST"])
def rubric_publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """meaning:KEY=new for a reworded criterion whose values have to be given again."""
    if request.method == "POST":
        return _publish(request, public_id)
    draft = own_draft(request, public_id)
    content = content_of(draft)
    findings = findings_of(draft)
    difference = difference_of(draft.based_on, content) if draft.based_on else None
    likely = likely_new_meaning(difference) if difference else frozenset()
    context = {
        "version": draft,
        "old": draft.based_on,
        "blocking": blocking(findings),
        "asking": [finding for finding in findings if not finding.blocks],
        "difference": difference,
        "likely": likely,
        "change": RubricVersion.Change(classify(difference, new_meaning=likely)) if difference else None,
    }
    return render(request, "rubric/publish.html", context)


def _publish(request: HttpRequest, public_id: str) -> HttpResponse:
    version = own_version(request, public_id)
    revision = whole_number(request.POST.get("revision"))
    if revision is None:
        raise BadRequest("The form is not of the expected shape. Please reload the page.")
    chosen = {
        name.partition(":")[2] for name in request.POST if name.startswith("meaning:") and request.POST[name] == "new"
    }
    published = publish_draft(version=version, by=version.rubric.owner, revision=revision, new_meaning=chosen)
    messages.success(request, f"Published as version {published.number}. From now on it never changes.")
    return redirect("rubric", published.public_id)
