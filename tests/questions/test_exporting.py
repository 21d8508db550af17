import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image as Drawing

from accounts.models import User
from questions.exporting.formats import FORMATS
from questions.importing.reading import read_file
from questions.models import Image, Question
from questions.services.bank import Content, Place, add_question
from questions.services.imports import confirm_import, start_import
from questions.services.pictures import keep_picture

SignIn = Callable[[User], Client]


def export(client: Client, **wanted: Any) -> HttpResponse:
    return client.get("/questions/export/", {"format": "json", **wanted})


def prompts(answer: HttpResponse) -> list[str]:
    return [question["prompt"] for question in json.loads(answer.content)["questions"]]


@pytest.mark.django_db
def test_all_that_match_the_filters_are_exported(lead: User, questions: list[Question], as_user: SignIn) -> None:
    add_question(owner=lead, content=Content("Other?"), place=Place(levels=["senior"]))
    answer = export(as_user(lead), level="mid", sort="title")
    assert prompts(answer) == ["What is thing 1?", "What is thing 2?"]
    assert answer["Content-Disposition"].startswith('attachment; filename="questions-')


@pytest.mark.django_db
def test_only_the_ticked_ones_are_exported(lead: User, questions: list[Question], as_user: SignIn) -> None:
    assert prompts(export(as_user(lead), scope="ticked", question=questions[1].public_id)) == ["What is thing 2?"]


@pytest.mark.django_db
def test_a_private_question_of_another_is_not_exported(lead: User, stranger: User, as_user: SignIn) -> None:
    private = add_question(owner=lead, content=Content("Mine?"), place=Place(visibility="private"))
    add_question(owner=lead, content=Content("Ours?"), place=Place())
    client = as_user(stranger)
    assert prompts(export(client)) == ["Ours?"]
    assert export(client, scope="ticked", question=private.public_id).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_page_is_served(name: str, hr: User, questions: list[Question], as_user: SignIn) -> None:
    answer = export(as_user(hr), format=name)
    assert answer["Content-Type"] == FORMATS[name].media_type
    assert answer["Content-Disposition"].endswith(f'.{FORMATS[name].ending}"')


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_questions(
    lead: User, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        add_question(owner=lead, content=Content(f"Q{number}?", key_points=["a"]), place=Place(levels=["mid"]))
    client = as_user(lead)
    with django_assert_max_num_queries(9):
        export(client)


def without_ids(written: bytes) -> list[dict[str, Any]]:
    return [{**question, "id": ""} for question in json.loads(written)["questions"]]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["markdown", "json"])
def test_a_bank_that_was_exported_and_imported_is_the_same(
    name: str, lead: User, questions: list[Question], as_user: SignIn
) -> None:
    add_question(
        owner=lead,
        content=Content("No topic?"),
        place=Place(levels=["junior", "senior"], use="practice", tags=["b", "a"]),
    )
    client = as_user(lead)
    before = export(client, sort="title").content
    file = export(client, format=name, sort="title").content
    Question.objects.update(current=None)
    Question.objects.all().delete()
    confirm_import(draft=start_import(user=lead, file_name=f"bank.{FORMATS[name].ending}", data=file, read=read_file))
    assert without_ids(export(client, sort="title").content) == without_ids(before)


def drawing() -> bytes:
    target = io.BytesIO()
    Drawing.new("RGB", (12, 8), "teal").save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def pictured(lead: User) -> Question:
    picture = keep_picture(by=lead, data=drawing(), alt="A teal box")
    return add_question(owner=lead, content=Content("What is drawn?", pictures=(picture,)), place=Place())


def shown(question: Question) -> list[tuple[str, str]]:
    assert question.current
    return [(use.image.sha256, use.alt) for use in question.current.images.all()]


@pytest.mark.django_db
def test_pictures_travel_in_the_json(pictured: Question, stranger: User, lead: User, as_user: SignIn) -> None:
    before, file = shown(pictured), export(as_user(lead)).content
    Question.objects.update(current=None)
    Question.objects.all().delete()
    Image.objects.all().delete()
    confirm_import(draft=start_import(user=stranger, file_name="bank.json", data=file, read=read_file))
    assert shown(Question.objects.get()) == before == [(before[0][0], "A teal box")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["json", "markdown", "csv"])
def test_an_export_read_again_where_it_was_made_changes_nothing(
    name: str, pictured: Question, lead: User, as_user: SignIn
) -> None:
    file = export(as_user(lead), format=name).content
    draft = start_import(user=lead, file_name=f"bank.{FORMATS[name].ending}", data=file, read=read_file)
    row = draft.rows.get()
    assert (row.match, row.changed, row.action) == (pictured, False, "skip")


@pytest.mark.django_db
def test_a_changed_row_of_a_table_leaves_the_picture(pictured: Question, lead: User, as_user: SignIn) -> None:
    file = export(as_user(lead), format="csv").content.replace(b"What is drawn?", b"What was drawn?")
    confirm_import(draft=start_import(user=lead, file_name="bank.csv", data=file, read=read_file))
    changed = Question.objects.get()
    assert (str(changed), shown(changed)[0][1]) == ("What was drawn?", "A teal box")
