"""How each kind of process holds its database (security.md 7.6 and 7.7)."""

from typing import Any

# IMMEDIATE takes the write lock at the start, so that read-then-write never fails half way.
SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
    ),
}
# Milliseconds. A command that a person runs (migrate, restore) takes the time it takes.
STATEMENT_LIMIT = {"web": 5_000, "live": 5_000, "worker": 60_000}
PROCESSES = (*STATEMENT_LIMIT, "command")


def with_options(database: dict[str, Any], process: str) -> dict[str, Any]:
    """The connection settings of one process.

    Every process works on a few fixed threads, and each keeps a connection that it looks at before use. A pool would
    only be slower here, and psycopg's waits 1, 2, 4 s at each connection that the server has cut: docs/decisions/0007.
    """
    if database["ENGINE"].endswith("sqlite3"):
        return database | {"ENGINE": "core.sqlite3", "OPTIONS": SQLITE}
    # Compiling a query takes longer than any of a page runs.
    options = {"options": "-c lock_timeout=3000 -c jit=off"}
    if process in STATEMENT_LIMIT:
        options["options"] += f" -c statement_timeout={STATEMENT_LIMIT[process]}"
        options["options"] += " -c idle_in_transaction_session_timeout=10000"
    return database | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 600, "OPTIONS": options}
