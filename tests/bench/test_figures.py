"""A figure is met by its ratio where there is a limit, and by itself where there is none."""

import os

from bench.figures import Figure, Run, row
from bench.machine import family, pss


def test_a_figure_with_a_limit_is_judged_by_their_ratio() -> None:
    figure = Figure("S", "list", 30, "ms", 2.5, 10)
    assert (figure.ratio, figure.met, figure.goal) == (3.0, False, "≤ 2.5 × limit")


def test_a_figure_without_a_limit_is_judged_by_itself() -> None:
    figure = Figure("S", "memory", 119, "MB", 140)
    assert (figure.ratio, figure.met, figure.goal) == (None, True, "≤ 140 MB")


def test_a_figure_without_a_goal_is_neither_met_nor_missed() -> None:
    assert Figure("S", "/people/", 12.34, "ms", None).met is None


def test_a_row_shows_what_was_measured_and_under_what_load() -> None:
    figure = Figure("S", "export", 2_246, "ms", 2, 10.4, "54 reports", load=8.8)
    assert row(figure) == "| export | ≤ 2 × limit | 2,246 ms | 10.4 ms | 215.96 | **no** | 8.8 | 54 reports |"


def test_a_run_says_how_many_goals_were_met() -> None:
    figures = [Figure("A", "one", 1, "s", 2), Figure("B", "two", 3, "s", 2), Figure("B", "three", 3, "s", None)]
    run = Run("one", {"database": "SQLite 3.40"}, figures)
    assert (run.name, "1 of 2 goals met." in run.as_markdown()) == ("one-sqlite", True)


def test_memory_of_a_process_counts_its_own() -> None:
    assert family(os.getpid())[0] == os.getpid()
    assert pss(os.getpid()) > 10


def test_parts_measured_alone_do_not_take_the_place_of_a_whole_run() -> None:
    assert Run("one", {"database": "SQLite 3.40"}, [], ["live", "pads"]).name == "one-sqlite-live-pads"
