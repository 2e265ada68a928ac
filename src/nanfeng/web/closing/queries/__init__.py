"""Reading what was closed, built and published."""
