import re
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from questions.models import Collection, Question, SavedFilter, Tag, Topic
from questions.search.listing import list_page
from questions.search.words import read_wording
from questions.services.bank import Content, Place, add_question

SignIn = Callable[[User], Client]


def write(owner: User, prompt: str, answer: str = "", **place: object) -> Question:
    return add_question(owner=owner, content=Content(prompt, answer), place=Place(**place))  # type: ignore[arg-type]


def shown(client: Client, query: str = "", **headers: str) -> str:
    return client.get(f"/questions/?{query}", headers=headers).content.decode()


def titles(page: str) -> list[str]:
    links = re.findall(r'class="hit__title"[^>]*>(.*?)</a>', page)
    return [re.sub("<.*?>", "", link) for link in links]


def counts(page: str) -> dict[str, int]:
    found = re.findall(r'<a href="[^"]*"(?: aria-current="true")?>([^<]*) <small>(\d+)', page)
    return {label: int(count) for label, count in found}


@pytest.fixture
def bank(lead: User) -> list[Question]:
    return [
        write(lead, "What is dropout?", "Noise.", levels=["junior", "mid"], topic="Regularisation", use="practice"),
        write(lead, "Write dropout in code", "See.", levels=["senior"], kind="coding", topic="Regularisation"),
        write(lead, "Design a feature store", levels=[], kind="system_design", topic="Systems"),
    ]


@pytest.mark.django_db
def test_an_empty_bank_leads_to_its_first_questions(lead: User, as_user: SignIn) -> None:
    page = shown(as_user(lead))
    assert '<a href="/questions/import/">Import a document or take the starter bank</a>' in page


def test_facets_count_what_each_choice_would_leave(lead: User, bank: list[Question], as_user: SignIn) -> None:
    assert counts(shown(as_user(lead))) == {
        "Junior": 1,
        "Mid": 1,
        "Senior": 1,
        "Needs a level": 1,
        "Conceptual": 1,
        "Coding": 1,
        "System design": 1,
        "Regularisation": 2,
        "Systems": 1,
        "Interviews only": 2,
        "Interviews and practice": 1,
        "Without an answer": 1,
        "Never asked": 3,
    }


def test_a_facet_is_not_narrowed_by_its_own_choice(lead: User, bank: list[Question], as_user: SignIn) -> None:
    found = counts(shown(as_user(lead), "kind=coding"))
    assert (found["Conceptual"], found["Senior"], "Junior" in found, "Systems" in found) == (1, 1, False, False)


def test_two_choices_of_a_facet_add_up(lead: User, bank: list[Question], as_user: SignIn) -> None:
    page = shown(as_user(lead), "level=junior&level=none&sort=title")
    assert titles(page) == ["Design a feature store", "What is dropout?"]


def test_two_states_must_both_hold(lead: User, bank: list[Question], as_user: SignIn) -> None:
    Question.objects.filter(pk=bank[2].pk).update(last_asked_at=timezone.now())
    page = shown(as_user(lead), "is=unanswered&is=never_asked")
    assert titles(page) == []


def test_facets_follow_the_words(lead: User, bank: list[Question], as_user: SignIn) -> None:
    assert counts(shown(as_user(lead), "q=dropout"))["Regularisation"] == 2
    assert "Systems" not in counts(shown(as_user(lead), "q=dropout"))


def test_what_was_found_is_marked(lead: User, bank: list[Question], as_user: SignIn) -> None:
    page = shown(as_user(lead), "q=drop+noise")
    assert "What is <mark>dropout</mark>?" in page
    assert "<mark>Noise</mark>." in page


def test_a_private_question_of_somebody_else_is_in_no_list_count_or_suggestion(
    lead: User, panelist: User, as_user: SignIn
) -> None:
    write(panelist, "Zebrafish secret", "Quagga.", topic="Hidden topic", visibility="private")
    write(lead, "Anything")
    pages = [shown(as_user(lead), query) for query in ("", "q=zebrafish", "q=zebrafsh", "q=quagga", "kind=coding")]
    leaks = ("Zebrafish", "Hidden topic", "Did you mean")
    assert [leak for page in pages for leak in leaks if leak in page] == []


