"""F15, F18, F19: workers and clocks that die, kill and double; each effect happens once."""

import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.house import House, Process

TRACES = "SELECT name FROM fault_trace"
WAITING = "SELECT 1 FROM core_job WHERE state IN ('queued', 'running') AND kind LIKE 'faults.%'"
LEFT = "SELECT kind, state, attempts, error FROM core_job WHERE state <> 'done' AND kind LIKE 'faults.%'"


@pytest.fixture
def traced(house: House) -> House:
    house.rows("CREATE TABLE fault_trace (name varchar(60))")
    return house


def traces(house: House) -> Counter[str]:
    return Counter(name for (name,) in house.rows(TRACES))


def wait_until_idle(house: House, seconds: float) -> float:
    """How long it took until no job of the test was left."""
    started = time.monotonic()
    while house.rows(WAITING):
        assert time.monotonic() - started < seconds, house.rows(LEFT)[:5]
        time.sleep(0.2)
    return time.monotonic() - started


def kill_in_turn(workers: list[Process], *, times: int, every: float) -> None:
    for turn in range(times):
        time.sleep(every)
        victim = workers[turn % len(workers)]
        victim.kill()
        victim.start()


def test_f15_killed_workers_lose_no_job_and_double_no_effect(
    traced: House, full: bool, figure: Callable[[str], None]
) -> None:
    count, kills = (5_000, 20) if full else (400, 3)
    workers = [traced.worker().start() for _ in range(2)]
    traced.python("tests.faults.enqueue", "faults.trace", str(count)).start()
    kill_in_turn(workers, times=kills, every=2.6)
    late = wait_until_idle(traced, 600 if full else 60)
    found = traces(traced)
    figure(f"{count} jobs, {kills} kills: {len(found)} done, {found.total()} effects, {late:.0f} s after the last kill")
    assert (len(found), found.total()) == (count, count)


@pytest.mark.long
def test_f15_goes_red_when_effect_and_done_are_two_transactions(sqlite_house: House) -> None:
    sqlite_house.rows("CREATE TABLE fault_trace (name varchar(60))")
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "effect_apart_from_done"
    workers = [sqlite_house.worker().start()]
    sqlite_house.python("tests.faults.enqueue", "faults.trace", "5000").start()
    found = traces(sqlite_house)
    for _ in range(30):
        wait_for_more(sqlite_house, found.total())
        kill_in_turn(workers, times=1, every=0)
        found = traces(sqlite_house)
        if found.total() > len(found):
            return
    pytest.fail(f"{found.total()} effects and none of them twice: a kill between the two would not be noticed")


def wait_for_more(house: House, than: int) -> None:
    """However long a busy machine takes to start a worker."""
    deadline = time.monotonic() + 60
    while traces(house).total() <= than:
        assert time.monotonic() < deadline, "The worker does nothing."
        time.sleep(0.05)


def run_poison(house: House, *, until: Callable[[], bool]) -> None:
    """One job that kills its worker and twenty that do no harm; a worker that died is started again."""
    house.rows("CREATE TABLE fault_trace (name varchar(60))")
    house.python("tests.faults.enqueue", "faults.die", "1").start().running.wait()
    house.python("tests.faults.enqueue", "faults.trace", "20").start().running.wait()
    worker = house.worker().start()
    deadline = time.monotonic() + 90
    while not until():
        assert time.monotonic() < deadline
        if worker.running.poll() is not None:
            worker.start()
        time.sleep(0.1)


def test_f18_a_job_that_kills_its_worker_dies_after_three_and_stops_nobody(
    sqlite_house: House, figure: Callable[[str], None]
) -> None:
    run_poison(sqlite_house, until=lambda: not sqlite_house.rows(WAITING))
    figure(f"left over: {sqlite_house.rows(LEFT)}; {traces(sqlite_house).total()} of 20 others done")
    assert sqlite_house.rows(LEFT) == [("faults.die", "dead", 3, "The worker died each time it ran this.")]
    assert traces(sqlite_house).total() == 20


@pytest.mark.long
def test_f18_goes_red_when_attempts_have_no_end(sqlite_house: House) -> None:
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "count_no_attempts"
    run_poison(sqlite_house, until=lambda: sqlite_house.rows(LEFT)[:1] == [("faults.die", "running", 5, "")])


def run_by_two_clocks(house: House, *, ticks: int) -> list[str]:
    """The periods whose work was done, each as often as it was."""
    house.extra["INTERVIEWPREP_FAULT_TICK"] = "1"
    for process in (house.worker(), house.worker(), house.beat(), house.beat()):
        process.start()
    deadline = time.monotonic() + 60
    while traces(house).total() < ticks:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    house.close()
    done = house.rows("SELECT dedupe_key FROM core_job WHERE kind = 'faults.tick' AND state = 'done'")
    assert len(done) == traces(house).total()
    return [key.partition("-")[0] for (key,) in done]


@pytest.mark.long
def test_f19_two_beats_and_two_workers_do_the_work_of_the_clock_once(
    traced: House, figure: Callable[[str], None]
) -> None:
    periods = run_by_two_clocks(traced, ticks=3)
    figure(f"{len(periods)} effects in {len(set(periods))} periods")
    assert len(periods) == len(set(periods))


@pytest.mark.long
def test_f19_goes_red_when_a_period_is_no_key(sqlite_house: House) -> None:
    sqlite_house.rows("CREATE TABLE fault_trace (name varchar(60))")
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "plant_without_a_key"
    periods = run_by_two_clocks(sqlite_house, ticks=6)
    assert len(periods) > len(set(periods))
