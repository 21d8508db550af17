"""deploy/Caddyfile in a real Caddy: TLS, both kinds of processes behind it, and what it keeps from them (F28)."""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.faults.conftest import left_out
from tests.faults.house import ROOT, House, free_port

CADDYFILE = ROOT / "deploy" / "Caddyfile"
# What a test cannot have: the ports of the web, the names of the containers, and the datagrams of HTTP/3 (tests.ports).
FOR_TESTS = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n"
WITHOUT_HTTP_3 = "\tservers {\n\t\tprotocols h1 h2\n"


def caddy_program() -> str:
    found = shutil.which("caddy")
    if not found:
        left_out("caddy is not installed")
    return found or ""


@dataclass
class Proxy:
    """Caddy on 127.0.0.1, with a certificate of its own making that `trust` believes."""

    port: int
    trust: ssl.SSLContext

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=30, context=self.trust)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def opens(self, path: str, origin: str, cookie: str) -> bool:
        address, headers = f"wss://localhost:{self.port}{path}", {"Cookie": cookie}
        try:
            with connect(address, ssl=self.trust, origin=origin, additional_headers=headers, open_timeout=10):  # type: ignore[arg-type]
                return True
        except WebSocketException:
            return False


def with_ports(text: str, name: str, inside: int, ports: list[int]) -> str:
    """The Caddyfile with the processes of this machine where it asks the containers' names."""
    asked = f"dynamic a {name} {inside} {{\n\t\t\trefresh 5s\n\t\t}}"
    assert asked in text
    return text.replace(asked, "to " + " ".join(f"127.0.0.1:{port}" for port in ports))


Start = Callable[[list[int], list[int]], Proxy]


@pytest.fixture
def caddy(tmp_path: Path) -> Iterator[Start]:
    """Starts it before the ports of pages and the ports of sockets."""
    running: list[subprocess.Popen[bytes]] = []

    def start(web: list[int], live: list[int]) -> Proxy:
        port = free_port()
        text = with_ports(with_ports(CADDYFILE.read_text(), "web", 8000, web), "live", 8001, live)
        config = tmp_path / "Caddyfile"
        config.write_text(text.replace("{\n", FOR_TESTS, 1).replace("\tservers {\n", WITHOUT_HTTP_3, 1))
        env = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "INTERVIEWPREP_HOST": f"localhost:{port}"}
        command = [caddy_program(), "run", "--config", str(config), "--adapter", "caddyfile"]
        with (tmp_path / "caddy.log").open("wb") as log:
            running.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
        return Proxy(port, trusting(tmp_path / "caddy/pki/authorities/local/root.crt", port))

    yield start
    for process in running:
        process.kill()
        process.wait()


def trusting(root: Path, port: int) -> ssl.SSLContext:
    deadline = time.monotonic() + 30
    while True:
        try:
            trust = ssl.create_default_context(cafile=root)
            with (
                socket.create_connection(("127.0.0.1", port), 5) as raw,
                trust.wrap_socket(raw, server_hostname="localhost"),
            ):
                return trust
        except OSError:
            assert time.monotonic() < deadline, "Caddy did not start."
            time.sleep(0.1)


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that reached it."""

    def do_GET(self) -> None:
        body = json.dumps({key.lower(): value for key, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def before_an_echo(caddy: Start) -> Iterator[Proxy]:
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield caddy([server.server_port], [server.server_port])
    server.shutdown()
    server.server_close()


def test_caddy_reads_the_file_as_it_stands(tmp_path: Path) -> None:
    command = [caddy_program(), "validate", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    env = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_a_stranger_says_of_themselves_does_not_get_through(before_an_echo: Proxy) -> None:
    forged = {"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}
    _, said = before_an_echo.ask("GET", "/", **forged)
    headers = json.loads(said)
    assert (headers["x-forwarded-proto"], headers["x-forwarded-for"]) == ("https", "127.0.0.1")
    assert headers["host"] == f"localhost:{before_an_echo.port}"
    assert "evil.example" not in said


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_figures_and_the_state_of_the_parts_stay_inside(path: str, before_an_echo: Proxy) -> None:
    assert before_an_echo.ask("GET", path) == (404, "")
    assert before_an_echo.ask("GET", "/healthz")[0] == 200


def test_a_body_that_no_page_takes_is_cut_off_at_the_door(before_an_echo: Proxy) -> None:
    assert before_an_echo.ask("POST", "/", b"x" * 1_000_000)[0] == 200
    try:
        status = before_an_echo.ask("POST", "/", b"x" * 26_000_000)[0]
    except OSError:  # closed while we were still sending
        status = 413
    assert status in (413, 502)


@pytest.mark.long
def test_f28_a_caller_who_never_finishes_a_header_is_hung_up_on(
    before_an_echo: Proxy, figure: Callable[[str], None]
) -> None:
    """And three hundred of them keep nobody else out meanwhile."""
    slow = [slow_caller(before_an_echo) for _ in range(300)]
    began = time.monotonic()
    answered = [timed(before_an_echo) for _ in range(20)]
    for caller in slow:
        caller.settimeout(max(0.1, began + 20 - time.monotonic()))
        assert caller.recv(1024)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 408")
        caller.close()
    took = time.monotonic() - began
    slowest = max(answered) * 1000
    figure(f"300 slow callers hung up on within {took:.1f} s; a page took at most {slowest:.0f} ms meanwhile")
    assert took < 20


def slow_caller(proxy: Proxy) -> ssl.SSLSocket:
    raw = socket.create_connection(("127.0.0.1", proxy.port), 10)
    caller = proxy.trust.wrap_socket(raw, server_hostname="localhost")
    caller.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    return caller


def timed(proxy: Proxy) -> float:
    began = time.monotonic()
    assert proxy.ask("GET", "/")[0] == 200
    return time.monotonic() - began


def test_two_processes_of_each_kind_serve_one_interview_through_it(postgres_house: House, caddy: Start) -> None:
    house = postgres_house
    seeded = house.seed(authors=2)
    pages = [house.pages() for _ in range(2)]
    sockets = [house.web() for _ in range(2)]
    proxy = caddy([process.port or 0 for process in pages], [process.port or 0 for process in sockets])
    for process in (*pages, *sockets):
        process.env = {**process.env, "INTERVIEWPREP_BASE_URL": proxy.origin}
        process.start().wait_ready()
    seat = seeded["authors"][0]
    cookie = f"sessionid={seat['session']}"
    room = f"/interviews/{seat['interview']}/room/"
    assert {proxy.ask("GET", room, Cookie=cookie)[0] for _ in range(4)} == {200}
    bell = f"/ws/rooms/{seat['interview']}/"
    opened = [proxy.opens(bell, origin, cookie) for origin in (proxy.origin, proxy.origin, "https://evil.example")]
    assert opened == [True, True, False]
    pages[0].kill()
    assert {proxy.ask("GET", room, Cookie=cookie)[0] for _ in range(4)} == {200}
