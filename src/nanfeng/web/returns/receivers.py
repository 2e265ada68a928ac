"""The app hears of records as they are written, in the same transaction."""

import pyarrow as pa
from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.web.organisations.models import Merge
from nanfeng.web.organisations.signals import merged, parted
from nanfeng.web.records.signals import filing, written
from nanfeng.web.returns.barriers import under_way
from nanfeng.web.returns.calls import extend_calls
from nanfeng.web.returns.filing import filed
from nanfeng.web.returns.services.merging import follow, give_back


@receiver(written, dispatch_uid="returns.filed")
def note_filing(form: Form, rows: pa.Table, *, moved: bool = False, **_more: object) -> None:
    """Records of a return came in."""
    if not moved:  # what a merge moves was filed and reviewed before, and its return moves too
        filed(form, rows)


@receiver(written, dispatch_uid="returns.owed")
def note_who_owes(form: Form, *, moved: bool = False, **_more: object) -> None:
    """Records came in that may say who owes a return."""
    if not moved:
        extend_calls(form)


@receiver(merged, dispatch_uid="returns.merged")
def follow_merge(merge: Merge, **_more: object) -> None:
    """Two entries were found to be one organisation: it owes each return once."""
    follow(merge)


@receiver(parted, dispatch_uid="returns.parted")
def follow_undo(merge: Merge, **_more: object) -> None:
    """They are two after all."""
    give_back(merge)


@receiver(filing, dispatch_uid="returns.under_way")
def bar_under_way(form: Form, **_more: object) -> Barred | None:
    """Returns that are being reviewed or closed take no records until they come back."""
    return under_way(form)
