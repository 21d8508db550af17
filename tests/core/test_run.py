"""The command that starts the whole product, with processes that only pretend."""

import io
import signal
import socket
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.management.commands import run


class Process:
    """Runs until somebody tells it to end; `stubborn` needs to be killed."""

    def __init__(self, *, ended: bool = False, stubborn: bool = False) -> None:
        self.ended, self.stubborn, self.heard = ended, stubborn, []  # type: ignore[var-annotated]

    def poll(self) -> int | None:
        return 0 if self.ended else None

    def send_signal(self, number: int) -> None:
        self.heard.append(number)

    def wait(self, timeout: float) -> None:
        if self.stubborn:
            raise subprocess.TimeoutExpired("worker", timeout)

    def kill(self) -> None:
        self.heard.append("killed")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Process]]:
    """What was started, in order. Whoever runs it presses Ctrl-C as the second look begins."""
    processes: list[tuple[str, Process]] = []

    def start(name: str, port: int, environment: dict[str, str]) -> Process:
        processes.append((name, Process()))
        return processes[-1][1]

    def pressed(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_start", start)
    monkeypatch.setattr(run, "_refuse_taken", lambda port: None)
    monkeypatch.setattr(run, "_answers", lambda port: True)
    monkeypatch.setattr(run, "call_command", lambda *words, **said: None)
    monkeypatch.setattr(run.signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(run.time, "sleep", pressed)
    return processes


def test_it_says_where_it_runs_at_once_also_into_a_pipe(started: list[Any]) -> None:
    class Pipe(io.StringIO):
        arrived = ""

        def flush(self) -> None:
            self.arrived = self.arrived or self.getvalue()

    out = Pipe()
    call_command("run", port=8099, stdout=out)
    assert "runs at" in out.arrived
    assert "Stopping" not in out.arrived


def test_it_says_where_it_runs_and_that_it_stops(started: list[Any]) -> None:
    out = io.StringIO()
    call_command("run", port=8099, stdout=out)
    assert out.getvalue().split("\n")[1:3] == [
        "InterviewPrep runs at http://127.0.0.1:8099/ (Ctrl-C stops it)",
        "Stopping …",
    ]


def test_it_says_where_it_runs_once_it_answers(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_answers", lambda port: False)
    out = io.StringIO()
    call_command("run", port=8099, stdout=out)
    assert "runs at" not in out.getvalue()


def test_a_port_answers_once_somebody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert run._answers(port)
    assert not run._answers(port)


def test_ctrl_c_ends_the_web_server_and_the_worker(started: list[tuple[str, Process]]) -> None:
    call_command("run", stdout=io.StringIO())
    assert [(name, process.heard) for name, process in started] == [
        ("web", [signal.SIGTERM]),
        ("worker", [signal.SIGTERM]),
    ]


@pytest.fixture
def ends_at_once(monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, Process]]) -> Callable[[str], None]:
    def end(which: str) -> None:
        start = run._start

        def ending(name: str, port: int, environment: dict[str, str]) -> Process:
            known = {named for named, _ in started}
            made: Any = start(name, port, environment)
            made.ended = name == which and name not in known
            return made  # type: ignore[no-any-return]

        monkeypatch.setattr(run, "_start", ending)

    return end


def test_a_worker_that_died_is_started_again(
    started: list[tuple[str, Process]], ends_at_once: Callable[[str], None]
) -> None:
    ends_at_once("worker")
    said = io.StringIO()
    call_command("run", stdout=io.StringIO(), stderr=said)
    assert [name for name, _ in started] == ["web", "worker", "worker"]
    assert "queued work is kept" in said.getvalue()


def test_without_its_web_server_it_ends_and_stops_the_worker(
    started: list[tuple[str, Process]], ends_at_once: Callable[[str], None]
) -> None:
    ends_at_once("web")
    with pytest.raises(CommandError, match="The web server stopped"):
        call_command("run", stdout=io.StringIO())
    assert started[1][1].heard == [signal.SIGTERM]


def test_a_process_that_does_not_listen_is_killed() -> None:
    deaf = Process(stubborn=True)
    run._stop({"worker": deaf})  # type: ignore[dict-item]
    assert deaf.heard == [signal.SIGTERM, "killed"]


def test_a_taken_port_is_refused_with_another_one_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            run._refuse_taken(port)


@pytest.mark.parametrize(("name", "kind", "program"), [("web", "live", "uvicorn"), ("worker", "worker", "celery")])
def test_each_process_knows_what_it_is(monkeypatch: pytest.MonkeyPatch, name: str, kind: str, program: str) -> None:
    calls: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.setattr(run.subprocess, "Popen", lambda command, **said: calls.append((command, said)))
    run._start(name, 8099, {})
    command, said = calls[0]
    assert (program in command, said["env"]["INTERVIEWPREP_PROCESS"]) == (True, kind)


def test_the_signal_of_a_service_manager_counts_as_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt):
        run._interrupt(signal.SIGTERM, None)
