"""Django's SQLite, where whoever waits for the write lock waits no longer than chance has it.

SQLite's own way of waiting asks ever more seldom, ten times a second in the end, while whoever comes new asks at once:
of sixteen processes that write without a pause, some waited for as long as the others had anything to write.
"""

import random
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# Seconds between two questions; the same for all, however long they have waited.
PAUSE = (0.001, 0.01)


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        self._wait(0)
        try:
            self._begin(until=time.monotonic() + patience)
        finally:
            self._wait(patience)

    def _begin(self, *, until: float) -> None:
        while True:
            try:
                return super()._start_transaction_under_autocommit()  # type: ignore[misc,no-any-return]
            except OperationalError as refused:
                if "locked" not in str(refused) or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(*PAUSE))  # noqa: S311 - no secret

    def _wait(self, seconds: float) -> None:
        connection: Any = self.connection
        connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
