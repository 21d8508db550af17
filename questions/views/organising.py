"""Many questions at once, topics as a tree, collections."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.people import reader, signed_in, writer
from core.errors import BadRequest, DomainError
from questions.models import Collection, Level, Question, Tag, Topic
from questions.querysets import CollectionQuerySet, QuestionQuerySet
from questions.search.filters import read_filters
from questions.search.kept import kept
from questions.services.organising import (
    MOST_MERGED,
    Change,
    add_topic,
    change_many,
    merge_questions,
    place_topic,
    put_into,
    remove_collection,
    remove_topic,
    save_collection,
    take_out,
)
from questions.topic_tree import count_by_topic, tree
from questions.views.browsing import searched

MOST = 5_000
SHOWN = 12


def _selection(request: HttpRequest, user: User) -> QuestionQuerySet:
    """The ticked questions, or without any all that the list's filters match; the address holds both."""
    ids = request.GET.getlist("question")
    if ids:
        found = Question.objects.visible_to(user).filter(public_id__in=ids[:MOST]).sorted_by("newest")
    else:
        filters = read_filters(request.GET)
        found = searched(user, filters).narrowed(filters).sorted_by(filters.order)
    count = found.count()
    if not count:
        raise DomainError("No question was chosen. Tick some in the list, or change all that match.")
    if count > MOST:
        raise DomainError("At most 5,000 questions can be changed at once. Narrow the list first.")
    return found


@require_http_methods(["GET", "POST"])
def question_bulk(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    found = _selection(request, user)
    if request.method == "POST":
        return _changed(request, user, found)
    own = found.filter(owner=user)
    context = {
        "count": found.count(),
        "own": own.count(),
        "first": found.for_list()[:SHOWN],
        "mergeable": own.for_list()[:MOST_MERGED] if 1 < own.count() <= MOST_MERGED else (),
        "levels": Level.choices,
        "uses": Question.Use.choices,
        "topics": Topic.objects.values_list("name", flat=True),
        "tags": Tag.objects.filter(questions__in=own.order_by()).distinct(),
        "all_tags": Tag.objects.values_list("name", flat=True)[:500],
        "collections": Collection.objects.visible_to(user),
        "query": request.GET.urlencode(),
    }
    return render(request, "questions/bulk.html", context)


def _changed(request: HttpRequest, user: User, found: QuestionQuerySet) -> HttpResponse:
    keys = list(found.order_by().values_list("pk", flat=True))
    if "merge" in request.POST:
        return _merged(request, user, found)
    said = []
    change = _change(request)
    if change:
        changed = change_many(questions=keys, by=user, change=change)
        said.append(f"{changed} of {len(keys)} questions changed" if changed < len(keys) else f"{changed} changed")
    said += _collected(request, user, keys)
    if not said:
        messages.warning(request, "Nothing is changed. Choose first what becomes of the questions.")
        return redirect(request.get_full_path())
    messages.success(request, ". ".join(said) + ".")
    return redirect(f"{reverse('questions')}?{read_filters(request.GET).query()}")


def _change(request: HttpRequest) -> Change:
    data = request.POST
    mode, levels = data.get("levels-mode", ""), tuple(data.getlist("levels"))
    if levels and mode not in ("add", "set"):
        raise DomainError("Say whether the levels are added, or are all that the questions have.")
    retired = {"": None, "yes": True, "no": False}.get(data.get("retired", ""))
    return Change(
        levels=levels if mode == "set" else None,
        add_levels=levels if mode == "add" else (),
        topic=data.get("topic", "").strip(),
        add_tags=_names(data.get("add-tags", "")),
        remove_tags=tuple(data.getlist("remove-tags")),
        use=data.get("use", ""),
        retired=retired,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := " ".join(part.split())))


def _collected(request: HttpRequest, user: User, keys: list[int]) -> list[str]:
    """Filling a collection changes no question, so it takes no owner."""
    visible, said = Collection.objects.visible_to(user), []
    new = request.POST.get("new-collection", "").strip()
    if new:
        into = save_collection(by=user, name=new, note="", visibility=Collection.Visibility.TEAM)
        put_into(collection=into, questions=keys)
        said.append(f"{len(keys)} put into the new collection “{into}”")
    for name, act, words in (("put-into", put_into, "put into"), ("take-out", take_out, "taken out of")):
        if request.POST.get(name):
            collection = get_object_or_404(visible, public_id=request.POST[name])
            act(collection=collection, questions=keys)
            said.append(f"{len(keys)} {words} “{collection}”")
    return said


