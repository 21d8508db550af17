"""The list of questions: searched, narrowed, sorted, kept."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.people import reader
from core.http import render_part
from questions.exporting.formats import FORMATS
from questions.models import Collection, Question, SavedFilter
from questions.querysets import MOST_RANKED, QuestionQuerySet
from questions.search.facets import Counted, count_facets
from questions.search.filters import SORTS, Filters, read_filters
from questions.search.kept import kept_count
from questions.search.listing import Found, list_page
from questions.search.typos import suggest
from questions.search.words import read_wording
from questions.services.saved_filters import remove_filter, save_filter

PAGE = 50


def searched(user: User, filters: Filters) -> QuestionQuerySet:
    """What the person may see and the text matches, before the facets narrow it."""
    bank = Question.objects.visible_to(user)
    if filters.of("collection"):
        kept = Collection.objects.visible_to(user).filter(public_id__in=filters.of("collection"))
        bank = bank.filter(pk__in=kept.values("questions"))
    return bank.filter(retired_at__isnull=not filters.retired).matching(filters.text)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    filters = read_filters(request.GET)
    bank = searched(user, filters)
    counted = _counted(user, bank, replace(filters, page=1))
    pages = _pages(counted, filters)
    filters = replace(filters, page=min(filters.page, pages))
    saved = list(SavedFilter.objects.filter(user=user))
    context = {
        "filters": filters,
        "counted": counted,
        "found": _found(bank, filters, counted),
        "suggestion": None if counted.total else _suggestion(user, filters),
        "sorts": _sorts(filters),
        "pages": pages,
        "listed": MOST_RANKED if counted.total > pages * PAGE else None,
        "first": (filters.page - 1) * PAGE + 1,
        "previous": replace(filters, page=filters.page - 1).query() if filters.page > 1 else None,
        "next": replace(filters, page=filters.page + 1).query() if filters.page < pages else None,
        "unretired": replace(filters, retired=not filters.retired, page=1).query(),
        "formats": FORMATS,
        "saved": saved,
        "is_saved": any(each.query == filters.query() for each in saved),
    }
    return render_part(request, "questions/questions.html", context, parts={"question-list"})


def _counted(user: User, bank: QuestionQuerySet, filters: Filters) -> Counted:
    return kept_count(
        f"list {user.pk} {filters.query()}", lambda: count_facets(bank, filters, Collection.objects.visible_to(user))
    )


def _pages(counted: Counted, filters: Filters) -> int:
    listed = min(counted.total, MOST_RANKED) if filters.order == "fit" else counted.total
    return max(1, -(-listed // PAGE))


def _found(bank: QuestionQuerySet, filters: Filters, counted: Counted) -> list[Found]:
    if not counted.total:
        return []
    rows = bank.narrowed(filters).sorted_by(filters.order)
    if filters.order == "fit":
        rows = rows.best(filters.text)
    return list_page(rows, (filters.page - 1) * PAGE, PAGE, read_wording(filters.text))


def _suggestion(user: User, filters: Filters) -> dict[str, str] | None:
    guess = suggest(filters.text, searched(user, replace(filters, text="")))
    return {"text": guess, "query": replace(filters, text=guess, page=1).query()} if guess else None


def _sorts(filters: Filters) -> list[dict[str, object]]:
    return [
        {"label": label, "query": replace(filters, sort=name, page=1).query(), "chosen": name == filters.order}
        for name, label in SORTS.items()
        if filters.text or name != "fit"
    ]


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    saved = save_filter(user=reader(request), name=request.POST.get("name", ""), query=request.POST.get("query", ""))
    return redirect(f"{reverse('questions')}?{saved.query}")


@require_POST
def filter_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, public_id=public_id, user=reader(request))
    remove_filter(saved=saved)
    shown = read_filters(QueryDict(request.POST.get("query", "")))
    return redirect(f"{reverse('questions')}?{shown.query()}")
