"""What intake knows besides the file and the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.fault import Fault
from nanfeng.intake.layout import Layout
from nanfeng.intake.limits import Limits
from nanfeng.intake.names import NamesOf, no_names
from nanfeng.ledger.register import Register

Barred = Callable[[pa.Table], Mapping[int, Fault]]
"""What keeps a sender from filing records: asked with a table in the shape of `forms.columns.schema`, it gives the
fault of each row (its position) that is not his to file, or not any more.
"""


@dataclass(frozen=True)
class Context:
    """Who sends, when, and what is known of whom.

    `register` may know nobody yet: then organisations come by identifier only. `history` are earlier accepted rows of
    the form in the shape of `forms.columns.schema`, None where there are none; those marked `_current` are what a
    correction is held against. `forms` are the pack's, to say which one a wrong form looks like. `places` and
    `industries` give the code of every name, alias and code. `confirmations` says whether an explanation in the file
    settles a question. `synthetic` marks every row as made up. `barred` is None where the sender
    may file everything. `layouts` are those of other returns that a file may be. `names` says what fields of a form may
    name that is kept elsewhere.
    """

    entered: datetime
    entered_by: str
    acting_for: str | None = None
    register: Register = field(default_factory=lambda: Register((), (), ()))
    history: pa.Table | None = None
    forms: tuple[Form, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    confirmations: bool = True
    synthetic: bool = False
    limits: Limits = field(default_factory=Limits)
    barred: Barred | None = None
    layouts: tuple[Layout, ...] = ()
    names: NamesOf = no_names
