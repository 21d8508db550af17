"""The door to core.posted for this app's views."""

from core.posted import posted_save, stale_answer

__all__ = ["posted_save", "stale_answer"]
