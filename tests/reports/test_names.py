"""Whatever a member of the panel is called in somebody's words is hidden with their name."""

import pytest

from reports.names import hider

SOMEBODY = "Somebody"


def hidden(text: str, *names: str, candidate: str = "Iris Falk") -> str:
    return hider({name: f"Member {n}" for n, name in enumerate(names, start=1)}, shared=SOMEBODY, kept=candidate)(text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lena Reyes", "Lena Reyes"),
        ("Lena Reyes", "Reyes"),
        ("Lena Reyes", "reyes"),
        ("Lena Reyes", "REYES"),
        ("Anna Müller-Schmidt", "Schmidt"),
        ("Anna Müller-Schmidt", "Mueller"),
        ("José García", "Garcia"),
        ("Maria da Silva", "Silva"),
        ("maria da silva", "Silva"),
        ("Wei van Li", "Li"),
        ("O'Neil, Pat", "O'Neil"),
        ("Søren Kjær", "Kjaer"),
    ],
)
def test_a_name_is_hidden_however_it_is_typed(name: str, said: str) -> None:
    assert hidden(f"As {said} said: {said}'s view.", name) == "As Member 1 said: Member 1's view."


def test_everyday_words_that_are_names_stay_where_they_are_words() -> None:
    told = "He will mark it, and Will says so; MAY answered, as she may."
    assert hidden(told, "Mark Will", "Ann May") == (
        "He will mark it, and Member 1 says so; Member 2 answered, as she may."
    )


def test_a_very_short_name_is_hidden_only_as_it_is_written() -> None:
    assert hidden("Ng asked for ng and NG.", "Wei Ng") == "Member 1 asked for ng and NG."


def test_what_two_have_in_common_is_nobodys_in_particular() -> None:
    assert hidden("Reyes said so.", "Lena Reyes", "Paolo Reyes") == "Somebody said so."


def test_what_the_candidate_is_called_stays() -> None:
    assert hidden("Falk knew what Ann said.", "Ann Falk") == "Falk knew what Member 1 said."


def test_a_name_inside_of_a_longer_word_stays() -> None:
    assert hidden("Reyesian, Annotated", "Ann Reyes") == "Reyesian, Annotated"


def test_without_a_panel_nothing_is_hidden() -> None:
    assert hidden("Falk knew it.") == "Falk knew it."
