"""Progress: what is computed, what the page shows, what is taken along, what is forgotten."""

import io
import json
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from practice.models import Attempt, Card, Mark, PartnerValue, Preparation, Run, Sheet, StudySet
from practice.progress import Answer, RatedTwice, by_topic, by_week, due_by_day, gaps_of, level_reached
from practice.services.cards import rate_attempt
from practice.services.runs import Choice, start_run
from questions.models import Question
from questions.services.bank import Content, Place, add_question

D = Decimal
TODAY = date(2026, 11, 20)  # a Friday


def answer(question: int, value: str | None, *levels: str, **more: object) -> Answer:
    return Answer(question, TODAY, levels=levels, value=D(value) if value else None, **more)


@pytest.mark.parametrize(
    ("answers", "reached"),
    [
        ([], None),
        ([answer(1, "5", "junior")], None),
        ([answer(1, "3", "junior"), answer(2, "3.5", "junior")], "junior"),
        ([answer(1, "3", "junior"), answer(2, "3", "junior")], ""),
        ([answer(1, "4", "mid"), answer(2, "4", "mid")], "mid"),
        ([answer(1, "2", "junior"), answer(2, "2", "junior"), answer(3, "5", "mid"), answer(4, "5", "mid")], ""),
        ([answer(n, "4", "junior", "senior") for n in (1, 2)], "senior"),
    ],
)
def test_a_level_is_reached_by_two_good_questions_over_no_weak_level(answers, reached) -> None:
    assert level_reached(answers) == reached


def test_a_topic_counts_each_question_by_its_newest_value() -> None:
    topic = by_topic([answer(1, "2"), answer(1, "4"), answer(2, "3"), answer(3, None)])[0]
    assert (topic.questions, topic.mean) == (3, D("3.5"))


def test_the_time_of_a_topic_is_the_middle_one() -> None:
    topic = by_topic([answer(n, None, seconds=s, planned=5) for n, s in enumerate((60, 90, 4000))])[0]
    assert (topic.seconds, topic.planned) == (90, 300)


def test_weeks_without_answers_stay_without_a_mean() -> None:
    weeks = by_week([answer(1, "4")], TODAY, 2)
    assert [(week.monday.day, week.answers, week.mean) for week in weeks] == [(9, 0, None), (16, 1, D(4))]


def test_a_gap_is_the_difference_of_the_means() -> None:
    pairs = [RatedTwice("Trade-offs", D(4), D(3)), RatedTwice("Trade-offs", D("3.5"), D(3))]
    gap = gaps_of([*pairs, RatedTwice("Testing", D(3), D(3))])[0]
    assert (gap.criterion, gap.difference, gap.mocks) == ("Trade-offs", D("0.75"), 2)


def test_what_is_overdue_is_due_today() -> None:
    assert due_by_day([TODAY - timedelta(days=9), TODAY], TODAY, 2) == [(TODAY, 2), (TODAY + timedelta(days=1), 0)]


@pytest.fixture
def valued(answered: Attempt) -> Attempt:
    rate_attempt(attempt=answered, value=D(4))
    return answered


def export(client: Client, kind: str) -> bytes:
    return client.get(f"/practice/progress/export/{kind}/").content


def test_the_page_says_how_one_sees_oneself_beside_partners(client: Client, valued: Attempt, rubric_version) -> None:
    criterion = rubric_version.criteria.first()
    PartnerValue.objects.create(user=valued.user, mock="m", criterion=criterion, own=D(4), partner=D("3.2"))
    page = client.get("/practice/progress/").content.decode()
    assert "<strong>0.8 above</strong> your partners on “Knows junior things”" in page


def test_the_gap_to_a_partner_shows_before_the_first_answer_alone(
    client: Client, practising: User, rubric_version
) -> None:
    criterion = rubric_version.criteria.first()
    PartnerValue.objects.create(user=practising, mock="m", criterion=criterion, own=D(4), partner=D("3.2"))
    assert "<strong>0.8 above</strong> your partners" in client.get("/practice/progress/").content.decode()


def test_whoever_has_no_answer_yet_can_erase_the_rest(client: Client) -> None:
    assert 'href="/practice/erase/"' in client.get("/practice/progress/").content.decode()


def test_the_page_asks_as_often_at_one_answer_as_at_thirty(
    client: Client, lead: User, valued: Attempt, django_assert_num_queries
) -> None:
    with django_assert_num_queries(18, exact=False) as few:
        client.get("/practice/progress/")
    for number in range(12):
        place = Place(levels=["mid"], topic=f"T{number}")
        made = add_question(owner=lead, content=Content(prompt=f"What is {number}?", answer="A"), place=place)
        version = Question.objects.get(pk=made.pk).current
        Attempt.objects.create(user=valued.user, question_version=version, revealed_at=valued.revealed_at, body="x")
    with django_assert_num_queries(len(few), exact=False):
        client.get("/practice/progress/")


