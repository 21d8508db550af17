"""The process that reads an uploaded file: `python -m questions.importing.child NAME < file > result.json`.

Before the file stands one line: what a person says of where questions begin, in JSON, or null.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import BinaryIO

from core.errors import DomainError
from questions.importing.document import Given
from questions.importing.packing import pack
from questions.importing.reading import read_file

MEMORY = 512 * 1024 * 1024
SECONDS = 20
TOO_MUCH = "Reading this file needed more memory than it may have, and was stopped. Split it and import the parts."


def sent(data: bytes, given: Given | None) -> bytes:
    """What the process reads: an argument could not hold some ten thousand lines."""
    return json.dumps(given and asdict(given)).encode() + b"\n" + data


def _given(line: bytes) -> Given | None:
    said = json.loads(line)
    return said and Given(tuple(said["begins"]), tuple(said["joins"]))


def main() -> None:
    """Limits itself before it looks at the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # Lone surrogates of a damaged file survive as escapes.
    json.dump(answer(sys.argv[1], sys.stdin.buffer), sys.stdout, ensure_ascii=True)


def answer(name: str, said: BinaryIO) -> dict[str, object]:
    """{"document": ..} or {"refused": sentence}."""
    try:
        given = _given(said.readline())
        return {"document": pack(read_file(name, said.read(), given))}
    except DomainError as refused:
        return {"refused": refused.sentence}
    except MemoryError:
        return {"refused": TOO_MUCH}


if __name__ == "__main__":
    main()
