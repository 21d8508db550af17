"""Two different sets of questions for the two halves, drawn only from what is open for practice."""

import random

from core.errors import DomainError
from questions.models import Question
from sessions.proposal import DEFAULT_MINUTES, Offer, propose

FEWEST = 2


def draw_halves(*, level: str, minutes: int, topics: list[int]) -> tuple[list[Question], list[Question]]:
    """Fills both halves' minutes; raises DomainError where the bank has too little."""
    bank = Question.objects.practisable().exclude(current=None).for_list()
    questions = list(bank.filter(topic__in=topics) if topics else bank)
    random.shuffle(questions)
    first = _half(questions, level, minutes)
    second = _half([question for question in questions if question not in first], level, minutes)
    if min(len(first), len(second)) < FEWEST:
        raise DomainError(
            "There are too few questions for two halves at this level. Choose more topics or more minutes."
        )
    return first, second


def _half(questions: list[Question], level: str, minutes: int) -> list[Question]:
    offers = [_offer(place, question) for place, question in enumerate(questions)]
    return [questions[offer.key] for offer in propose(offers, target=level, budget=minutes)]


def _offer(place: int, question: Question) -> Offer:
    """The place in the shuffled list decides between equals, so that two mocks ask different things."""
    return Offer(
        key=place,
        levels=frozenset(entry.level for entry in question.levels.all()),
        topic=question.topic.name if question.topic else "",
        kind=question.kind,
        minutes=(question.current.minutes if question.current else None) or DEFAULT_MINUTES,
    )
