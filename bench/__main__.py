"""`python -m bench`: builds the data, starts real processes, measures, and writes docs/benchmarks.md and .json."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figure, Run, kept, row
from bench.houses import BenchHouse, best_database, house_on
from bench.machine import machine
from bench.pages import measure_pages
from bench.sizes import SIZES

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default=best_database())
    parser.add_argument("--folder", type=Path, default=DOCS)
    chosen = parser.parse_args(words)
    run = measure(chosen.size, chosen.database)
    write(run, chosen.folder)


def measure(size: str, database: str) -> Run:
    with house_on(database) as house:
        world = house.inside("fill", size)
        print(f"{size} on {database}: filled in {world['seconds']} s", flush=True)
        found = []
        for figure in parts(house, world):
            print(row(figure), flush=True)
            found.append(figure)
        return Run(size, machine(house, described(size)), found)


def parts(house: BenchHouse, world: dict[str, Any]) -> Iterator[Figure]:
    yield from measure_pages(house, world)


def described(size: str) -> str:
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in asdict(SIZES[size]).items())


def write(run: Run, folder: Path) -> None:
    """Adds this run to those of other sizes and databases; of its own kind it is the only one."""
    store = folder / "benchmarks.json"
    runs = json.loads(store.read_text()) if store.exists() else {}
    runs[run.name] = run.as_dict() | {"text": run.as_markdown()}
    store.write_text(kept(runs))
    head = (Path(__file__).parent / "head.md").read_text()
    (folder / "benchmarks.md").write_text("\n".join([head, *(runs[name]["text"] for name in sorted(runs))]))


if __name__ == "__main__":
    main(sys.argv[1:])
