"""Returns: what organisations owe for a period, how it is filed, and how it is reviewed."""
