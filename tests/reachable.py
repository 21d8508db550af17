"""Exit 0 when PostgreSQL and Redis answer on this machine; else says which does not."""

import socket
import sys

SERVICES = {"PostgreSQL": 5432, "Redis": 6379}


def absent() -> list[str]:
    return [name for name, port in SERVICES.items() if not _answers(port)]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(", ".join(absent()) or 0)
