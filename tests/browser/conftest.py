"""One running product and one browser for all browser tests: real processes, real Chromium."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.driving import CHROMIUM, FLAGS, ROOT, SEEDS, environment
from tests.browser.mortal import MortalServer
from tests.databases import sqlite_template
from tests.ports import free_port


def needed(path: Path) -> None:
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing, and CI=true")
        pytest.skip(f"LEFT OUT: {path} is not there")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running product: its database, its secret and its log."""
    made = tmp_path_factory.mktemp("var")
    shutil.copy(sqlite_template(), made / "interviewprep.sqlite3")
    return made


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    needed(CHROMIUM)
    needed(SEEDS)
    port = free_port()
    env = environment(home)
    with (home / "log").open("w") as log:
        command = [sys.executable, "manage.py", "run", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_for(process, f"http://127.0.0.1:{port}/accounts/login/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_for(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - an address of this machine
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("The server did not start.")


@pytest.fixture
def server(address: str, home: Path) -> Iterator[MortalServer]:
    """A second web process on the product's database, to be killed."""
    mortal = MortalServer(home)
    mortal.start()
    yield mortal
    mortal.stop()


@pytest.fixture(autouse=True)
def nobody_stays(browser: Browser) -> Iterator[None]:
    """Whoever a test brought in leaves with it."""
    yield
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="session")
def browser(address: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
