"""Which combinations of choices a person reads in one way only; the others are left out of the made documents."""

from tests.questions.generated import (
    clear_accidents,
    clear_answers,
    clear_labels,
    clear_questions,
    clear_surroundings,
)
from tests.questions.generated.choices import Choices

UNCLEAR = (
    *clear_surroundings.UNCLEAR,
    *clear_questions.UNCLEAR,
    *clear_accidents.UNCLEAR,
    *clear_answers.UNCLEAR,
    *clear_labels.UNCLEAR,
)


def is_clear(choices: Choices) -> bool:
    return not any(unclear(choices) for unclear in UNCLEAR)
