"""Plans, their measures and targets, and how far along they are."""
