"""The app hears of records as they are written, in the same transaction."""

import pyarrow as pa
from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.web.records.signals import filing, written
from nanfeng.web.returns.barriers import under_way
from nanfeng.web.returns.calls import extend_calls
from nanfeng.web.returns.filing import filed


@receiver(written, dispatch_uid="returns.filed")
def note_filing(form: Form, rows: pa.Table, **_more: object) -> None:
    """Records of a return came in."""
    filed(form, rows)


@receiver(written, dispatch_uid="returns.owed")
def note_who_owes(form: Form, **_more: object) -> None:
    """Records came in that may say who owes a return."""
    extend_calls(form)


@receiver(filing, dispatch_uid="returns.under_way")
def bar_under_way(form: Form, **_more: object) -> Barred | None:
    """Returns that are being reviewed or closed take no records until they come back."""
    return under_way(form)
