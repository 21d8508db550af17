"""The canary: words that people entered, tokens and answers stand in no line of production's log."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.test import Client, RequestFactory

from accounts.models import User
from core import jobs, logs
from sessions.models import InterviewSession
from sessions.services.links import issue_link

CANARY = "SECRETNOTE canary-7f3a"


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def of(self, logger: str) -> list[dict[str, object]]:
        return [line for line in map(json.loads, self.lines) if line["logger"] == logger]


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.setLevel(before)
    root.removeHandler(handler)


def spoken(name: str, message: str, *args: object) -> str:
    return logs.message_of(logging.LogRecord(name, logging.ERROR, "", 1, message, args, None))


def failing() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as failure:
        raise ValueError(CANARY) from failure


def test_an_exception_is_told_by_type_and_place() -> None:
    try:
        failing()
    except ValueError:
        record = logging.LogRecord("core.jobs", logging.ERROR, "", 1, "Job %s failed", (7,), sys.exc_info())
    line = json.loads(logs.JsonFormatter().format(record))
    assert (line["message"], line["exception"]) == ("Job 7 failed", ["ValueError", "KeyError"])
    assert [place.split(" ")[-1] for place in line["where"]] == [
        "test_an_exception_is_told_by_type_and_place",
        "failing",
    ]
    assert CANARY not in json.dumps(line)


def test_a_library_is_quoted_by_its_pattern_and_numbers() -> None:
    assert spoken("django.request", "%s: %s took %d ms", "Not Found", "/join/a-token/", 12) == "…: … took 12 ms"


def test_a_number_that_had_to_be_masked_leaves_the_pattern_alone() -> None:
    assert spoken("django.db", "%d rows of %s", Decimal(3), CANARY) == "%d rows of %s"


def test_a_library_that_glues_its_message_is_cut_after_the_first_line() -> None:
    glued = f"Task exception was never retrieved\nfuture: ValueError({CANARY!r})"
    assert spoken("asyncio", glued) == "Task exception was never retrieved"


def test_our_own_words_are_kept_but_no_exception_in_them() -> None:
    assert spoken("core.realtime", "Room %s: %s", "abc", ValueError(CANARY)) == "Room abc: …"


def test_a_name_that_only_begins_like_ours_is_a_stranger() -> None:
    assert spoken("corelib", "%s", "words") == "…"


def test_ids_are_those_of_the_request_and_end_with_it() -> None:
    with logs.bound(request="r1"):
        logs.bind(interview="i1")
        record = logging.LogRecord("core", logging.INFO, "", 1, "in", (), None)
        inside = json.loads(logs.JsonFormatter().format(record))
    outside = json.loads(logs.JsonFormatter().format(record))
    assert (inside["request"], inside["interview"]) == ("r1", "i1")
    assert {"request", "interview"} & set(outside) == set()


def test_an_answer_carries_the_id_of_its_line(kept: Kept, db: None) -> None:
    answer = Client().get("/questions/?text=SECRETNOTE")
    line = kept.of("core.logs")[0]
    assert line["request"] == answer["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/questions/", 302)


def test_a_strangers_request_id_is_not_believed() -> None:
    request = RequestFactory().get("/", headers={"X-Request-ID": "chosen-by-me"})
    assert logs._id_of(request) != "chosen-by-me"


def test_the_proxys_request_id_is_taken_when_it_looks_like_one(settings: pytest.FixtureRequest) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    taken, refused = (RequestFactory().get("/", headers={"X-Request-ID": word}) for word in ("from-the-proxy", "a b{}"))
    assert logs._id_of(taken) == "from-the-proxy"
    assert len(logs._id_of(refused)) == 16


def test_nothing_that_was_entered_reaches_the_log(
    kept: Kept,
    caplog: pytest.LogCaptureFixture,
    interview: InterviewSession,
    lead: User,
    as_user: Callable[[User], Client],
) -> None:
    client = as_user(lead)
    client.raise_request_exception = False
    token, base = issue_link(interview=interview, by=lead), f"/interviews/{interview.public_id}"
    asked = interview.asked.get(position=1).public_id
    note = {"op_id": "operation-1", "base_version": 0, "asked": asked, "body": CANARY}
    answers = [
        client.post(f"{base}/note/", note),
        client.post(f"{base}/note/", note | {"op_id": "operation-2", "body": f"\0{CANARY}"}),
        client.get("/questions/", {"text": CANARY}),
        client.get(f"/nowhere/{CANARY}/"),
        Client().get(f"/join/{token}/"),
        Client().post(f"/join/{token}x/"),
        Client().post("/accounts/login/", {"login": "lead@x.example", "password": CANARY}),
    ]
    jobs.job("canary")(lambda args: failing())
    jobs.enqueue("canary", dedupe_key="a", args={"words": CANARY})
    jobs.run_due()
    text = "\n".join(kept.lines)
    assert len(kept.of("core.logs")) == len(answers)
    assert CANARY in caplog.text, "an ordinary formatter leaks here, or this test would prove nothing"
    assert [word for word in ("canary-7f3a", "SECRET", token, "lead@x.example") if word in text] == []


def test_a_line_names_the_interview_it_was_about(
    kept: Kept, interview: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    as_user(lead).get(f"/interviews/{interview.public_id}/room/")
    assert kept.of("core.logs")[0]["interview"] == interview.public_id
