"""The database's own lock on submitted scorecards: see docs/decisions/0019-locked-by-the-database.md."""
