"""What a run stood on, so that its numbers can be read a year later."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from tests.faults.house import ROOT, House


def machine(house: House, described: str) -> dict[str, Any]:
    return {
        "code": revision(),
        "when": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "cores": os.cpu_count(),
        "processor": processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": database(house),
        "data": described,
        "load before": " ".join(f"{each:.1f}" for each in os.getloadavg()),
    }


def revision() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return told.stdout.strip() or "not in a repository"


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def database(house: House) -> str:
    if house.database_url.startswith("sqlite"):
        return f"SQLite {house.rows('SELECT sqlite_version()')[0][0]}"
    broker = ", Redis" if house.redis_url else ""
    return f"PostgreSQL {house.rows('SHOW server_version')[0][0].split()[0]}{broker}"


def pss(pid: int) -> float:
    """Proportional memory of a process and all its children, in MB."""
    return sum(_own(each) for each in family(pid))


def family(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    children = [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return [pid, *(each for child in children for each in family(child))]


def _own(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
