"""Prints what the product is made of as CycloneDX 1.5: every locked package of Python and of the pad's editor, with
version and hashes. Needs nothing but Python and the two lock files.
"""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / "requirements" / "base.txt"
EDITOR = ROOT / "sessions" / "pad" / "web" / "package-lock.json"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> None:
    components = [*python_packages(PYTHON.read_text()), *editor_packages(json.loads(EDITOR.read_text()))]
    document = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    print(json.dumps(document, indent=1))


def python_packages(lock: str) -> Iterator[dict[str, Any]]:
    """A package may be one of several files, each with its own hash; all that the lock accepts are listed."""
    starts = list(LOCKED.finditer(lock))
    for found, following in zip(starts, [*starts[1:], None], strict=True):
        rest = lock[found.end() : following.start() if following else len(lock)]
        hashes = [{"alg": "SHA-256", "content": each} for each in HASH.findall(rest)]
        yield component("pypi", found[1], found[2], hashes)


def editor_packages(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What is bundled for the browser and what builds the bundle; the first entry is the project itself."""
    for path, found in lock["packages"].items():
        if path:
            kind, _, digest = found["integrity"].partition("-")
            content = base64.b64decode(digest).hex()
            name = path.rpartition("node_modules/")[2]
            yield component("npm", name, found["version"], [{"alg": f"SHA-{kind[3:]}", "content": content}])


def component(kind: str, name: str, version: str, hashes: list[dict[str, str]]) -> dict[str, Any]:
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl, "hashes": hashes}


if __name__ == "__main__":
    main()
