"""What the apps above hear of records."""

from django.dispatch import Signal

written = Signal()
"""Records of a form were written, in the same transaction: `form` (Form) and `rows` (their table, as it came in)."""
