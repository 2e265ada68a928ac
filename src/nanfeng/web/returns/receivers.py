"""The app hears of records as they are written, in the same transaction."""

import pyarrow as pa
from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.web.records.signals import written
from nanfeng.web.returns.filing import filed


@receiver(written, dispatch_uid="returns.filed")
def note_filing(form: Form, rows: pa.Table, **_more: object) -> None:
    """Records of a return came in."""
    filed(form, rows)
