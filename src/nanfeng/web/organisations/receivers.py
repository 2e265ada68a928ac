"""The directory hears of records as they are written; a claim that was confirmed enters its organisation."""

import pyarrow as pa
from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.web.organisations import directory
from nanfeng.web.organisations.claims import enter
from nanfeng.web.organisations.merging import merged_away
from nanfeng.web.people.models import Claim
from nanfeng.web.people.signals import claim_confirmed
from nanfeng.web.records.signals import filing, written


@receiver(written, dispatch_uid="organisations.follow")
def follow(form: Form, rows: pa.Table, **_more: object) -> None:
    """Records of the register came in."""
    if form.register_role in directory.ROLES:
        directory.follow(filter(None, rows["_organisation"].to_pylist()))


@receiver(filing, dispatch_uid="organisations.merged")
def bar_merged(**_more: object) -> Barred | None:
    """Records are about to be filed: not under an entry that was merged away."""
    return merged_away()


@receiver(claim_confirmed, dispatch_uid="organisations.enter")
def enter_claimed(claim: Claim, **_more: object) -> None:
    """An officer confirmed that somebody acts for an organisation."""
    enter(claim)
