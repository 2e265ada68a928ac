"""What is sent in, a file or a filled page, goes through the core's intake and what was accepted is kept."""

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.db import transaction

from nanfeng.intake.context import Context
from nanfeng.intake.taken import Taken
from nanfeng.pack.vocabulary import industry_names, place_names
from nanfeng.web import city
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.services import Written, write
from nanfeng.web.records.shape import Besides


@dataclass(frozen=True)
class Sender:
    """Who sends, for whom, when, and whether the records are made up."""

    by: str
    entered: datetime
    acting_for: str = ""
    synthetic: bool = False


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
        forms=tuple(pack.forms.values()),
        places=place_names(pack),
        industries=industry_names(pack),
        synthetic=sender.synthetic,
    )
