"""The list of questions: searched, narrowed, sorted, kept."""

from dataclasses import dataclass, replace

from django.contrib import messages
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
from questions.search.kept import kept
from questions.search.listing import Found, list_page
from questions.search.shortcuts import Shortcut, find_shortcuts
from questions.search.typos import suggest
from questions.services.saved_filters import remove_filter, save_filter

PAGE = 50
# Beside each title stands what was found in it, and a page has its 40 kB.
PAGE_OF_FOUND = 35


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
    listed = _listed(user, bank, replace(filters, page=1))
    counted = listed.counted
    size = PAGE_OF_FOUND if filters.wording else PAGE
    pages = _pages(counted, filters, size)
    filters = replace(filters, page=min(filters.page, pages))
    saved = list(SavedFilter.objects.filter(user=user))
    context = {
        "filters": filters,
        "counted": counted,
        "shortcuts": listed.shortcuts,
        "found": _found(user, bank, listed.ranked, filters, size) if counted.total else [],
        "suggestion": None if counted.total else _suggestion(user, filters),
        "sorts": _sorts(filters),
        "pages": pages,
        "listed": MOST_RANKED if counted.total > pages * size else None,
        "first": (filters.page - 1) * size + 1,
        "previous": replace(filters, page=filters.page - 1).query() if filters.page > 1 else None,
        "next": replace(filters, page=filters.page + 1).query() if filters.page < pages else None,
        "unretired": replace(filters, retired=not filters.retired, page=1).query(),
        "formats": FORMATS,
        "saved": saved,
        "is_saved": any(each.query == filters.query() for each in saved),
    }
    return render_part(request, "questions/questions.html", context, parts={"question-list"})


@dataclass(frozen=True, slots=True)
class Listed:
    """The counts; where the best fit goes first, the order by primary keys; and what is called what was typed."""

    counted: Counted
    ranked: list[int]
    shortcuts: list[Shortcut]


def _listed(user: User, bank: QuestionQuerySet, filters: Filters) -> Listed:
    """Weighing thousands of questions takes its time, and turning the page does not do it again."""

    def made() -> Listed:
        collections = Collection.objects.visible_to(user)
        counted = count_facets(bank, filters, collections)
        ranked = bank.narrowed(filters).best(filters.text) if counted.total and filters.order == "fit" else None
        shortcuts = find_shortcuts(filters, Question.objects.visible_to(user).active(), collections)
        return Listed(counted, list(ranked.values_list("pk", flat=True)) if ranked is not None else [], shortcuts)

    return kept(f"list {user.pk} {filters.query()}", made)


def _pages(counted: Counted, filters: Filters, size: int) -> int:
    listed = min(counted.total, MOST_RANKED) if filters.order == "fit" else counted.total
    return max(1, -(-listed // size))


def _found(user: User, bank: QuestionQuerySet, ranked: list[int], filters: Filters, size: int) -> list[Found]:
    start = (filters.page - 1) * size
    numbers = ranked[start : start + size]
    if filters.order != "fit":
        rows = bank.narrowed(filters).sorted_by(filters.order)
        numbers = list(rows.values_list("pk", flat=True)[start : start + size])
    return list_page(numbers, Question.objects.visible_to(user), filters.wording)


def _suggestion(user: User, filters: Filters) -> dict[str, str] | None:
    guess = suggest(filters.text, searched(user, replace(filters, text="")))
    return {"text": guess, "query": replace(filters, text=guess, page=1).query()} if guess else None


def _sorts(filters: Filters) -> list[dict[str, object]]:
    return [
        {"label": label, "query": replace(filters, sort=name, page=1).query(), "chosen": name == filters.order}
        for name, label in SORTS.items()
        if filters.wording or name != "fit"
    ]


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    saved, is_new = save_filter(user=reader(request), name=name, query=query)
    if not is_new:
        messages.success(request, f"“{saved}” is this filter now, and no longer the one it was.")
    return redirect(f"{reverse('questions')}?{saved.query}")


@require_POST
def filter_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, public_id=public_id, user=reader(request))
    remove_filter(saved=saved)
    shown = read_filters(QueryDict(request.POST.get("query", "")))
    return redirect(f"{reverse('questions')}?{shown.query()}")
