"""The radar of values by topic."""

from core.charts.radar import CENTRE, RADIUS, radar


def test_a_value_at_the_maximum_reaches_the_rim_straight_up() -> None:
    assert radar([("Things", 5)], title="Topics").corners == ((CENTRE, CENTRE - RADIUS),)


def test_an_axis_without_a_value_has_no_corner() -> None:
    drawn = radar([("One", 3), ("Two", None), ("Three", 4)], title="Topics")
    assert (len(drawn.spokes), len(drawn.corners)) == (3, 2)


def test_words_stand_for_whole_values() -> None:
    drawn = radar([("Things", 1)], title="Levels", maximum=2, words=("none", "junior", "mid"))
    assert drawn.description == "Things: junior"


def test_nothing_observed_is_said() -> None:
    assert radar([], title="Topics").description == "No topic was observed."


def test_a_long_topic_takes_two_lines() -> None:
    lines = radar([("Activations, losses and optimisers", 3)], title="Topics").axes[0].lines
    assert [text.partition(" ")[0] for _, text in lines] == ["Activations,", "losses"]