def _merged(request: HttpRequest, user: User, found: QuestionQuerySet) -> HttpResponse:
    chosen = list(found.filter(owner=user)[: MOST_MERGED + 1])
    into = next((question for question in chosen if question.public_id == request.POST.get("into")), None)
    if into is None:
        raise BadRequest("Say which of the questions stays.")
    merge_questions(into=into, others=[q for q in chosen if q.pk != into.pk], by=user)
    rest = "The other is retired and leads" if len(chosen) == 2 else "The others are retired and lead"
    messages.success(request, f"{len(chosen)} questions are one now. {rest} to it.")
    return redirect("question", into.public_id)


@require_http_methods(["GET", "POST"])
def topics(request: HttpRequest) -> HttpResponse:
    """The tree, with the form of the one topic to `change`, which may be a new one."""
    user = reader(request)
    if request.method == "POST":
        writer(request)
        messages.success(request, _topic_saved(request))
        return redirect("topics")
    counted = Question.objects.visible_to(user).active()
    counts = kept(f"topics {user.pk}", lambda: count_by_topic(counted))
    context = {"branches": tree(counts), "change": request.GET.get("change", "")}
    return render(request, "questions/topics.html", context)


def _topic_saved(request: HttpRequest) -> str:
    """Makes a topic, renames it or moves it below another, and says so."""
    name, above = request.POST.get("name", ""), request.POST.get("parent", "")
    parent = get_object_or_404(Topic, public_id=above) if above else None
    if not request.POST.get("topic"):
        return f"“{add_topic(name=name, parent=parent)}” is there. Questions come to it in the editor, or many at once."
    topic = get_object_or_404(Topic, public_id=request.POST["topic"])
    before, known = str(topic), topic.pk
    placed = place_topic(topic=topic, name=name, parent=parent)
    return f"“{placed}” is where you put it." if placed.pk == known else f"“{before}” and “{placed}” are one topic now."


@require_POST
def topic_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    writer(request)
    topic = get_object_or_404(Topic, public_id=public_id)
    remove_topic(topic=topic)
    messages.success(request, f"“{topic}” is gone.")
    return redirect("topics")


@require_http_methods(["GET", "POST"])
def collections(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    if request.method == "POST":
        made = save_collection(by=writer(request), **_collection_fields(request))
        messages.success(request, f"“{made}” is there. Tick questions in the list and put them into it.")
        return redirect("collections")
    bank = Question.objects.visible_to(user).active()
    context = {
        "collections": Collection.objects.visible_to(user).with_counts(bank).select_related("owner"),
        "visibilities": Collection.Visibility.choices,
    }
    return render(request, "questions/collections.html", context)


def _collection_fields(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in ("name", "note", "visibility")}


def _visible_collections(request: HttpRequest) -> CollectionQuerySet:
    return Collection.objects.visible_to(writer(request))


@require_POST
def collection_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    collection = get_object_or_404(_visible_collections(request), public_id=public_id)
    if "remove" in request.POST:
        remove_collection(collection=collection, by=signed_in(request))
        messages.success(request, f"“{collection}” is gone; its questions stay in the bank.")
    else:
        save_collection(by=signed_in(request), collection=collection, **_collection_fields(request))
        messages.success(request, "Saved.")
    return redirect("collections")


@require_POST
def question_collect(request: HttpRequest, public_id: str) -> HttpResponse:
    """Puts one question into a collection, or takes it out."""
    question = get_object_or_404(Question.objects.visible_to(writer(request)), public_id=public_id)
    name = "put-into" if "put-into" in request.POST else "take-out"
    collection = get_object_or_404(_visible_collections(request), public_id=request.POST.get(name, ""))
    act = put_into if name == "put-into" else take_out
    act(collection=collection, questions=[question.pk])
    return redirect("question", question.public_id)
