"""The Dockerfile without Docker: its context, its last steps, its health check and its process, as nobody.

What only Docker can do (fetching base images, layers) is left to it; every word that the product wrote is run here.
"""

import fnmatch
import http.client
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.faults.house import ROOT
from tests.ports import free_port

NOBODY = 10_001
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the image listens on; here it is replaced


def steps() -> list[tuple[str, str]]:
    """(instruction, words) of the Dockerfile's last stage, lines joined."""
    lines = (line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    last = joined.rpartition("\nFROM ")[2].splitlines()[1:]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in last if line.strip()]


def step(name: str) -> list[str]:
    return [words for instruction, words in steps() if instruction == name]


def ignored(path: str, patterns: list[str]) -> bool:
    """As .dockerignore means it for the patterns that ours holds: a folder goes with everything in it."""
    parts = path.split("/")
    folders = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
    return any(
        fnmatch.fnmatch(folder, pattern.removeprefix("**/")) or fnmatch.fnmatch(folder, pattern)
        for pattern in patterns
        for folder in folders
    )


@dataclass
class Image:
    """/app, /data and /secrets as folders of this machine."""

    app: Path
    data: Path
    secrets: Path
    port: int

    def built(self) -> dict[str, str]:
        """What the Dockerfile sets."""
        written = dict(part.split("=", 1) for part in shlex.split(step("ENV")[0]))
        health = written["HEALTH"].replace("8000", str(self.port))
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        return written | {"PATH": path, "HEALTH": health, "INTERVIEWPREP_VAR_DIR": str(self.data)}

    def env(self) -> dict[str, str]:
        """And what the compose file sets; PostgreSQL and Redis are left out."""
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["web"]["environment"]
        kept = {k: str(v) for k, v in compose.items() if "DATABASE" not in k and "REDIS" not in k}
        texts = {k: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", v) for k, v in kept.items()}
        return self.built() | {k: v.replace("/secrets", str(self.secrets)) for k, v in texts.items()}

    def command(self, words: list[str]) -> dict[str, object]:
        """How to run it: in /app, with nothing of this machine's environment, as nobody where we are root."""
        return {"args": words, "cwd": self.app, "env": self.env(), "user": NOBODY if drops() else None}

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(**self.command(list(words)), capture_output=True, text=True, check=False)  # type: ignore[call-overload,no-any-return]

    def healthy(self) -> bool:
        return self.run(*json.loads(step("HEALTHCHECK")[0].partition("CMD ")[2])).returncode == 0


def drops() -> bool:
    """Root can become nobody, if nobody may then still reach this Python."""
    reach = Path(sys.executable).resolve()
    return os.geteuid() == 0 and all(folder.stat().st_mode & 0o001 for folder in (reach, *reach.parents))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    home = tmp_path_factory.mktemp("image")
    app, data, secrets = home / "app", home / "data", home / "secrets"
    patterns = (ROOT / ".dockerignore").read_text().split()
    tracked = subprocess.run(["/usr/bin/git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for path in tracked.splitlines():
        if not ignored(path, patterns) and (ROOT / path).is_file():
            (app / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, app / path)
    # The Dockerfile's first stage builds it in the same way as `make pad`, which needs Node.
    if (ROOT / "static/pad").is_dir():
        shutil.copytree(ROOT / "static/pad", app / "static/pad")
    found = Image(app, data, secrets, free_port())
    gather = next(words for words in step("RUN") if "collectstatic" in words)
    gather = gather.replace("/app", str(app))
    subprocess.run(["/bin/sh", "-c", gather], cwd=app, env=found.built(), check=True)
    make_the_volumes(found)
    return found


def make_the_volumes(image: Image) -> None:
    """As the compose file's first service makes the secrets, and as the image makes the folder of the data."""
    image.data.mkdir(mode=0o700)
    image.secrets.mkdir(mode=0o700)
    owner = NOBODY if drops() else os.geteuid()
    words = f"from deploy.first_run import *; main(Path('{image.secrets}'), Path('{image.secrets}'))"
    env = os.environ | {"APP_UID": str(owner)}
    subprocess.run([sys.executable, "-c", words], cwd=image.app, env=env, check=True)
    for folder in (image.data, image.secrets):
        os.chown(folder, owner, -1)
    for folder in image.app.parents:
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and os.geteuid() == 0:
            folder.chmod(folder.stat().st_mode | 0o011)


@pytest.fixture(scope="module")
def serving(image: Image) -> Iterator[Image]:
    migrated = image.run("python", "manage.py", "migrate", "--noinput", "-v0")
    assert migrated.returncode == 0, migrated.stderr[-2000:]
    words = [
        word.replace(EVERYWHERE, "127.0.0.1").replace("8000", str(image.port)) for word in json.loads(step("CMD")[0])
    ]
    with (image.data / "log").open("wb") as log:
        process = subprocess.Popen(**image.command(words), stdout=log, stderr=log)  # type: ignore[call-overload]
    deadline = time.monotonic() + 60
    while not image.healthy():
        assert time.monotonic() < deadline and process.poll() is None, (image.data / "log").read_text()[-2000:]  # noqa: PT018
        time.sleep(0.5)
    yield image
    process.terminate()
    process.wait(30)


def get(image: Image, path: str) -> tuple[int, str]:
    """As the proxy passes it on."""
    connection = http.client.HTTPConnection("127.0.0.1", image.port, timeout=20)
    connection.request("GET", path, headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(errors="replace")


def test_no_secret_no_test_and_no_data_gets_into_the_image(image: Image) -> None:
    inside = {path.name for path in image.app.iterdir()}
    assert {"manage.py", "interviewprep", "deploy", "staticfiles"} <= inside
    assert inside & {".env", ".git", ".venv", "var", "tests", "bench", "docs"} == set()


def test_the_image_names_a_user_who_is_not_root() -> None:
    assert step("USER") == [str(NOBODY)]


def test_the_process_of_the_image_is_healthy_and_serves_pages_with_their_styles(serving: Image) -> None:
    status, page = get(serving, "/accounts/login/")
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert (status, len(styles) > 0) == (200, True)
    assert {get(serving, path)[0] for path in styles} == {200}
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", path) for path in styles)


def test_the_health_check_goes_red_without_a_process(image: Image) -> None:
    silent = Image(image.app, image.data, image.secrets, free_port())
    assert not silent.healthy()


def test_doctor_finds_the_images_settings_safe(serving: Image) -> None:
    said = serving.run("python", "manage.py", "doctor").stdout
    assert "well  settings: Safe for production." in said
