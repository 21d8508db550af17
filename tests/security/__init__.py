"""Security as seen from outside: goals S1-S4, S6, S7, S11, S12, S15 and S16 of security.md."""
