"""From frozen records to figures: definitions, their compilation, computation, trace and reconciliation."""
