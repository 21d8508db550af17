"""The life of an interview, move by move: pure, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.models import InterviewSession
from sessions.states import MOVES, STATES, allowed, can

OFFERED = {
    "draft": ["schedule", "cancel"],
    "scheduled": ["open_lobby", "start", "cancel"],
    "lobby": ["close_lobby", "start", "cancel"],
    "live": ["pause", "end", "cancel"],
    "paused": ["resume", "end", "cancel"],
    "scoring": ["complete"],
    "completed": [],
    "cancelled": [],
}
walks = st.lists(st.sampled_from(sorted(MOVES)), max_size=30)


def test_the_table_and_the_stored_states_are_the_same() -> None:
    assert STATES == set(InterviewSession.State.values) == set(OFFERED)


@pytest.mark.parametrize("state", sorted(OFFERED))
def test_the_moves_that_a_state_offers(state: str) -> None:
    assert [move.action for move in allowed(state)] == OFFERED[state]


@pytest.mark.parametrize("state", sorted(OFFERED))
def test_a_move_can_be_made_exactly_where_it_is_offered(state: str) -> None:
    assert [action for action in MOVES if can(state, action)] == OFFERED[state]


def test_a_move_that_does_not_exist_can_never_be_made() -> None:
    assert not any(can(state, "erase") for state in STATES)


@given(walks)
def test_nobody_goes_back_from_scoring_to_the_conversation(actions: list[str]) -> None:
    state, scored = "draft", False
    for action in actions:
        if can(state, action):
            state = MOVES[action].target
        scored = scored or state == "scoring"
        assert not (scored and state not in ("scoring", "completed"))


@given(walks)
def test_an_interview_that_was_not_held_is_never_scored(actions: list[str]) -> None:
    state, held = "draft", False
    for action in actions:
        if can(state, action):
            state = MOVES[action].target
        held = held or state == "live"
        assert held or state not in ("scoring", "completed")
