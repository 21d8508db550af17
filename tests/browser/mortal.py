"""A web process that can be killed and started again, on the running product's database."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.driving import ROOT, environment
from tests.ports import free_port


class MortalServer:
    """`kill` is SIGKILL: what was not committed is gone. The address stays the same over every life."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = environment(home) | {
            "INTERVIEWPREP_BASE_URL": self.address,
            "INTERVIEWPREP_PROCESS": "live",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "interviewprep.asgi:application"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        deadline = time.monotonic() + 30
        while not self.answers():
            assert time.monotonic() < deadline, "The web process did not start."
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill()
