"""The process that reads an uploaded file: `python -m questions.importing.child NAME < file > result.json`.

Before the file stands one line: what a person says of where questions begin, in JSON, or null.
"""

import json
import resource
import sys
from dataclasses import asdict

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
    """Limits itself before it looks at the file; prints {"document": ..} or {"refused": sentence}."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        given = _given(sys.stdin.buffer.readline())
        document = read_file(sys.argv[1], sys.stdin.buffer.read(), given)
        answer: dict[str, object] = {"document": pack(document)}
    except DomainError as refused:
        answer = {"refused": refused.sentence}
    except MemoryError:
        answer = {"refused": TOO_MUCH}
    # Lone surrogates of a damaged file survive as escapes.
    json.dump(answer, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
