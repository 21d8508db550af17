"""Mock interviews with a partner: two halves in the same live room as any interview, purpose `mock`."""
