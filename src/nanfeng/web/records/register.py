"""The register of organisations, as the records say it now."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pyarrow as pa
from django.db.models import Max

from nanfeng.forms.form import Form
from nanfeng.ledger.register import Register
from nanfeng.web import city, clock
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import table


def register() -> Register:
    """The register built from all records of forms with a register role; built anew only when one has come in."""
    names = tuple(form.name for form in _register_forms())
    last = Record.objects.filter(form__in=names).aggregate(last=Max("id"))["last"]
    return _built(last or 0)


@lru_cache(maxsize=1)
def _built(_last: int) -> Register:
    forms = {form.name: form for form in _register_forms()}
    return Register.of({name: table(form) for name, form in forms.items()}, forms)


def _register_forms() -> list[Form]:
    return [form for form in city.pack().forms.values() if form.register_role and form.purpose == "public"]


def park_on(organisation: str, on: date) -> str:
    """The park that an organisation belongs to on a day; empty where the register says none."""
    return _membership_park(register(), organisation, on)


def parks_of(form: Form, rows: pa.Table, known: Register) -> Sequence[str]:
    """The park of each row: that of its own place, else where its organisation belonged on its last day (of a span:
    its first), else where it belongs today; empty where there is none.
    """
    days = zip(rows["_first"].to_pylist(), rows["_last"].to_pylist(), strict=True)
    places = rows[form.place].to_pylist() if form.place else [None] * rows.num_rows
    whose = rows["_organisation"].to_pylist()
    today = clock.today()
    return [
        _park_of(place)
        or _membership_park(known, organisation, last or first)
        or _membership_park(known, organisation, today)
        for place, organisation, (first, last) in zip(places, whose, days, strict=True)
    ]


def _park_of(place: str | None) -> str:
    """The park that a place is or lies in."""
    places = city.pack().places
    waiting = [place] if place and place in places else []
    while waiting:
        code = waiting.pop()
        if places[code].kind == "park":
            return code
        waiting += places[code].parents
    return ""


def _membership_park(known: Register, organisation: str | None, on: date | None) -> str:
    found = known.membership(organisation, on) if organisation and on else None
    return (found.park or "") if found else ""
