"""The process that reads an uploaded file: `python -m questions.importing.child NAME < file > result.json`.

Before the file stands one line: the lines where questions begin as a person said it, in JSON, or null.
"""

import json
import resource
import sys
from collections.abc import Collection

from core.errors import DomainError
from questions.importing.packing import pack
from questions.importing.reading import read_file

MEMORY = 512 * 1024 * 1024
SECONDS = 20
TOO_MUCH = "Reading this file needed more memory than it may have, and was stopped. Split it and import the parts."


def sent(data: bytes, begins: Collection[int] | None) -> bytes:
    """What the process reads: an argument could not hold some ten thousand lines."""
    return json.dumps(begins if begins is None else sorted(begins)).encode() + b"\n" + data


def main() -> None:
    """Limits itself before it looks at the file; prints {"document": ..} or {"refused": sentence}."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        begins = json.loads(sys.stdin.buffer.readline())
        document = read_file(sys.argv[1], sys.stdin.buffer.read(), begins)
        answer: dict[str, object] = {"document": pack(document)}
    except DomainError as refused:
        answer = {"refused": refused.sentence}
    except MemoryError:
        answer = {"refused": TOO_MUCH}
    # Lone surrogates of a damaged file survive as escapes.
    json.dump(answer, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
