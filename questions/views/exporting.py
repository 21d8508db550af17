"""A selection of the bank as a file."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.people import reader
from core.errors import BadRequest, DomainError
from questions.exporting.entries import entries_of
from questions.exporting.formats import FORMATS
from questions.models import Question
from questions.querysets import QuestionQuerySet
from questions.search.filters import read_filters
from questions.views.browsing import searched

MOST = 10_000
CHUNK = 500
NOTHING = "Nothing was ticked. Tick questions in the list, or export all that match."
TOO_MANY = "A file takes up to 10,000 questions. Narrow the list by a topic or a level, and export in parts."


@require_safe
def question_export(request: HttpRequest) -> HttpResponse:
    """The ticked questions, or all that the list's filters match, of those that the person may see."""
    user = reader(request)
    form = FORMATS.get(request.GET.get("format", ""))
    if form is None:
        raise BadRequest("This is none of the forms that questions can be exported to.")
    entries = entries_of(_chosen(request, user).for_export().iterator(chunk_size=CHUNK))
    name = f"questions-{timezone.localdate():%Y-%m-%d}.{form.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(form.write(entries), content_type=form.media_type, headers=headers)


def _chosen(request: HttpRequest, user: User) -> QuestionQuerySet:
    if request.GET.get("scope") == "ticked":
        ids = request.GET.getlist("question")
        found = Question.objects.visible_to(user).filter(public_id__in=ids[:MOST]).sorted_by("newest")
    else:
        filters = read_filters(request.GET)
        found = searched(user, filters).narrowed(filters).sorted_by(filters.order)
    count = found.count()
    if not count:
        raise DomainError(NOTHING)
    if count > MOST:
        raise DomainError(TOO_MANY)
    return found
