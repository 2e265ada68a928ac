"""What the apps above hear of records."""

from django.dispatch import Signal

written = Signal()
"""Records of a form were written, in the same transaction: `form` (Form), `rows` (their table, as it came in) and
`moved` (whether they only stand under another organisation now).
"""

naming = Signal()
"""Records of a form are about to be read: `form` (Form). Each receiver answers with what its fields may name that is
kept elsewhere, `intake.names.Names` by field.
"""

filing = Signal()
"""Somebody is about to file records of a form: `form` (Form). Each receiver answers with what bars rows of it for the
present scope, an `intake.context.Barred` that asks the database no more, or None for nothing.
"""