def test_did_you_mean_offers_the_nearest_word_that_finds_something(
    lead: User, bank: list[Question], as_user: SignIn
) -> None:
    assert 'Did you mean <a href="?q=dropout">dropout</a>?' in shown(as_user(lead), "q=droputo")


def test_a_slip_among_right_words_is_mended_alone(lead: User, bank: list[Question], as_user: SignIn) -> None:
    assert 'Did you mean <a href="?q=feature+store">feature store</a>?' in shown(as_user(lead), "q=faeture+store")


def test_did_you_mean_still_leaves_out_what_was_left_out(lead: User, bank: list[Question], as_user: SignIn) -> None:
    assert "dropout -code</a>?" in shown(as_user(lead), "q=droput -code")


def test_signs_alone_are_said_to_hold_no_word(lead: User, bank: list[Question], as_user: SignIn) -> None:
    page = shown(as_user(lead), "q=???")
    assert ("“???” holds no word to look for." in page, len(titles(page)), "Best fit" in page) == (True, 3, False)


def test_what_was_found_among_the_key_points_is_shown(lead: User, as_user: SignIn) -> None:
    add_question(owner=lead, content=Content("Why?", "Because.", key_points=["Name the quay"]), place=Place())
    assert '<p class="hit__excerpt">Name the <mark>quay</mark></p>' in shown(as_user(lead), "q=quay")


def test_a_script_in_a_search_is_text(lead: User, bank: list[Question], as_user: SignIn) -> None:
    write(lead, "Why <script>alert(1)</script> dropout?")
    assert "<script>alert" not in shown(as_user(lead), "q=dropout+%3Cscript%3Ealert(1)")


def test_htmx_gets_the_list_alone(lead: User, bank: list[Question], as_user: SignIn) -> None:
    part = shown(as_user(lead), "q=store", HX_Request="true", HX_Target="question-list")
    assert (part.strip().startswith('<div id="question-list"'), titles(part)) == (True, ["Design a feature store"])


@pytest.mark.parametrize(
    ("sort", "first"),
    [("newest", "Design a feature store"), ("title", "Design a feature store"), ("unasked", "Write dropout in code")],
)
def test_sorts(lead: User, bank: list[Question], as_user: SignIn, sort: str, first: str) -> None:
    Question.objects.filter(pk__in=(bank[0].pk, bank[2].pk)).update(last_asked_at=timezone.now())
    assert titles(shown(as_user(lead), f"sort={sort}"))[0] == first


@pytest.mark.parametrize(
    "query",
    [
        "level=expert",
        "kind=password",
        "sort=owner__password",
        "sort=-created_at",
        "page=-1",
        "page=0",
        "page=1e9",
        "page=1000000000",
        "page=%D9%A3",
        "is=retired",
        "retired=no",
        "topic=" + "x" * 40,
        "source=%00",
    ],
)
def test_a_filter_that_the_page_does_not_offer_is_refused(lead: User, as_user: SignIn, query: str) -> None:
    assert as_user(lead).get(f"/questions/?{query}").status_code == 400


def test_a_page_past_the_end_is_the_last_one(lead: User, bank: list[Question], as_user: SignIn) -> None:
    assert len(titles(shown(as_user(lead), "page=7"))) == 3


def test_a_filter_is_kept_under_a_name(lead: User, bank: list[Question], as_user: SignIn) -> None:
    client = as_user(lead)
    answer = client.post("/questions/filters/", {"name": " My  seniors ", "query": "level=senior&page=3&x=1"})
    saved = SavedFilter.objects.get()
    assert (saved.name, saved.query, answer["Location"]) == ("My seniors", "level=senior", "/questions/?level=senior")


def test_a_name_that_is_taken_is_said_to_be_another_filter_now(lead: User, as_user: SignIn) -> None:
    SavedFilter.objects.create(user=lead, name="Mine", query="q=old")
    page = as_user(lead).post("/questions/filters/", {"name": "Mine", "query": "q=new"}, follow=True).content.decode()
    assert "“Mine” is this filter now, and no longer the one it was." in page


def test_a_kept_filter_is_its_owners_alone(lead: User, panelist: User, as_user: SignIn) -> None:
    saved = SavedFilter.objects.create(user=lead, name="Secret shortlist", query="q=x")
    assert "Secret shortlist" not in shown(as_user(panelist), "q=x")
    assert as_user(panelist).post(f"/questions/filters/{saved.public_id}/remove/").status_code == 404