def test_json_holds_the_answer_and_what_was_expected(client: Client, valued: Attempt) -> None:
    found = json.loads(export(client, "json"))["answers"][0]
    assert (found["body"], found["expected"], found["value"]) == ("My words on thing 1.", "SECRETANSWER1", 4.0)


@pytest.mark.parametrize("kind", ["json", "markdown", "pdf", "anki"])
def test_no_format_holds_the_guide_of_a_question_that_became_live_only(
    client: Client, valued: Attempt, question: Question, kind: str
) -> None:
    Question.objects.filter(pk=question.pk).update(use="live")
    content = export(client, kind)
    texts = {
        "pdf": lambda: "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode(),
        "anki": lambda: zipfile.ZipFile(io.BytesIO(content)).read("collection.anki2"),
    }
    assert b"SECRET" not in texts.get(kind, lambda: content)()


def test_the_pdf_holds_what_one_wrote(client: Client, valued: Attempt) -> None:
    text = PdfReader(io.BytesIO(export(client, "pdf"))).pages[0].extract_text()
    assert "My words on thing 1." in text


def test_the_pdf_rounds_as_the_page_does(client: Client, practising: User, rubric_version) -> None:
    criterion = rubric_version.criteria.first()
    for mock, own in (("m1", D("4.5")), ("m2", D(4))):
        PartnerValue.objects.create(user=practising, mock=mock, criterion=criterion, own=own, partner=D(3))
    text = PdfReader(io.BytesIO(export(client, "pdf"))).pages[0].extract_text()
    shown = client.get("/practice/progress/").content.decode()
    assert [figure in text and figure in shown for figure in ("4.25", "3.00", "1.3")] == [True, True, True]


EVERYTHING = r"""# Head

A *word*, **two**, ~~three~~, `four`, [five](https://a.example/x), $\hat{y} = \sqrt{x_1^2}$ and $\ln p$.

- one
  1. inside

> said

| n | cost |
|---|-----:|
| 1 | $O(n)$ |

```python
x = 1
```

---

$$\begin{pmatrix}1 & 2\\ 3 & 4\end{pmatrix} \overline{x} \sum_{i=1}^n \underbrace{x}
\sqrt[3]{x} \text{if } \, \mathrm{Tr}$$
"""


def test_the_pdf_sets_markdown_and_its_formulas(client: Client, valued: Attempt) -> None:
    Attempt.objects.filter(pk=valued.pk).update(body=EVERYTHING)
    content = export(client, "pdf")
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert not [mark for mark in ("**", "~~", "|--", "```", "\\sqrt", "$") if mark in text]
    assert b"pdfuaid" in content


def test_the_pdf_shows_what_was_drawn(client: Client, valued: Attempt) -> None:
    drawn = '{"t": "box", "w": 160, "h": 80, "s": "Ledger"}\n{"t": "arrow", "y": 9, "w": 90}'
    Sheet.objects.create(attempt=valued, kind="drawing", body=drawn)
    content = export(client, "pdf")
    assert "Ledger" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert b"pdfuaid" in content


def test_anki_gets_one_card_per_question(client: Client, valued: Attempt) -> None:
    collection = zipfile.ZipFile(io.BytesIO(export(client, "anki"))).read("collection.anki2")
    assert collection.startswith(b"SQLite format 3")
    assert b"SECRETANSWER1" in collection


def test_anothers_practice_is_in_no_export(client: Client, valued: Attempt, lead: User, as_user) -> None:
    assert json.loads(export(as_user(lead), "json"))["answers"] == []


def test_erasing_needs_the_tick(client: Client, valued: Attempt) -> None:
    assert (client.post("/practice/erase/").status_code, Attempt.objects.count()) == (422, 1)


def test_erasing_leaves_the_account_and_nothing_else(client: Client, valued: Attempt, question: Question) -> None:
    user = valued.user
    Mark.objects.create(user=user, question=question, kind="bookmark")
    StudySet.objects.create(user=user, title="Mine")
    start_run(user=user, choice=Choice())
    client.post("/practice/erase/", {"sure": "1"})
    left = [model.objects.filter(user=user).count() for model in (Attempt, Card, Mark, Preparation, Run, StudySet)]
    assert (left, User.objects.filter(pk=user.pk).exists()) == ([0] * 6, True)
