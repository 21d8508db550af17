"""Which follow-up an interviewer would ask next."""

from practice.follow_up import next_follow_up, touches

MISSED = [
    "Names early stopping",
    "Checks the split for leakage first",
    "Softmax exponentiates the logits and divides by their sum",
    "Restores the random state so that dropout masks are equal",
    "Offers low-rank adapters as an alternative",
]


def test_a_follow_up_is_asked_that_speaks_of_one_missed_point_among_many() -> None:
    assert touches("What becomes of the sum if 100 is added to every logit?", MISSED)


def test_a_follow_up_on_something_else_touches_nothing() -> None:
    assert not touches("Who would you tell about the delay?", MISSED)


def test_the_follow_up_nearest_to_a_missed_point_comes_next() -> None:
    asked = ["Who would you tell?", "How would you find leakage in the split?", "What does it cost?"]
    assert (next_follow_up(asked, (), MISSED), next_follow_up(asked, (1,), MISSED)) == (1, 0)


def test_after_the_last_one_nothing_is_asked() -> None:
    assert next_follow_up(["What does it cost?"], (0,), MISSED) is None
