"""Reading cases, always within the present scope."""
