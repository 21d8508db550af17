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
POOL = {"min_size": 2, "max_size": 8, "timeout": 5, "max_lifetime": 1800}
# Milliseconds. A command that a person runs (migrate, restore) takes the time it takes.
STATEMENT_LIMIT = {"web": 5_000, "live": 5_000, "worker": 60_000}
PROCESSES = (*STATEMENT_LIMIT, "command")


def with_options(database: dict[str, Any], process: str) -> dict[str, Any]:
    """The connection settings of one process. `live` answers on many threads and so shares a pool; the one or two
    threads of the others each keep a connection, which a pool would only make slower and forks would break.
    """
    if database["ENGINE"].endswith("sqlite3"):
        return database | {"OPTIONS": SQLITE}
    options: dict[str, Any] = {"options": "-c lock_timeout=3000"}
    if process in STATEMENT_LIMIT:
        options["options"] += f" -c statement_timeout={STATEMENT_LIMIT[process]}"
        options["options"] += " -c idle_in_transaction_session_timeout=10000"
    if process == "live":
        options["pool"] = POOL
    age = 0 if process == "live" else 600
    return database | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": age, "OPTIONS": options}
