import pytest

from questions.protected import Mention, protected_mentions


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Seems too old for this team.", Mention("age", "too old")),
        ("He is very young and full of ideas.", Mention("age", "he is very young")),
        ("They seemed rather old for it", Mention("age", "they seemed rather old")),
        ("Probably in her late fifties", Mention("age", "in her late fifties")),
        ("She is a new mother", Mention("sex", "is a new mother")),
        ("Will be on maternity soon", Mention("sex", "maternity")),
        ("Ethnicity unclear", Mention("race", "ethnicity")),
        ("Has a thick accent.", Mention("origin", "thick accent")),
        ("Talked about church", Mention("religion", "church")),
        ("Her husband works nearby", Mention("family", "husband")),
        ("Uses a wheelchair", Mention("disability", "wheelchair")),
        ("On sick leave last year", Mention("health", "sick leave")),
    ],
)
def test_each_protected_topic_is_noticed(text: str, mention: Mention) -> None:
    assert protected_mentions([text]) == (mention,)


@pytest.mark.parametrize(
    "text",
    [
        "Named the race condition and the blind spot of the test set.",
        "The cache has an age of an hour; the coverage was high.",
        "The trace shows a depressing latency; the origin server is slow.",
        "Disables the index, then marries two lists: single source of truth.",
        "They deleted old rows first, then found the candidate old key still in the index.",
        "Walks the children of each node; the model finds cancer in scans.",
    ],
)
def test_words_of_the_trade_are_not(text: str) -> None:
    assert protected_mentions([text]) == ()


def test_a_wording_is_named_once() -> None:
    assert protected_mentions(["Too old.", "too old!"]) == (Mention("age", "too old"),)
