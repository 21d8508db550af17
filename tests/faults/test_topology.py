"""The shape of docker-compose.yml with real processes: people on different ones see one and the same interview."""

import http.client
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from tests.faults.authors import Author
from tests.faults.house import ROOT, House, Process
from tests.faults.sockets import Listener
from tests.faults.test_queue import traces, wait_until_idle
from tests.ports import free_port

Redis = Callable[[int], "subprocess.Popen[bytes]"]
JOBS = 40
# Each puts both questions on the table.
CLICKS = 6
BY_THE_BELL = 0.4


class CandidateListener(Listener):
    """The candidate's socket: the browser's cookie is all that they have."""

    def __init__(self, link_id: str, cookie: str, port: int) -> None:
        super().__init__({"interview": "", "session": ""}, port)
        self.address = f"ws://127.0.0.1:{port}/ws/join/{link_id}/"
        self.cookie = cookie


@pytest.fixture
def topology(postgres_house: House, redis_server: Redis) -> tuple[House, list[Process], list[Process]]:
    """Two processes for pages, two for sockets, two workers and beat on one PostgreSQL and one Redis."""
    port = free_port()
    redis_server(port)
    house = postgres_house
    house.redis_url = f"redis://127.0.0.1:{port}/0"
    house.rows("CREATE TABLE fault_trace (name varchar(60))")
    web, live = [house.pages().start() for _ in range(2)], [house.web().start() for _ in range(2)]
    for process in (house.worker(), house.worker(), house.beat()):
        process.start()
    for process in (*web, *live):
        process.wait_ready()
    return house, web, live


