import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

WEB = "web"
WORKER = "worker"


class Command(BaseCommand):
    help = "Starts the whole product: database, starter content, web server and worker. Ctrl-C stops it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        _refuse_taken(port)
        call_command("migrate", verbosity=0)
        if "load_starter" in get_commands():
            call_command("load_starter", base_url=f"http://127.0.0.1:{port}")
        environment = os.environ | {
            "INTERVIEWPREP_BASE_URL": f"http://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        }
        signal.signal(signal.SIGTERM, _interrupt)
        processes = {name: _start(name, port, environment) for name in (WEB, WORKER)}
        try:
            self._say_where(processes[WEB], port)
            self._watch(processes, port, environment)
        except KeyboardInterrupt:
            self.stdout.write("Stopping …")
        finally:
            _stop(processes)

    def _say_where(self, web: subprocess.Popen[bytes], port: int) -> None:
        """Once it answers: who follows the address at once would find nobody there."""
        while web.poll() is None and not _answers(port):
            time.sleep(0.1)
        if web.poll() is None:
            self.stdout.write(f"\nInterviewPrep runs at http://127.0.0.1:{port}/ (Ctrl-C stops it)\n")
            # Into a file or a pipe Python would keep it until the end.
            self.stdout.flush()

    def _watch(self, processes: dict[str, subprocess.Popen[bytes]], port: int, env: dict[str, str]) -> None:
        while True:
            for name, process in processes.items():
                if process.poll() is None:
                    continue
                if name == WEB:
                    raise CommandError("The web server stopped. See its last lines above.")
                self.stderr.write("The worker stopped and is started again; queued work is kept.")
                processes[name] = _start(name, port, env)
            time.sleep(1)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT=8001") from None


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _start(name: str, port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    web = ["uvicorn", "interviewprep.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    web += ["--ws-max-size", "65536", "--ws-ping-interval", "20", "--ws-per-message-deflate", "false"]
    web += ["--timeout-graceful-shutdown", "5", "--log-level", "warning"]
    worker = ["celery", "--quiet", "-A", "interviewprep.celery", "worker", "--pool", "solo", "--loglevel", "ERROR"]
    worker += ["--hostname", "worker@localhost", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    # Whoever tries it out in a container is root; Celery would warn of that at each start.
    quiet = ["-W", "ignore::UserWarning:celery.platforms"]
    command = {WEB: ["-m", *web], WORKER: [*quiet, "-m", *worker]}[name]
    process = {WEB: "live", WORKER: "worker"}[name]
    return subprocess.Popen(  # noqa: S603 - fixed words and a number
        [sys.executable, *command],
        env=environment | {"INTERVIEWPREP_PROCESS": process},
        cwd=settings.BASE_DIR,
        start_new_session=True,
    )


def _stop(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in processes.values():
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes.values():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
