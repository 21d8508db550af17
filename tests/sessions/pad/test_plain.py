"""Whole texts from browsers without the bundle."""

import pytest

from accounts.models import User
from sessions.models import AskedQuestion
from sessions.pad.documents import document_of, text_of
from sessions.pad.plain import merge_text


@pytest.mark.django_db
def test_texts_typed_at_once_without_the_bundle_both_stay(lead: User, asked: AskedQuestion) -> None:
    merge_text(asked=asked, text="one\ntwo\n", known_steps=0, user_id=None)
    merge_text(asked=asked, text="one\ntwo\nthree\n", known_steps=1, user_id=lead.pk)
    merge_text(asked=asked, text="zero\none\ntwo\n", known_steps=1, user_id=None)
    assert text_of(document_of(asked.pk)) == "zero\none\ntwo\nthree\n"


@pytest.mark.django_db
def test_a_plain_pad_counts_letters_of_every_alphabet(asked: AskedQuestion) -> None:
    merge_text(asked=asked, text="größe = 「幅」🙂", known_steps=0, user_id=None)
    merge_text(asked=asked, text="größer = 「幅と高さ」🙂!", known_steps=1, user_id=None)
    assert text_of(document_of(asked.pk)) == "größer = 「幅と高さ」🙂!"


@pytest.mark.django_db
def test_a_text_that_comes_again_stands_there_once(lead: User, asked: AskedQuestion) -> None:
    for _ in range(2):
        merge_text(asked=asked, text="once", known_steps=0, user_id=None)
    assert text_of(document_of(asked.pk)) == "once"
    assert asked.pad_updates.count() == 1


@pytest.mark.django_db
def test_two_people_s_same_words_both_stand(lead: User, asked: AskedQuestion) -> None:
    merge_text(asked=asked, text="yes", known_steps=0, user_id=None)
    merge_text(asked=asked, text="yes", known_steps=0, user_id=lead.pk)
    assert text_of(document_of(asked.pk)) == "yesyes"
