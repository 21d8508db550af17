"""The editor of a rubric: a draft saved as it is typed, arranged, published; nobody else sees it before."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questions.models import Question, Topic
from rubric.content import CriterionContent, RubricContent
from rubric.models import Rubric, RubricVersion
from rubric.services.rubrics import add_draft, add_rubric

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ANCHORS = {value: f"Does {value} of five" for value in (1, 2, 3, 4, 5)}


@pytest.fixture
def draft(lead: User) -> RubricVersion:
    criteria = tuple(CriterionContent("mid", title, anchors=ANCHORS) for title in ("First", "Second", "Third"))
    return add_draft(owner=lead, content=RubricContent("Storage", criteria))


class Editor:
    """The owner's browser on one draft."""

    ops: Iterator[str] = (f"operation-{n:010d}" for n in count())

    def __init__(self, client: Client, draft: RubricVersion) -> None:
        self.client, self.draft = client, draft

    def path(self, page: str = "edit/") -> str:
        return f"/rubrics/{self.draft.public_id}/{page}"

    @property
    def keys(self) -> list[str]:
        return list(self.draft.criteria.values_list("key", flat=True))

    @property
    def titles(self) -> list[str]:
        return list(self.draft.criteria.values_list("title", flat=True))

    def post(self, page: str, **fields: object) -> object:
        self.draft.refresh_from_db()
        plumbing = {"op_id": next(self.ops), "base_version": self.draft.revision}
        return self.client.post(self.path(page), plumbing | fields)

    def save(self, **fields: object) -> object:
        return self.post("save/", **fields)

    def first(self):
        return self.draft.criteria.first()


@pytest.fixture
def editor(draft: RubricVersion, lead: User, as_user: SignIn) -> Editor:
    return Editor(as_user(lead), draft)


def test_an_empty_page_a_starter_and_a_copy_each_begin_a_draft(lead: User, rubric_version, as_user: SignIn) -> None:
    client = as_user(lead)
    client.post("/rubrics/new/")
    client.post("/rubrics/new/", {"starter": "behavioural"})
    client.post(f"/rubrics/{rubric_version.public_id}/copy/")
    drafts = RubricVersion.objects.drafts_of(lead)
    assert sorted(draft.title for draft in drafts) == ["Behavioural interview", "New rubric", "Things (copy)"]
    assert drafts.get(title="Things (copy)").criteria.count() == 2


def test_a_copy_shares_no_criterion_with_its_model(stranger: User, rubric_version, as_user: SignIn) -> None:
    as_user(stranger).post(f"/rubrics/{rubric_version.public_id}/copy/")
    keys = RubricVersion.objects.drafts_of(stranger).get().criteria.values_list("key", flat=True)
    assert set(keys).isdisjoint(rubric_version.criteria.values_list("key", flat=True))


def test_an_unknown_starter_is_refused(lead: User, as_user: SignIn) -> None:
    assert as_user(lead).post("/rubrics/new/", {"starter": "../secret"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.md", "# Mine\n\n## Evaluation rubric\n\n### Junior level\n\n- Names it\n  - 1: No\n"),
        (
            "mine.json",
            '{"title": "Mine", "criteria": [{"level": "junior", "title": "Names it", "anchors": {"1": "No"}}]}',
        ),
        ("Mine.csv", "level,title,1\njunior,Names it,No\n"),
    ],
)
def test_a_file_becomes_a_draft(name: str, text: str, lead: User, as_user: SignIn) -> None:
    answer = as_user(lead).post("/rubrics/import/", {"file": SimpleUploadedFile(name, text.encode())})
    made = RubricVersion.objects.drafts_of(lead).get()
    assert answer["Location"] == f"/rubrics/{made.public_id}/edit/"
    assert made.title.startswith("Mine")
    assert [(c.level, c.title, c.anchors.get().text) for c in made.criteria.all()] == [("junior", "Names it", "No")]


def test_a_file_that_cannot_be_read_says_where_and_stores_nothing(lead: User, as_user: SignIn) -> None:
    answer = as_user(lead).post("/rubrics/import/", {"file": SimpleUploadedFile("a.csv", b"level,title\nexpert,A\n")})
    assert answer.status_code == 422
    assert "Line 2: the level “expert” does not exist" in answer.content.decode()
    assert not Rubric.objects.exists()


def test_without_a_file_nothing_is_imported(lead: User, as_user: SignIn) -> None:
    assert "Choose a file first." in as_user(lead).post("/rubrics/import/").content.decode()


