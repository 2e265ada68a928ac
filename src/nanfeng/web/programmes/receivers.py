"""The app hears of records as they are filed and written, and of organisations that are merged."""

from collections.abc import Mapping

import pyarrow as pa
from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.intake.names import Names
from nanfeng.web.organisations.models import Merge
from nanfeng.web.organisations.signals import merged, parted
from nanfeng.web.programmes.linking import link, names
from nanfeng.web.programmes.services.merging import follow, give_back
from nanfeng.web.records.signals import naming, written


@receiver(written, dispatch_uid="programmes.linked")
def note_linked(form: Form, rows: pa.Table, **_more: object) -> None:
    """Records came in that may belong to cases."""
    link(form, rows)


@receiver(naming, dispatch_uid="programmes.names")
def know_cases(form: Form, **_more: object) -> Mapping[str, Names]:
    """Records are about to be read that may name cases."""
    return names(form)


@receiver(merged, dispatch_uid="programmes.merged")
def follow_merge(merge: Merge, **_more: object) -> None:
    """Two entries were found to be one organisation: their cases are its."""
    follow(merge)


@receiver(parted, dispatch_uid="programmes.parted")
def follow_undo(merge: Merge, **_more: object) -> None:
    """They are two after all."""
    give_back(merge)
