"""What is quoted of an answer for a key point."""

from practice.feedback import cover

ANSWER = (
    "We train with SGD and momentum. The mean squared error falls in each epoch. "
    "Then the validation loss rises, so we stop early."
)


def quote(answer: str, point: str) -> tuple[str, list[str]]:
    found = cover(answer, [point]).points[0]
    assert found.span
    return answer[slice(*found.span)], [answer[slice(*word)] for word in found.words]


def test_the_words_that_matched_are_named() -> None:
    assert quote(ANSWER, "Stops when the validation loss rises")[1] == ["validation", "loss", "rises", "stop early"]


def test_a_phrase_is_named_as_a_whole() -> None:
    assert "mean squared error" in quote(ANSWER, "Minimises the MSE")[1]


def test_a_sentence_with_a_weak_match_alone_is_not_quoted() -> None:
    answer = "The network is small. Early stopping watches the validation loss. It is cheap."
    assert quote(answer, "Early stopping watches the validation loss of the network")[0] == (
        "Early stopping watches the validation loss"
    )


def test_without_a_match_there_are_no_words() -> None:
    assert cover("I would rather not say.", ["Minimises the MSE"]).points[0].words == ()
