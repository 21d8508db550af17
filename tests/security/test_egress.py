"""S13: the server asks no address for anything, however it is written and wherever it stands.

The product has no webhook and fetches no picture, so that nothing is refused here: nothing may even be tried.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.errors import DomainError
from core.jobs import run_due
from questions.importing.limited import read_limited
from questions.services.imports import start_import
from tests.security import hostile
from tests.security.test_canaries import files
from tests.security.test_xss import inhabited, shots
from tests.test_permissions import World, world

__all__ = ["inhabited", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_in_a_process")]
SignIn = Callable[[User], Client]
HOSTS = (
    *("127.0.0.1", "127.1", "0", "localhost", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "[::1]"),
    *("[::ffff:7f00:1]", "me:secret@127.0.0.1", "127.0.0.1.nip.example", "①②⑦.⓪.⓪.①"),
)
FORMS = (
    "![a](http://{at}/{n}.png)",
    "<img src='http://{at}/{n}'>",
    '[a](http://{at}/{n} "a")',
    '#image("http://{at}/{n}.png")',
    "$\\includegraphics{{http://{at}/{n}}}$",
)
FILES = ("file:///etc/hostname", "![a](/etc/hostname)", '#read("/etc/hostname")', "ftp://{at}/x", "gopher://{at}/x")
FILES += ("http://169.254.169.254/latest/meta-data/", "![a](//{at}/x.png)", "data:text/html,{at}")
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "http://{at}/x">]><quiz><question>&x;</question></quiz>'
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Whoever connects, a library in another language or a child process included, waits here to be counted."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def address(listener: socket.socket) -> str:
    return f"127.0.0.1:{listener.getsockname()[1]}"


def called(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name that Python looks up and every address that it connects to."""
    found: list[str] = []
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def looked_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        found.append(str(host))
        return look_up(host, *args, **kwargs)

    def connected(self: socket.socket, to: Any) -> None:
        found.append(str(to))
        connect(self, to)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connected)
    return found


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch, listener: socket.socket) -> list[str]:
    """In place of the scripts of S11, in every text that people write."""
    port = listener.getsockname()[1]
    written = [
        form.format(at=f"{host}:{port}", n=f"{n}00{m}") for n, host in enumerate(HOSTS) for m, form in enumerate(FORMS)
    ]
    written += [form.replace("{at}", address(listener)) for form in FILES]
    monkeypatch.setattr(hostile, "CASES", written)
    return written


@pytest.fixture
def poisoned(cases: list[str], request: pytest.FixtureRequest) -> World:
    """After `cases`: the world is filled with them."""
    found: World = request.getfixturevalue("inhabited")
    return found


@pytest.mark.once
def test_s13_pages_exports_and_mails_of_hostile_addresses_call_nobody(
    cases: list[str], poisoned: World, lead: User, as_user: SignIn, listener: socket.socket, asked: list[str]
) -> None:
    client = as_user(lead)
    pages = "".join(shot.body.decode() for shot in shots(poisoned, [client]).values())
    written = [data for _, data in files(client, poisoned)]
    run_due()
    port = str(listener.getsockname()[1])
    assert (len(cases) >= 40, pages.count(port) > 200, sum(port.encode() in data for data in written) > 5) == (
        True,
        True,
        True,
    )
    assert (called(listener), asked) == (False, [])


@pytest.mark.parametrize("name", ["x.md", "x.xml", "x.json", "x.csv", "x.html"])
def test_s13_reading_a_file_calls_nobody(
    name: str, cases: list[str], lead: User, listener: socket.socket, asked: list[str]
) -> None:
    text = "\n\n".join(f"## Question {n}\n\nWhat is {case}?" for n, case in enumerate(cases))
    data = ENTITY.replace("{at}", address(listener)) if name == "x.xml" else text
    with suppress(DomainError):  # a file that is no such file is refused
        start_import(user=lead, file_name=name, data=data.encode(), read=read_limited)
    assert (called(listener), asked) == (False, [])


def test_a_call_would_be_noticed(listener: socket.socket, asked: list[str]) -> None:
    with socket.create_connection(listener.getsockname()):
        pass
    assert called(listener)
    assert len(asked) == 2
