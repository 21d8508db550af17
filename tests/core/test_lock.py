"""requirements/base.txt on the oldest Python that the README promises. Debian 12 has 3.11.2; this one may be newer."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parents[2] / "requirements" / "base.txt"
OLDEST = {**default_environment(), "python_version": "3.11", "python_full_version": "3.11.0", "extra": ""}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str) -> list[Requirement]:
    """By a package on that Python; one that only another Python needs is not installed here."""
    try:
        found = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []
    return [one for one in found if one.marker is None or one.marker.evaluate(OLDEST)]  # type: ignore[arg-type]


def test_the_lock_holds_what_the_oldest_python_needs_too() -> None:
    locked = {plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(), re.M)}
    missing = {f"{one.name}, for {name}" for name in locked for one in needed(name) if plain(one.name) not in locked}
    assert len(locked) > 40
    assert missing == set()
