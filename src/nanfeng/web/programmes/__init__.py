"""Programmes and their cases: what the zone runs for enterprises, each begun, filled in, moved, paid and confirmed."""
