"""Where a question's picture is shown: to its readers, and to a candidate while the question is on the table."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image as Drawing

from accounts.models import User
from core.jobs import run_due
from core.periodic import plant_due
from core.pictures import encode_picture
from questions.content import content_of_version, place_of
from questions.models import Image, ImportDraft, ImportRow, Question, QuestionVersion
from questions.services.bank import Content, Revision, revise_question
from questions.services.pictures import clear_unused_pictures, keep_picture
from sessions.models import InterviewSession
from sessions.services import asking
from sessions.services.links import issue_link
from sessions.services.moves import move

SignIn = Callable[[User], Client]


def drawing(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    target = BytesIO()
    Drawing.new(mode, size).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def shown(lead: User, questions: list[Question]) -> QuestionVersion:
    """The second question, now with a picture."""
    question = questions[1]
    content = content_of_version(question.current)
    values = {name: getattr(content, name) for name in Content.__dataclass_fields__}
    values["pictures"] = (keep_picture(by=lead, data=drawing(), alt="Two boxes"),)
    revision = Revision(Content(**values), place_of(question), "", 1)
    revise_question(question=question, by=lead, revision=revision)
    question.refresh_from_db()
    return question.current


def path_of(version: QuestionVersion) -> str:
    return f"pictures/{version.images.get().image.public_id}/"


def test_a_large_picture_becomes_small_and_keeps_no_metadata() -> None:
    encoded = encode_picture(drawing((3200, 800)))
    assert (encoded.width, encoded.height, encoded.media_type) == (1600, 400, "image/png")


def test_a_picture_with_alpha_keeps_it() -> None:
    with Drawing.open(BytesIO(encode_picture(drawing(mode="RGBA")).data)) as stored:
        assert stored.mode == "RGBA"


@pytest.mark.django_db
def test_a_candidate_sees_it_only_while_its_question_is_on_the_table(
    shown: QuestionVersion, interview: InterviewSession, lead: User
) -> None:
    guest = Client()
    secret = issue_link(interview=interview, by=lead)
    room = guest.post(f"/join/{secret}/")["Location"]
    move(interview=interview, action="start", by=lead)
    before = guest.get(room + path_of(shown)).status_code
    asking.put_next(interview=interview, by=lead)
    page = guest.get(room).content.decode()
    answer = guest.get(room + path_of(shown))
    assert (before, answer.status_code, answer["Cache-Control"]) == (404, 200, "no-store")
    assert f'src="{room}{path_of(shown)}"' in page
    assert 'alt="Two boxes"' in page


@pytest.mark.django_db
def test_the_panel_sees_it_from_the_start_and_nobody_else(
    shown: QuestionVersion, interview: InterviewSession, panelist: User, stranger: User, as_user: SignIn
) -> None:
    path = f"/interviews/{interview.public_id}/room/{path_of(shown)}"
    assert [as_user(each).get(path).status_code for each in (panelist, stranger)] == [200, 404]


@pytest.mark.django_db
def test_who_practises_sees_it_with_their_own_attempt_only(
    shown: QuestionVersion, questions: list[Question], practising: User, hr: User, as_user: SignIn
) -> None:
    Question.objects.filter(pk=questions[1].pk).update(use="practice")
    client = as_user(practising)
    attempt = client.post("/practice/attempts/new/", {"question": questions[1].public_id})["Location"]
    found = [each.get(attempt + path_of(shown)).status_code for each in (client, as_user(hr))]
    assert (found[0], found[1] in (403, 404)) == (200, True)


@pytest.mark.django_db
def test_what_is_on_the_table_of_a_hiring_interview_is_practised_by_nobody(
    interview: InterviewSession, questions: list[Question], lead: User, practising: User
) -> None:
    Question.objects.update(use="practice")
    move(interview=interview, action="start", by=lead)
    assert [q.pk for q in Question.objects.practisable_by(practising)] == [questions[1].pk]


@pytest.mark.django_db
def test_knowing_the_id_of_a_picture_is_not_enough_to_show_it(
    shown: QuestionVersion, lead: User, panelist: User, as_user: SignIn
) -> None:
    Question.objects.update(visibility="private")
    hidden = shown.images.get().image.public_id
    form = {"prompt": "Mine?", "kind": "conceptual", "use": "live", "visibility": "private", "base_version": "0"}
    as_user(panelist).post("/questions/new/", {**form, "picture": hidden, f"alt-{hidden}": "x"})
    assert Question.objects.get(owner=panelist).current.images.count() == 0


def uploaded(by: User, days: int) -> Image:
    picture = keep_picture(by=by, data=drawing(), alt="A box")
    Image.objects.filter(public_id=picture.image).update(created_at=timezone.now() - timedelta(days=days))
    return Image.objects.get(public_id=picture.image)


def test_a_picture_that_nothing_shows_is_cleared_after_two_weeks(lead: User) -> None:
    uploaded(lead, 15)
    young = uploaded(lead, 13)
    assert clear_unused_pictures() == 1
    assert list(Image.objects.all()) == [young]


def test_a_picture_of_any_version_is_kept(lead: User, shown: QuestionVersion) -> None:
    question = shown.question
    Image.objects.update(created_at=timezone.now() - timedelta(days=400))
    revise_question(question=question, by=lead, revision=Revision(Content("Without it"), place_of(question), "", 2))
    assert (clear_unused_pictures(), Image.objects.count()) == (0, 1)


def test_a_picture_of_an_import_that_waits_is_kept(lead: User) -> None:
    image = uploaded(lead, 15)
    draft = ImportDraft.objects.create(user=lead, file_name="a.json")
    found = {"prompt": "What?", "pictures": [{"image": image.public_id, "sha256": image.sha256, "alt": "A box"}]}
    ImportRow.objects.create(draft=draft, position=1, found=found, title="What?")
    ImportRow.objects.create(draft=draft, position=2, found={"prompt": "Why?", "pictures": None}, title="Why?")
    assert clear_unused_pictures() == 0


def test_pictures_are_cleared_each_day(lead: User) -> None:
    uploaded(lead, 15)
    plant_due()
    run_due()
    assert Image.objects.count() == 0
