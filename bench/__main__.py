"""`python -m bench`: builds the data, starts real processes, measures, and writes docs/benchmarks.md and .json."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figure, Run, kept, row
from bench.houses import BenchHouse, best_database, house_on
from bench.jobs import measure_computing, measure_jobs
from bench.live import measure_live
from bench.machine import machine
from bench.pads import measure_pads
from bench.pages import measure_pages
from bench.sizes import SIZES
from bench.whole import measure_whole
from tests.reachable import absent

DOCS = Path(__file__).resolve().parent.parent / "docs"
REDIS = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")
PARTS = ("pages", "computing", "jobs", "live", "pads", "whole")
# The goals speak of 200 rooms; the short runs hold fewer.
ROOMS = {"tiny": 10, "small": 50, "one": 200, "ten": 200}


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default=best_database())
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="these parts alone")
    parser.add_argument("--folder", type=Path, default=DOCS)
    chosen = parser.parse_args(words)
    measure(chosen.size, chosen.database, chosen.only, chosen.folder)


def measure(size: str, database: str, only: Sequence[str], folder: Path) -> None:
    """Writes what was measured, also where a later part fails."""
    with house_on(database, redis() if database == "postgresql" else None) as house:
        stood_on = machine(house, described(size))
        needs_data = set(only) & {"pages", "computing", "jobs"}
        world = house.inside("fill", size) if needs_data else {}
        print(f"{size} on {database}: filled in {world.get('seconds', 0)} s", flush=True)
        found: list[Figure] = []
        try:
            for figure in parts(size, only, house, world):
                print(row(figure), flush=True)
                found.append(figure)
        finally:
            write(Run(size, stood_on, found, () if set(only) == set(PARTS) else only), folder)


def parts(size: str, only: Sequence[str], house: BenchHouse, world: dict[str, Any]) -> Iterator[Figure]:
    todo: dict[str, Callable[[], Iterator[Figure]]] = {
        "pages": lambda: measure_pages(house, world),
        "computing": lambda: measure_computing(house),
        "jobs": lambda: measure_jobs(house, world),
        "live": lambda: measure_live(ROOMS[size], redis()),
        "pads": lambda: measure_pads(ROOMS[size] // 2, redis()),
        "whole": measure_whole,
    }
    for part in only:
        yield from todo[part]()


def redis() -> str | None:
    return None if "Redis" in absent() else REDIS


def described(size: str) -> str:
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in asdict(SIZES[size]).items())


def write(run: Run, folder: Path) -> None:
    """Adds this run to those of other sizes, databases and parts; of its own kind it is the only one."""
    store = folder / "benchmarks.json"
    runs = json.loads(store.read_text()) if store.exists() else {}
    runs[run.name] = run.as_dict() | {"text": run.as_markdown()}
    store.write_text(kept(runs))
    head = (Path(__file__).parent / "head.md").read_text()
    (folder / "benchmarks.md").write_text("\n".join([head, *(runs[name]["text"] for name in sorted(runs))]))


if __name__ == "__main__":
    main(sys.argv[1:])