def test_a_kept_filter_is_forgotten(lead: User, as_user: SignIn) -> None:
    saved = SavedFilter.objects.create(user=lead, name="Mine", query="q=x")
    as_user(lead).post(f"/questions/filters/{saved.public_id}/remove/", {"query": "q=y"})
    assert SavedFilter.objects.count() == 0


def queries(client: Client, query: str) -> tuple[int, int]:
    """(where nothing was counted yet, where the counts are kept) of the page in use."""
    client.get(f"/questions/?{query}")
    caches["memory"].clear()
    taken = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/questions/?{query}")
        taken.append(len(captured))
    return taken[0], taken[1]


@pytest.mark.parametrize("query", ["", "q=thing", "q=thing&level=mid&kind=conceptual&is=never_asked"])
def test_the_list_costs_at_most_nine_queries_whatever_it_holds(lead: User, as_user: SignIn, query: str) -> None:
    client = as_user(lead)
    write(lead, "Thing 0", "A thing.", levels=["mid"], topic="T0")
    one = queries(client, query)
    for n in range(1, 30):
        write(lead, f"Thing {n}", "A thing.", levels=["mid", "senior"], topic=f"T{n}")
    # The order of a search is kept with its counts; any other order is asked for again. Words are looked for in names.
    expected = (9, 5) if query else (8, 6)
    assert (one, queries(client, query)) == (expected, expected)


def test_help_with_two_typos_costs_at_most_nine_queries(lead: User, bank: list[Question], as_user: SignIn) -> None:
    client = as_user(lead)
    assert "Did you mean" in shown(client, "q=faeture+stroe")
    assert queries(client, "q=faeture+stroe") == (9, 7)


def retire(question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(retired_at=timezone.now())


def take_levels(question: Question) -> None:
    question.levels.all().delete()


def rename_topic(question: Question) -> None:
    Topic.objects.filter(name="Regularisation").update(name="Noise")


def tag(question: Question) -> None:
    question.tags.add(Tag.objects.create(name="Easy"))


def collect(question: Question) -> None:
    Collection.objects.create(name="Phone", owner=question.owner).questions.add(question)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (retire, {"Junior": 1}, {"Junior": None}),
        (take_levels, {"Mid": 1}, {"Mid": None}),
        (rename_topic, {"Regularisation": 2}, {"Noise": 2}),
        (tag, {"Easy": None}, {"Easy": 1}),
        (collect, {"Phone": None}, {"Phone": 1}),
    ],
)
def test_kept_counts_are_counted_anew_after_a_change(
    lead: User,
    bank: list[Question],
    as_user: SignIn,
    change: Callable[[Question], None],
    before: dict[str, int | None],
    after: dict[str, int | None],
) -> None:
    found = counts(shown(as_user(lead)))
    assert {name: found.get(name) for name in before} == before
    change(bank[0])
    found = counts(shown(as_user(lead)))
    assert {name: found.get(name) for name in after} == after


def test_counts_are_kept_for_their_reader_alone(
    lead: User, panelist: User, bank: list[Question], as_user: SignIn
) -> None:
    write(panelist, "Secret", topic="Hidden topic", visibility="private")
    assert "Hidden topic" in counts(shown(as_user(panelist)))
    assert "Hidden topic" not in counts(shown(as_user(lead)))


def test_an_order_that_is_kept_shows_nothing_that_was_made_private_since(
    lead: User, panelist: User, bank: list[Question]
) -> None:
    secret = write(panelist, "Secret", visibility="private")
    numbers = [secret.pk, bank[0].pk]
    listed = list_page(numbers, Question.objects.visible_to(lead), read_wording("secret"))
    assert [found.public_id for found in listed] == [bank[0].public_id]


def test_turning_the_page_goes_on_where_the_page_before_ended(lead: User, as_user: SignIn) -> None:
    for n in range(37):
        write(lead, f"Thing {n:02d}", "A thing.")
    client = as_user(lead)
    pages = [re.findall(r"Thing</mark> (\d\d)", shown(client, f"q=thing&page={page}")) for page in (1, 2)]
    assert ([len(page) for page in pages], len({*pages[0], *pages[1]})) == ([35, 2], 37)
