"""Taking along what one did in practice."""