@pytest.mark.parametrize("persona", ["stranger", "hr", "admin"])
def test_a_draft_does_not_exist_for_anybody_else(editor: Editor, persona: str, request, as_user: SignIn) -> None:
    client = as_user(request.getfixturevalue(persona))
    answers = [client.get(editor.path(page)).status_code for page in ("", "edit/", "publish/", "export/json/")]
    posted = client.post(editor.path("save/"), {"about:title": "Mine now"}).status_code
    assert {*answers, posted} <= ({403, 404} if persona in ("hr", "admin") else {404})
    editor.draft.refresh_from_db()
    assert editor.draft.title == "Storage"


def test_a_draft_stands_in_its_owners_list_alone(editor: Editor, stranger: User, as_user: SignIn) -> None:
    pages = [client.get("/rubrics/").content.decode() for client in (editor.client, as_user(stranger))]
    assert [editor.draft.public_id in page for page in pages] == [True, False]


def test_fields_are_saved_one_by_one(editor: Editor) -> None:
    topic = Topic.objects.create(name="Storage")
    key = editor.keys[0]
    fields = {
        "title": "Designs storage",
        "description": "Two lines\r\nof text",
        "weight": "2.5",
        "weight_reason": "It is the job",
        "must_have": "yes",
        "topics": topic.public_id,
        "anchor3": "",
        "anchor5": "All of it",
    }
    assert editor.save(**{f"{key}:{name}": value for name, value in fields.items()}).json() == {"version": 2}
    saved = editor.first()
    assert (saved.title, saved.description, saved.weight) == ("Designs storage", "Two lines\nof text", Decimal("2.5"))
    assert (saved.weight_reason, saved.must_have, saved.topics.get()) == ("It is the job", True, topic)
    assert {a.value: a.text for a in saved.anchors.all()} == {k: v for k, v in ANCHORS.items() if k != 3} | {
        5: "All of it"
    }


def test_a_title_is_as_long_as_the_editor_and_the_files_allow(editor: Editor) -> None:
    editor.save(**{f"{editor.keys[0]}:title": "x" * 300})
    assert editor.titles[0] == "x" * 300
    editor.save(**{f"{editor.keys[0]}:title": "y" * 301})
    assert editor.titles[0] == "x" * 300


def test_the_rubric_as_a_whole_is_saved(editor: Editor) -> None:
    editor.save(**{"about:title": "Databases", "about:must_have": "3.5", "about:mean": "4", "about:coverage": "80"})
    draft = RubricVersion.objects.get(pk=editor.draft.pk)
    limits = (draft.must_have_threshold, draft.mean_threshold, draft.coverage_threshold)
    assert (draft.title, limits) == ("Databases", (Decimal("3.5"), Decimal(4), Decimal("0.8")))


def test_an_unticked_box_comes_as_what_it_replaces_alone(editor: Editor) -> None:
    key = editor.keys[0]
    editor.save(**{f"{key}:must_have": "yes"})
    assert editor.save(**{f"was:{key}:must_have": "yes"}).status_code == 200
    assert editor.first().must_have is False


def test_the_plain_form_sets_all_fields_of_its_pane(editor: Editor) -> None:
    key = editor.keys[0]
    editor.save(**{f"{key}:must_have": "yes"})
    whole = {"level": "senior", "title": "Plain", "weight": "1", "anchor1": "Nothing"}
    answer = editor.save(plain="1", pane=key, **{f"{key}:{name}": value for name, value in whole.items()})
    assert answer["Location"] == f"{editor.path()}?criterion={key}#draft-form"
    saved = editor.draft.criteria.get(key=key)
    assert (saved.title, saved.level, saved.must_have, saved.position) == ("Plain", "senior", False, 3)
    assert [anchor.text for anchor in saved.anchors.all()] == ["Nothing"]


def test_the_same_save_twice_is_one(editor: Editor) -> None:
    form = {"op_id": "operation-repeated-1", "base_version": 1, "about:title": "Once"}
    answers = [editor.client.post(editor.path("save/"), form).json() for _ in range(2)]
    assert answers == [{"version": 2}, {"version": 2}]


