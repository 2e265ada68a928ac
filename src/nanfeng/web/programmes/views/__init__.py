"""Pages of programmes and their cases."""
