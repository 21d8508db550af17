"""F10, F11: the database server dies, or cuts every connection, while people write."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.conftest import as_postgres, left_out
from tests.faults.house import House
from tests.ports import free_port

# A server refuses to run as root.
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
# Each holds one connection (decision 0007).
THREADS = 2
Figure = Callable[[str], None]
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"


@dataclass(frozen=True, slots=True)
class Cluster:
    tools: Path
    data: Path
    port: int

    def control(self, *words: str) -> None:
        command = [*AS_POSTGRES, str(self.tools / "pg_ctl"), "-D", str(self.data), "-w", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.data} -c listen_addresses=127.0.0.1"
        self.control("start", "-o", options, "-l", str(self.data / "log"))


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the test's own, which it may kill."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        left_out("PostgreSQL's server programs are not installed")
    data = Path(f"/tmp/ip-faults-pg-{os.getpid()}")
    shutil.rmtree(data, ignore_errors=True)
    init = [*AS_POSTGRES, str(found[-1]), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
    subprocess.run(init, check=True, stdout=subprocess.DEVNULL, cwd="/")
    made = Cluster(found[-1].parent, data, free_port())
    made.start()
    yield made
    made.control("stop", "-m", "immediate")
    shutil.rmtree(data, ignore_errors=True)


def writers(house: House, port: int, *, saves: int, pause: float) -> list[Author]:
    return [Author(seat, port, saves=saves, pause=pause) for seat in house.seed(authors=8)["authors"]]


@pytest.fixture
def mortal(cluster: Cluster, tmp_path: Path) -> Iterator[House]:
    """A house on the database server that may be killed."""
    house = House(tmp_path, f"postgres://postgres@127.0.0.1:{cluster.port}/postgres")
    house.manage("migrate", "-v0")
    yield house
    house.close()


def killing(cluster: Cluster, *, every: float) -> Callable[[], None]:
    def kill_and_start() -> None:
        time.sleep(every)
        cluster.control("stop", "-m", "immediate")
        cluster.start()

    return kill_and_start


@pytest.mark.long
def test_f10_a_killed_database_loses_no_save(mortal: House, cluster: Cluster, full: bool, figure: Figure) -> None:
    web = mortal.web().start().wait_ready()
    authors = writers(mortal, web.port or 0, saves=400 if full else 60, pause=0.1)
    write_all(authors, during=killing(cluster, every=4), seconds=300 if full else 60)
    found = judged(mortal, authors)
    figure(f"{found}")
    assert found == Figures.clean(len(authors) * authors[0].saves)
    assert sum(sum(author.failures.values()) for author in authors) > 0


@pytest.mark.long
def test_f10_goes_red_when_saved_is_said_before_the_commit(mortal: House, cluster: Cluster) -> None:
    web = mortal.web(INTERVIEWPREP_SABOTAGE="answer_before_commit").start().wait_ready()
    authors = writers(mortal, web.port or 0, saves=60, pause=0.1)
    with suppress(AssertionError):  # some go on with a version that there is not
        write_all(authors, during=killing(cluster, every=1), seconds=12)
    assert judged(mortal, authors).lost > 0


def cutting(house: House, cuts: list[float]) -> Callable[[], None]:
    name = house.database_url.rsplit("/", 1)[1]

    def cut() -> None:
        time.sleep(1)
        as_postgres(CUT.format(name=name))
        cuts.append(time.monotonic())

    return cut


def test_f11_cut_connections_cost_no_save_and_at_most_one_error_each(postgres_house: House, figure: Figure) -> None:
    web = postgres_house.web().start().wait_ready()
    authors = writers(postgres_house, web.port or 0, saves=60, pause=0.02)
    cuts: list[float] = []
    write_all(authors, during=cutting(postgres_house, cuts))
    found, errors = judged(postgres_house, authors), sum(author.failures.total() for author in authors)
    figure(f"{found}; {errors} errors after {len(cuts)} cuts")
    assert found == Figures.clean(480)
    assert errors <= len(cuts) * THREADS


@pytest.mark.long
def test_f11_goes_red_when_a_dead_connection_is_kept(postgres_house: House) -> None:
    web = postgres_house.web(INTERVIEWPREP_SABOTAGE="keep_dead_connections").start().wait_ready()
    authors = writers(postgres_house, web.port or 0, saves=60, pause=0.02)
    cuts: list[float] = []
    with pytest.raises(AssertionError, match="Not done"):
        write_all(authors, during=cutting(postgres_house, cuts), seconds=8)
    assert sum(author.failures.total() for author in authors) > len(cuts) * THREADS