def test_two_tabs_meet_only_in_the_same_field(editor: Editor) -> None:
    stale = {"base_version": 1}
    editor.save(**{"about:title": "Theirs", "was:about:title": "Storage"})
    other = editor.save(**stale, **{"about:description": "Mine", "was:about:description": ""})
    same = editor.save(**stale, **{"about:title": "Mine", "was:about:title": "Storage"})
    assert (other.status_code, same.status_code) == (200, 409)
    assert same.json()["version"] == 3
    editor.draft.refresh_from_db()
    assert (editor.draft.title, editor.draft.description) == ("Theirs", "Mine")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"KEY:level": "expert"}, 400),
        ({"KEY:weight": "heavy"}, 400),
        ({"KEY:weight": "0"}, 400),
        ({"KEY:weight": "1e9"}, 400),
        ({"KEY:topics": "no-such-topic"}, 400),
        ({"KEY:anchor6": "x"}, 400),
        ({"KEY:new_meaning": "1"}, 400),
        ({"about:owner": "1"}, 400),
        ({"about:mean": "Infinity"}, 400),
        ({"about:coverage": "700"}, 400),
        ({"about:title": "x" * 201}, 422),
        ({"KEY:anchor1": "x" * 1001}, 422),
        ({"gone:title": "x"}, 422),
        ({"about:title": "a\x00b"}, 400),
        ({"about:title": "x", "op_id": "short"}, 400),
        ({"about:title": "x", "base_version": "-1"}, 400),
        ({"about:title": "x" * 300_000}, 413),
    ],
)
def test_what_no_form_of_ours_sends_is_refused_and_changes_nothing(editor: Editor, fields, status: int) -> None:
    named = {name.replace("KEY", editor.keys[0]): value for name, value in fields.items()}
    assert editor.save(**named).status_code == status
    editor.draft.refresh_from_db()
    assert (editor.draft.revision, editor.draft.title, editor.titles) == (1, "Storage", ["First", "Second", "Third"])


def test_a_criterion_is_added_at_the_end_of_its_level(editor: Editor) -> None:
    answer = editor.post("criteria/add/", level="junior")
    added = editor.draft.criteria.get(level="junior")
    assert (added.position, editor.titles) == (1, ["", "First", "Second", "Third"])
    assert f"criterion={added.key}" in answer["Location"]


def test_pressing_add_twice_adds_one(editor: Editor) -> None:
    form = {"op_id": "operation-add-twice", "base_version": 1, "level": "mid"}
    places = {editor.client.post(editor.path("criteria/add/"), form)["Location"] for _ in range(2)}
    assert (len(places), editor.draft.criteria.count()) == (1, 4)


def test_a_criterion_is_removed_and_only_once(editor: Editor) -> None:
    key = editor.keys[1]
    answers = [editor.post("criteria/remove/", criterion=key).status_code for _ in range(2)]
    assert (answers, editor.titles) == ([302, 409], ["First", "Third"])
    assert list(editor.draft.criteria.values_list("position", flat=True)) == [1, 2]


def test_criteria_are_put_in_order_and_under_levels(editor: Editor) -> None:
    first, second, third = editor.keys
    editor.post("order/", **{"order:mid": [third], "order:senior": [first, second]})
    assert list(editor.draft.criteria.values_list("title", "level")) == [
        ("Third", "mid"),
        ("First", "senior"),
        ("Second", "senior"),
    ]


def test_an_order_from_another_tab_forgets_no_criterion(editor: Editor) -> None:
    first, second, _ = editor.keys
    editor.post("order/", **{"order:mid": [second, first, "removed-meanwhile"]})
    assert editor.titles == ["Second", "First", "Third"]


@pytest.mark.parametrize("order", [{"order:expert": ["KEY"]}, {"order:mid": ["KEY", "KEY"]}])
def test_an_order_that_makes_no_sense_is_refused(editor: Editor, order) -> None:
    named = {name: [value.replace("KEY", editor.keys[0]) for value in values] for name, values in order.items()}
    assert editor.post("order/", **named).status_code == 400


@pytest.mark.parametrize(
    ("index", "way", "titles", "level"),
    [
        (0, "down", ["Second", "First", "Third"], "mid"),
        (2, "up", ["First", "Third", "Second"], "mid"),
        (2, "down", ["First", "Second", "Third"], "senior"),
        (0, "up", ["First", "Second", "Third"], "junior"),
    ],
)
def test_plain_buttons_move_a_criterion_also_over_a_levels_end(editor: Editor, index, way, titles, level) -> None:
    key = editor.keys[index]
    assert editor.post("order/", move=f"{key}:{way}", plain="1").status_code == 302
    assert (editor.titles, editor.draft.criteria.get(key=key).level) == (titles, level)


def test_the_top_of_the_first_level_is_the_end(editor: Editor) -> None:
    key = editor.keys[0]
    for _ in range(3):
        editor.post("order/", move=f"{key}:up", plain="1")
    assert editor.draft.criteria.get(key=key).level == "junior"


