"""F10, F11: the database server dies, or cuts every connection, while people write."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.conftest import as_postgres, left_out
from tests.faults.house import House
from tests.ports import free_port

# A server refuses to run as root.
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
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


@pytest.mark.long
def test_f10_a_killed_database_loses_no_save(cluster: Cluster, tmp_path: Path, full: bool) -> None:
    house = House(tmp_path, f"postgres://postgres@127.0.0.1:{cluster.port}/postgres")
    try:
        house.manage("migrate", "-v0")
        web = house.web().start().wait_ready()
        authors = writers(house, web.port or 0, saves=400 if full else 60, pause=0.1)

        def kill_and_start() -> None:
            time.sleep(4)
            cluster.control("stop", "-m", "immediate")
            cluster.start()

        write_all(authors, during=kill_and_start, seconds=300 if full else 60)
        found = judged(house, authors)
        assert found == Figures.clean(len(authors) * authors[0].saves)
        assert sum(sum(author.failures.values()) for author in authors) > 0
    finally:
        house.close()


def test_f11_cut_connections_cost_no_save_and_at_most_one_error_each(postgres_house: House) -> None:
    web = postgres_house.web().start().wait_ready()
    authors = writers(postgres_house, web.port or 0, saves=60, pause=0.02)
    name = postgres_house.database_url.rsplit("/", 1)[1]
    cuts = 0

    def cut() -> None:
        nonlocal cuts
        time.sleep(1)
        as_postgres(CUT.format(name=name))
        cuts += 1

    write_all(authors, during=cut)
    assert judged(postgres_house, authors) == Figures.clean(480)
    pool = 8
    assert sum(sum(author.failures.values()) for author in authors) <= cuts * pool