def ask(process: Process, method: str, path: str, cookie: str = "") -> tuple[int, str, str]:
    """(status, the address or the cookie that the answer sets, body)"""
    connection = http.client.HTTPConnection("127.0.0.1", process.port or 0, timeout=20)
    connection.request(method, path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    set_cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return answer.status, f"{answer.getheader('Location') or ''} {set_cookie}".strip(), answer.read().decode()


def test_interviewer_and_candidate_on_different_processes(
    topology: tuple[House, list[Process], list[Process]], figure: Callable[[str], None]
) -> None:
    house, web, live = topology
    seeded = house.seed(authors=2)
    a_click_reaches_the_candidate(seeded, web, live, figure)
    a_note_goes_on_where_it_was_left(seeded["authors"][0], web)
    work_is_done_once(house)
    assert [ask(process, "GET", "/readyz")[0] for process in web] == [200, 200]


def a_click_reaches_the_candidate(
    seeded: dict[str, Any], web: list[Process], live: list[Process], figure: Callable[[str], None]
) -> None:
    """The lead's pages come from the first process, the candidate's page and socket from others."""
    lead = Author(seeded["lead"], web[0].port or 0, saves=0)
    status, told, _ = ask(web[1], "POST", f"/join/{seeded['links'][0]}/")
    assert status == 302
    room, cookie = told.split(" ")
    panelist = Listener(seeded["authors"][0], live[0].port or 0)
    candidate = CandidateListener(room.strip("/").split("/")[1], cookie, live[1].port or 0)
    for listener in (panelist, candidate):
        listener.start()
        listener.wait_open(20)
    late = [seconds_late(lead, asked, candidate) for asked in CLICKS * lead.seat["questions"]]
    figure(
        f"rung {1000 * median(late):.0f} ms after the answer to a click elsewhere, the latest {1000 * max(late):.0f}"
    )
    # The watch alone, which looks every 1.5 s, would be 750 ms late in the middle.
    assert median(late) < BY_THE_BELL
    assert "Question 2?" in ask(web[1], "GET", f"{room}stage/", cookie)[2]


def seconds_late(lead: Author, asked: str, candidate: Listener) -> float:
    """From the answer to the lead, which follows the commit, to the candidate's frame; less than 0 when that was first.
    The request itself is left out: on a busy machine it is what takes long.
    """
    before = len(candidate.arrived)
    status, body = lead.post(f"/interviews/{lead.seat['interview']}/room/put/", {"asked": asked})
    answered = time.monotonic()
    assert status == 302, body[:300]
    wait_until_rung(candidate, before)
    return candidate.arrived[before] - answered


def wait_until_rung(listener: Listener, before: int) -> None:
    deadline = time.monotonic() + 10
    while len(listener.arrived) == before:
        assert time.monotonic() < deadline, "The candidate's socket was not rung."
        time.sleep(0.005)


def a_note_goes_on_where_it_was_left(seat: dict[str, Any], web: list[Process]) -> None:
    first, second = (Author(seat, process.port or 0, saves=0) for process in web)
    first.save("written on the first process")
    second.version = first.version
    second.save("and then on the second")
    assert (first.version, second.version, second.conflicts) == (1, 2, 0)


def work_is_done_once(house: House) -> None:
    asking = house.python("tests.faults.enqueue", "faults.trace", str(JOBS)).start().running
    assert asking
    assert asking.wait(60) == 0
    wait_until_idle(house, 60)
    assert (len(traces(house)), traces(house).total()) == (JOBS, JOBS)
    assert house.rows("SELECT count(*) FROM core_worker") == [(2,)]
    assert not house.rows("SELECT kind, dedupe_key FROM core_job GROUP BY 1, 2 HAVING count(*) > 1")


def load() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def test_the_compose_file_names_every_process_and_its_order() -> None:
    compose: dict[str, Any] = load()
    services = compose["services"]
    kept_running = {"web", "live", "worker", "beat", "database", "redis", "proxy"}
    assert set(services) == kept_running | {"secrets", "migrate", "manage"}
    assert min(services[name]["deploy"]["replicas"] for name in ("web", "live", "worker")) == 2
    for name in ("web", "live", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    assert services["migrate"]["depends_on"]["secrets"] == {"condition": "service_completed_successfully"}
    named = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert {name for name in named if not name.startswith(".")} == set(compose["volumes"])


def test_only_the_proxy_is_open_to_the_outside_and_no_password_is_written_down() -> None:
    services = load()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    settings = [pair for service in services.values() for pair in service.get("environment", {}).items()]
    written = [f"{key}={value}" for key, value in settings]
    assert not [pair for pair in written if ("SECRET" in pair or "PASSWORD" in pair) and "_FILE=/" not in pair]


def readers() -> dict[str, list[str]]:
    """Whoever can say on this machine whether a compose file is one. The schema that the Compose specification
    publishes comes with a package; Docker's own client only where it is installed."""
    found = {"the specification": [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]}
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        found["docker compose"] = [docker, "compose", "--file"]
    return found


def said_of(file: Path, reader: list[str]) -> str:
    """What is wrong with the file; "" when nothing is."""
    words = ["config", "--quiet"] if "--file" in reader else []
    done = subprocess.run([*reader, str(file), *words], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("reader", readers().values(), ids=readers())
def test_the_compose_file_is_understood(reader: list[str]) -> None:
    assert said_of(ROOT / "docker-compose.yml", reader) == ""


@pytest.mark.parametrize("reader", readers().values(), ids=readers())
def test_a_word_that_compose_does_not_know_would_be_noticed(reader: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text((ROOT / "docker-compose.yml").read_text().replace("stop_grace_period", "stop_grace"))
    assert "stop_grace" in said_of(wrong, reader)


def test_whoever_waits_for_a_healthy_service_waits_for_one_that_can_tell() -> None:
    """The image's own check counts for the product's processes; of the others each brings one."""
    services = load()["services"]
    silent = [name for name, service in services.items() if not can_tell(service)]
    waited = [
        (name, other)
        for name, service in services.items()
        for other, how in service.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    ]
    assert waited
    assert [pair for pair in waited if pair[1] in silent] == []


def can_tell(service: dict[str, Any]) -> bool:
    check = service.get("healthcheck", {})
    return "test" in check or (service["image"] == "interviewprep" and not check.get("disable"))