def test_a_way_that_is_none_is_refused(editor: Editor) -> None:
    assert editor.post("order/", move=f"{editor.keys[0]}:sideways").status_code == 400


def test_the_outline_says_what_is_missing(editor: Editor) -> None:
    key = editor.keys[0]
    editor.save(**{f"{key}:anchor2": ""})
    page = editor.client.get(editor.path(), {"criterion": key}).content.decode()
    assert "<strong>1</strong> thing to write" in page
    assert "“First”: say in words what a 2 looks like." in page


def test_the_editor_names_the_questions_that_feed_a_criterion(editor: Editor, questions: list[Question]) -> None:
    topic = Topic.objects.get(name="Things")
    key = editor.keys[0]
    editor.save(**{f"{key}:topics": topic.public_id})
    page = editor.client.get(editor.path(), {"criterion": key}).content.decode()
    assert "2 questions feed it" in page
    assert "What is thing 1?" in page


def test_a_criterion_that_is_gone_leads_back_to_the_draft(editor: Editor) -> None:
    assert editor.client.get(editor.path(), {"criterion": "gone"})["Location"] == editor.path()


def test_a_new_draft_thrown_away_leaves_nothing(editor: Editor) -> None:
    editor.post("discard/")
    assert not Rubric.objects.exists()


def test_a_draft_of_a_second_version_thrown_away_leaves_the_first(lead: User, rubric_version, as_user: SignIn) -> None:
    client = as_user(lead)
    client.post(f"/rubrics/{rubric_version.public_id}/draft/")
    second = RubricVersion.objects.drafts_of(lead).get()
    client.post(f"/rubrics/{second.public_id}/discard/")
    assert list(RubricVersion.objects.all()) == [rubric_version]


def test_a_published_version_is_never_thrown_away_or_saved(lead: User, rubric_version, as_user: SignIn) -> None:
    editor = Editor(as_user(lead), rubric_version)
    assert editor.post("discard/").status_code == 409
    assert editor.save(**{"about:title": "Changed"}).status_code == 409
    rubric_version.refresh_from_db()
    assert rubric_version.title == "Things"


def test_only_its_owner_begins_a_new_version(stranger: User, rubric_version, as_user: SignIn) -> None:
    assert as_user(stranger).post(f"/rubrics/{rubric_version.public_id}/draft/").status_code == 403


def test_beginning_twice_opens_the_same_draft(lead: User, rubric_version, as_user: SignIn) -> None:
    client = as_user(lead)
    places = {client.post(f"/rubrics/{rubric_version.public_id}/draft/")["Location"] for _ in range(2)}
    assert len(places) == 1


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_pages_ask_as_often_for_one_criterion_as_for_thirty(lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    counts = []
    for size in (1, 30):
        criteria = [CriterionContent("mid", f"C {n}", topics=["Things"], anchors=ANCHORS) for n in range(size)]
        published = add_rubric(owner=lead, title=f"Published {size}", criteria=criteria)
        draft = add_draft(owner=lead, content=RubricContent("Draft", tuple(criteria)))
        pages = [f"/rubrics/{published.public_id}/", f"/rubrics/{draft.public_id}/edit/"]
        counts.append([queries(client, path) for path in pages])
    assert counts[0] == counts[1]


def test_the_list_asks_as_often_for_one_rubric_as_for_ten(lead: User, rubric_version, as_user: SignIn) -> None:
    client = as_user(lead)
    before = queries(client, "/rubrics/")
    for n in range(9):
        add_rubric(owner=lead, title=f"R {n}", criteria=[CriterionContent("mid", "C")])
    assert queries(client, "/rubrics/") == before


@pytest.mark.parametrize(
    ("kind", "type_"), [("json", "application/json"), ("csv", "text/csv"), ("markdown", "text/markdown")]
)
def test_a_rubric_is_exported_as_a_file(kind: str, type_: str, hr: User, rubric_version, as_user: SignIn) -> None:
    answer = as_user(hr).get(f"/rubrics/{rubric_version.public_id}/export/{kind}/")
    assert answer["Content-Type"] == f"{type_}; charset=utf-8"
    assert 'filename="things-v1.' in answer["Content-Disposition"]
    assert "Knows junior things" in answer.content.decode()


def test_another_format_is_refused(hr: User, rubric_version, as_user: SignIn) -> None:
    assert as_user(hr).get(f"/rubrics/{rubric_version.public_id}/export/exe/").status_code == 400
