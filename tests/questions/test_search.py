from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from questions.models import Question, SearchWord
from questions.services.bank import Content, Place, Revision, add_question, revise_question

Write = Callable[..., Question]


@pytest.fixture
def write(lead: User) -> Write:
    def write(prompt: str, answer: str = "", owner: User = lead, **place: object) -> Question:
        return add_question(owner=owner, content=Content(prompt, answer), place=Place(**place))  # type: ignore[arg-type]

    return write


def titles(text: str) -> list[str]:
    return [str(question) for question in Question.objects.select_related("current").matching(text)]


def test_a_word_of_the_answer_finds_the_question(write: Write) -> None:
    write("What is dropout?", "Units are left out at random.")
    write("What is momentum?")
    assert titles("random") == ["What is dropout?"]


def test_every_word_must_occur(write: Write) -> None:
    write("Adam or SGD?", "It depends.")
    write("Adam?", "A method.")
    assert titles("adam depends") == ["Adam or SGD?"]


def test_the_title_weighs_more_than_the_answer(write: Write) -> None:
    write("What is momentum?")
    write("What is dropout?", "Not momentum, whatever else is said here about other things at length.")
    write("What else?", "Nothing of the kind.")
    assert titles("momentum") == ["What is momentum?", "What is dropout?"]


@pytest.mark.parametrize("text", ["overf", "overfit", "overfitt", "overfitting", "OVERFITTING", "overfits"])
def test_a_beginning_and_any_form_of_a_word_find_it(write: Write, text: str) -> None:
    write("How do you see overfitting?")
    write("How do you see underfitting?")
    assert titles(text) == ["How do you see overfitting?"]


def test_of_very_many_hits_those_with_the_best_titles_are_weighed(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("questions.querysets.MOST_RANKED", 2)
    write("Momentum?")
    for n in range(3):
        write(f"Question {n}?", "Momentum.")
    best = Question.objects.matching("momentum").best("momentum")
    assert next(str(question) for question in best.select_related("current")) == "Momentum?"
    assert len(best) == 2


def test_a_phrase_is_found_as_it_stands_only(write: Write) -> None:
    write("Explain gradient descent")
    write("Descent along a gradient")
    assert titles('"gradient descent"') == ["Explain gradient descent"]


def test_an_excluded_word_is_left_out(write: Write) -> None:
    write("Trees and forests")
    write("Trees in graphs")
    assert titles("trees -graphs") == ["Trees and forests"]


def test_words_can_be_left_out_without_looking_for_any(write: Write) -> None:
    for title in ("Trees", "Forests", "Graphs", "A random walk"):
        write(title)
    assert sorted(titles('-graphs -"random walk"')) == ["Forests", "Trees"]


def test_names_with_signs_are_words(write: Write) -> None:
    write("Pointers in C++")
    write("Pointers in C")
    assert titles("c++") == ["Pointers in C++"]


def test_american_spelling_finds_british(write: Write) -> None:
    write("Batch normalisation and its behaviour")
    assert titles("normalization behavior") == ["Batch normalisation and its behaviour"]


def test_a_new_version_is_found_by_its_new_words_only(write: Write, lead: User) -> None:
    question = write("What is dropout?")
    revise_question(question=question, by=lead, revision=Revision(Content("What is pruning?"), Place(), "", 1))
    assert (titles("dropout"), titles("pruning")) == ([], ["What is pruning?"])


def test_a_deleted_question_is_found_no_more(write: Write) -> None:
    question = write("What is dropout?")
    Question.objects.filter(pk=question.pk).update(current=None)
    question.versions.all().delete()
    Question.objects.filter(pk=question.pk).delete()
    assert Question.objects.matching("dropout").count() == 0


def test_nothing_typed_leaves_the_questions_as_they_were(write: Write) -> None:
    for prompt in ("One", "Two"):
        write(prompt)
    assert titles(" ?! ") == ["Two", "One"]


def test_the_words_of_the_bank_are_learnt(write: Write) -> None:
    write("What is dropout?", "A way to regularise.")
    assert {"dropout", "regularise"} <= set(SearchWord.objects.values_list("word", flat=True))


def test_text_that_is_not_folded_breaks_nothing(write: Write) -> None:
    question = write("What is dropout?")
    Question.objects.filter(pk=question.pk).update(search_text='a "quoted" \\ text')
    assert Question.objects.matching("quoted").count() == 1


def test_a_lost_trigger_has_the_index_made_anew(write: Write) -> None:
    question = write("What is dropout?")
    on_table = "" if connection.vendor == "sqlite" else " ON questions_question"
    name = "questions_search_v3_changed" if connection.vendor == "sqlite" else "questions_search_v3_written"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    Question.objects.filter(pk=question.pk).update(search_title="pruning", search_text="pruning")
    call_command("migrate", verbosity=0)
    assert Question.objects.matching("pruning").count() == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text(alphabet="\"-*()^:&|!<>' OR NOT NEAR abc", max_size=40))
def test_whatever_is_typed_the_search_answers(db: None, text: str) -> None:
    assert Question.objects.matching(text).count() == 0
