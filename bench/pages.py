"""The tables "the limit and the peers" and "growth" of the goals: pages against the leanest Django."""

from collections.abc import Iterator
from typing import Any

from bench.asking import Browser, Timed, in_turns, middle, operation
from bench.figures import Figure
from bench.houses import BenchHouse
from bench.machine import pss

LIMITS, SIZES, EVERY = "Against the leanest Django", "Queries, size and memory", "Every page"
WORDS = "queue database"
KILO = 1024


def measure_pages(house: BenchHouse, world: dict[str, Any]) -> Iterator[Figure]:
    product, limit = house.product().start().wait_ready(), house.limit().start().wait_ready()
    lead, lean = Browser(product.port, world["session"]), Browser(limit.port, world["session"])
    yield from _against_limits(lead, lean, world)
    yield from _counted(house, world)
    yield from _every_page(lead, world)
    for name, process in (("the product", product), ("the leanest Django", limit)):
        assert process.running  # noqa: S101 - started above
        most = 140 if process is product else None
        yield Figure(SIZES, f"memory of a web process of {name}", pss(process.running.pid), "MB", most)
    product.terminate()
    limit.terminate()


def _against_limits(lead: Browser, lean: Browser, world: dict[str, Any]) -> Iterator[Figure]:
    search = f"?q={WORDS.replace(' ', '+')}"
    pairs: dict[str, tuple[Timed, Timed, float]] = {
        "list of 50 candidates with totals": (
            lambda: lead.get("/reports/"),
            lambda: lean.get("/candidates/"),
            2.5,
        ),
        "one candidate with all scores": (
            lambda: lead.get(f"/reports/{world['report']}/"),
            lambda: lean.get(f"/candidates/{world['completed']}/"),
            3,
        ),
        "save one score": (Saves(lead, world), LeanSaves(lean, world), 2),
        "question bank, first page": (lambda: lead.get("/questions/"), lambda: lean.get("/bank/"), 2.5),
        f"search the bank for “{WORDS}”": (
            lambda: lead.get(f"/questions/{search}"),
            lambda: lean.get(f"/search/{search}"),
            0.5,
        ),
    }
    for job, (ours, limit, most) in pairs.items():
        measured, least = in_turns(ours, limit)
        yield Figure(LIMITS, job, measured, "ms", most, least)


class Saves:
    """Rates a criterion of an open scorecard, as the page does it: each save on the version before."""

    def __init__(self, browser: Browser, world: dict[str, Any]) -> None:
        self.browser, self.version, self.count = browser, 1, 0
        self.path = f"/interviews/{world['open']}/scorecard/save/"
        self.criterion = world["criteria"][0]

    def __call__(self) -> float:
        self.count += 1
        value = str(1 + self.count % 9 / 2)
        fields = {"op_id": operation(), "base_version": self.version, f"criterion:{self.criterion}": value}
        took = self.browser.post(self.path, fields)
        self.version += 1
        return took


class LeanSaves:
    def __init__(self, browser: Browser, world: dict[str, Any]) -> None:
        self.browser, self.count = browser, 0
        self.path, self.criterion = f"/candidates/{world['open']}/save/", world["criteria"][0]

    def __call__(self) -> float:
        self.count += 1
        return self.browser.post(self.path, {"criterion": self.criterion, "value": 1 + self.count % 9 / 2})


GOALS_OF_QUERIES = {"/reports/": 8, "/reports/ID/": 12, "/questions/": 8}


def _counted(house: BenchHouse, world: dict[str, Any]) -> Iterator[Figure]:
    paths = pages(world)
    found = house.inside("count", world["session"], *paths.values())
    for name, path in paths.items():
        status, queries, size = found[path]
        note = "" if status == 200 else f"answered {status}"
        yield Figure(SIZES, f"queries of {name}", queries, "queries", GOALS_OF_QUERIES.get(name), note=note)
        yield Figure(SIZES, f"HTML of {name}", size / KILO, "kB", 40, note="before compression")


def pages(world: dict[str, Any]) -> dict[str, str]:
    interview, done = world["open"], world["completed"]
    return {
        "/reports/": "/reports/",
        "/reports/ID/": f"/reports/{world['report']}/",
        "/questions/": "/questions/",
        "/questions/ID/": f"/questions/{world['question']}/",
        "/rubrics/": "/rubrics/",
        "/rubrics/ID/": f"/rubrics/{world['rubric']}/",
        "/positions/": "/positions/",
        "/positions/ID/": f"/positions/{world['position']}/",
        "/plans/ID/": f"/plans/{world['plan']}/",
        "/interviews/": "/interviews/",
        "/interviews/ID/": f"/interviews/{done}/",
        "/interviews/ID/room/": f"/interviews/{interview}/room/",
        "/interviews/ID/scorecard/": f"/interviews/{interview}/scorecard/",
        "/interviews/ID/debrief/": f"/interviews/{done}/debrief/",
        "/reports/exports/": "/reports/exports/",
        "/reports/questions/": "/reports/questions/",
        "/practice/": "/practice/",
        "/practice/questions/": "/practice/questions/",
        "/practice/progress/": "/practice/progress/",
    }


def _every_page(lead: Browser, world: dict[str, Any]) -> Iterator[Figure]:
    for name, path in pages(world).items():
        yield Figure(EVERY, name, middle(lambda path=path: lead.get(path)), "ms", None)  # type: ignore[misc]
