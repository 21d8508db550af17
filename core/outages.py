"""Something that a process can do without is away: said once, then counted a minute apart, and when it is back."""

import logging
import threading
import time

EVERY = 60.0

log = logging.getLogger(__name__)


class Outage:
    """Of one thing that is tried again and again. `what` begins the sentence, `until` says what happens meanwhile."""

    def __init__(self, what: str, until: str) -> None:
        self.what, self.until = what, until
        self._lock = threading.Lock()
        self._since: float | None = None
        self._told = 0.0
        self._failures = 0

    def failed(self) -> None:
        """Called where the failure is caught: the first line carries its trace."""
        now = time.monotonic()
        with self._lock:
            first = self._since is None
            if self._since is None:
                self._since, self._told, self._failures = now, now, 0
            self._failures += 1
            due = now - self._told >= EVERY
            self._told = now if due else self._told
            tried = (self._failures, now - self._since)
        if first:
            log.warning("%s cannot be reached; %s.", self.what, self.until, exc_info=True)
        elif due:
            log.warning("%s is still away: %d tries failed in %d s.", self.what, *tried)

    def worked(self) -> None:
        if self._since is None:
            return
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            log.warning("%s is back after %d s; %d tries failed.", self.what, time.monotonic() - since, self._failures)
