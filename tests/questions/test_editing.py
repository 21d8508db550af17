"""The editor: what is saved, what is kept apart, and what two people's changes become."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Drawing

from accounts.models import User
from questions.content import content_of_version, place_of
from questions.forms import initial_of
from questions.models import Image, Question, Tag
from questions.services.bank import Content, Place, Revision, add_question, revise_question

SignIn = Callable[[User], Client]


@pytest.fixture
def question(lead: User) -> Question:
    content = Content(
        prompt="What does an index cost?",
        answer="- Space\n- Slower writes",
        key_points=["Space"],
        follow_ups=["When is it unused?\nAnswer: a function around the column"],
        level_answers={"senior": "Names fill factors"},
        minutes=6,
    )
    return add_question(owner=lead, content=content, place=Place(levels=["mid"], topic="Databases", tags=["sql"]))


def typed(question: Question, **changes: object) -> dict[str, object]:
    """What the browser posts when nothing but `changes` was touched."""
    assert question.current
    place = place_of(question)
    initial = initial_of(content_of_version(question.current), place, version=question.current.number, was=place)
    points = changes.pop("key_points", initial.pop("key_points"))
    sketches = {f"sketch-{level}": text for level, text in initial.pop("level_answers").items()}
    pictures = initial.pop("pictures")
    data = {name: value for name, value in initial.items() if value not in (None, False)} | sketches | changes
    data |= {"key_points": points, "key_points-keep": [str(n) for n in range(len(points))]}
    data |= {"picture": [p.image for p in pictures]} | {f"alt-{p.image}": p.alt for p in pictures}
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in data.items()}


def edit(client: Client, question: Question, **changes: object) -> object:
    return client.post(f"/questions/{question.public_id}/edit/", typed(question, **changes))


def drawing(size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    target = BytesIO()
    Drawing.new("RGB", size, "navy").save(target, kind)
    return target.getvalue()


@pytest.mark.django_db
def test_saving_without_a_change_makes_no_version(lead: User, as_user: SignIn, question: Question) -> None:
    edit(as_user(lead), question)
    assert question.versions.count() == 1


@pytest.mark.django_db
def test_a_change_makes_a_version_with_its_reason(lead: User, as_user: SignIn, question: Question) -> None:
    edit(as_user(lead), question, prompt="What does an index on a column cost?", reason="Clearer")
    newest = question.versions.first()
    assert (newest.number, newest.author, newest.reason) == (2, lead, "Clearer")


@pytest.mark.django_db
def test_an_unticked_key_point_is_dropped(lead: User, as_user: SignIn, question: Question) -> None:
    data = typed(question, key_points=["Space", "Writes", "Planning time"]) | {"key_points-keep": ["0", "2"]}
    as_user(lead).post(f"/questions/{question.public_id}/edit/", data)
    question.refresh_from_db()
    assert content_of_version(question.current).key_points == ("Space", "Planning time")


@pytest.mark.django_db
def test_the_answers_list_becomes_key_points_and_nothing_is_saved(
    lead: User, as_user: SignIn, question: Question
) -> None:
    answer = edit(as_user(lead), question, suggest="points")
    assert answer.context["points"] == ["Space", "Slower writes"]
    assert question.versions.count() == 1


@pytest.mark.django_db
def test_two_people_change_different_things_and_the_page_holds_both(
    lead: User, as_user: SignIn, question: Question
) -> None:
    mine = typed(question, prompt="What does an index on two columns cost?")
    newer = Content(**{**contents(question), "minutes": 9, "key_points": ("Space", "Writes")})
    revise_question(question=question, by=lead, revision=Revision(newer, place_of(question), "", 1))
    answer = as_user(lead).post(f"/questions/{question.public_id}/edit/", mine)
    form = answer.context["form"]
    assert answer.status_code == 409
    assert (form["prompt"].value(), form["minutes"].value(), form.points, form["base_version"].value()) == (
        "What does an index on two columns cost?",
        9,
        ["Space", "Writes"],
        2,
    )


def contents(question: Question) -> dict[str, object]:
    content = content_of_version(question.current)
    return {name: getattr(content, name) for name in Content.__dataclass_fields__}


@pytest.mark.django_db
def test_two_people_change_the_same_thing_and_the_page_shows_both(
    lead: User, as_user: SignIn, question: Question
) -> None:
    mine = typed(question, prompt="What does an index cost on writing?")
    newer = Content(**{**contents(question), "prompt": "What does an index cost on reading?"})
    revise_question(question=question, by=lead, revision=Revision(newer, place_of(question), "", 1))
    page = as_user(lead).post(f"/questions/{question.public_id}/edit/", mine).content.decode()
    assert "<del>reading</del>" in page
    assert "<ins>writing</ins>" in page
    assert question.versions.first().prompt == "What does an index cost on reading?"


@pytest.mark.django_db
def test_what_both_set_is_called_as_the_form_calls_it(lead: User, as_user: SignIn, question: Question) -> None:
    mine = typed(question, kind="system_design", topic="")
    newer = replace(place_of(question), kind="multiple_choice", topic="Indexes")
    revise_question(question=question, by=lead, revision=Revision(content_of_version(question.current), newer, "", 1))
    page = as_user(lead).post(f"/questions/{question.public_id}/edit/", mine).content.decode()
    assert "theirs “Multiple choice”, yours “System design”" in page
    assert "theirs “Indexes”, yours “none”" in page


@pytest.mark.django_db
def test_a_page_that_comes_back_asks_for_the_picture_again(lead: User, as_user: SignIn, question: Question) -> None:
    answer = edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", drawing()), new_alt="x", minutes="0")
    assert "Choose the picture again" in answer.content.decode()


@pytest.mark.django_db
def test_a_level_set_meanwhile_is_not_taken_back(lead: User, as_user: SignIn, question: Question) -> None:
    mine = typed(question, kind="scenario")
    question.levels.create(level="senior")
    answer = as_user(lead).post(f"/questions/{question.public_id}/edit/", mine)
    assert answer.status_code == 409
    assert (answer.context["form"]["levels"].value(), answer.context["form"]["kind"].value()) == (
        ["mid", "senior"],
        "scenario",
    )


@pytest.mark.django_db
def test_tags_are_set_and_taken_away(lead: User, as_user: SignIn, question: Question) -> None:
    edit(as_user(lead), question, tags="storage,  planning ")
    assert sorted(Tag.objects.filter(questions=question).values_list("name", flat=True)) == ["planning", "storage"]


@pytest.mark.django_db
def test_a_picture_is_encoded_anew_and_the_version_keeps_it(lead: User, as_user: SignIn, question: Question) -> None:
    sent = drawing() + b"<script>alert(1)</script>"
    edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", sent), new_alt="A B-tree")
    stored = Image.objects.get()
    assert b"<script>" not in bytes(stored.data)
    assert question.versions.first().images.get().alt == "A B-tree"


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"<svg xmlns='x'><script/></svg>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60])
def test_what_is_no_picture_is_refused_with_the_form(
    lead: User, as_user: SignIn, question: Question, data: bytes
) -> None:
    answer = edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", data), new_alt="x")
    assert "not a picture that can be shown" in answer.content.decode()
    assert question.versions.count() == 1


@pytest.mark.django_db
def test_a_picture_larger_than_an_upload_may_be_is_refused_and_not_passed_over(
    lead: User, as_user: SignIn, question: Question, settings: LazySettings
) -> None:
    settings.UPLOAD_LIMIT = 1_000
    answer = edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", b"x" * 1_001), new_alt="x")
    assert (answer.status_code, "larger than 5 MB" in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_a_picture_that_is_too_large_takes_nothing_that_stands_behind_it_in_the_form(
    lead: User, as_user: SignIn, question: Question, settings: LazySettings
) -> None:
    settings.UPLOAD_LIMIT = 1_000
    behind = {"new_picture": SimpleUploadedFile("a.png", b"x" * 200_000), "new_alt": "A lock", "reason": "Drawn anew"}
    form = edit(as_user(lead), question, **behind).context["form"]
    assert [form[name].value() for name in ("new_alt", "reason")] == ["A lock", "Drawn anew"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["new/", "{id}/edit/"])
def test_what_is_too_much_is_said_on_the_form_that_keeps_it(
    lead: User, as_user: SignIn, question: Question, path: str
) -> None:
    data = typed(question, tags=", ".join(f"tag {n}" for n in range(21)))
    answer = as_user(lead).post(f"/questions/{path.format(id=question.public_id)}", data)
    page = answer.content.decode()
    assert (answer.status_code, "20 tags at most" in page, "tag 20" in page) == (422, True, True)


@pytest.mark.django_db
def test_a_picture_of_too_many_pixels_is_refused(lead: User, as_user: SignIn, question: Question) -> None:
    target = BytesIO()
    Drawing.new("1", (6000, 5000)).save(target, "PNG")
    answer = edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", target.getvalue()), new_alt="x")
    assert "25 million pixels" in answer.content.decode()


@pytest.mark.django_db
def test_a_picture_is_shown_to_readers_of_its_question_only(
    lead: User, stranger: User, as_user: SignIn, question: Question
) -> None:
    edit(as_user(lead), question, new_picture=SimpleUploadedFile("a.png", drawing()), new_alt="x", visibility="private")
    path = f"/questions/pictures/{Image.objects.get().public_id}/"
    assert as_user(stranger).get(path).status_code == 404
    answer = as_user(lead).get(path)
    assert (answer["Content-Type"], answer["Content-Security-Policy"]) == ("image/png", "sandbox; default-src 'none'")


@pytest.mark.django_db
def test_the_preview_names_protected_topics_and_a_given_answer(lead: User, as_user: SignIn) -> None:
    data = {
        "prompt": "Are you married? Why does an index make reads faster and writes slower?",
        "key_points": ["Makes reads faster and writes slower"],
        "key_points-keep": ["0"],
    }
    page = as_user(lead).post("/questions/preview/", data).content.decode()
    assert "touch on family" in page
    assert "gives away a key point" in page
