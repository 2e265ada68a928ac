"""What was done: an append-only log, each entry chained to the one before it."""
