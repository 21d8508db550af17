"""Faults of security.md, section 4, against real processes. `make faults` runs them at their full length."""
