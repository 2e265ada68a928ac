"""What is sent in, a file or a filled page, goes through the core's intake and what was accepted is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.context import Context
from nanfeng.intake.names import Names
from nanfeng.intake.taken import Taken
from nanfeng.pack.vocabulary import industry_names, place_names
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.records.access import barred
from nanfeng.web.records.models import Record
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.services import Written, write
from nanfeng.web.records.shape import Besides
from nanfeng.web.records.signals import naming


@dataclass(frozen=True)
class Sender:
    """Who sends, for whom, when, and whether the records are made up."""

    by: str
    entered: datetime
    acting_for: str = ""
    synthetic: bool = False


def present_sender() -> Sender:
    """Who acts now. What people try out in a demonstration is made up, as all else there."""
    doer = present_doer()
    return Sender(doer.who, clock.now(), doer.acting_for, settings.ENVIRONMENT.demo)


@transaction.atomic
def keep(taken: Taken, status: str = "accepted") -> Written:
    """Keep the accepted rows, each with what its sender wrote to explain it."""
    form, rows = taken.form, taken.accepted
    position = rows.schema.get_field_index("_status")
    rows = rows.set_column(position, rows.schema.field(position), pa.array([status] * rows.num_rows, pa.string()))
    why = {said.key: said.because for said in taken.explanations}
    return write(form, rows, Besides(parks_of(form, rows, register()), why))


def context(sender: Sender, history: pa.Table) -> Context:
    """What intake knows besides: the register, the form's history (as far as the sender may see it), names."""
    pack = city.pack()
    return Context(
        entered=sender.entered,
        entered_by=sender.by,
        acting_for=sender.acting_for or None,
        register=register(),
        history=history if history.num_rows else None,
        forms=tuple(pack.filed.values()),
        layouts=tuple(pack.layouts.values()),
        places=place_names(pack),
        industries=industry_names(pack),
        synthetic=sender.synthetic,
        names=_names,
    )


def _names(form: Form) -> Mapping[str, Names]:
    """What the apps above know of what fields of a form name."""
    answers = cast("list[Mapping[str, Names]]", [answer for _, answer in naming.send(Record, form=form)])
    return {field: names for answer in answers for field, names in answer.items()}


def minding_access(known: Context, form: Form) -> Context:
    """The same for somebody who may not file everything: rows that are not his come back with words."""
    return replace(known, barred=barred(form))
