"""The register of organisations, as the records say it now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.db.models import QuerySet

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.ledger.register import Register
from nanfeng.web import city, clock
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table


@dataclass(frozen=True)
class _Kept:
    """A register, and by form the number of the last record that it was built from and of how many; `rows` of all."""

    register: Register
    last: Mapping[str, int]
    rows: int


_kept: list[_Kept] = []
"""The register as this process last built it: at most one. A thread that finds another's is none the worse."""

_FEW = 200
"""So many organisations are looked up one by one; of more, the whole register is built anew."""


def register() -> Register:
    """The register built from all records of forms with a register role. It is kept; when records have come in, the
    organisations that they speak of are read anew, and no others.
    """
    known = _kept[0] if _kept else None
    last = _last()
    if known is None or known.last != last:
        known = _brought_up(known, last) or _Kept(_built(), last, _rows(last))
        _kept[:] = [known]
    return known.register


def _last() -> dict[str, int]:
    """The number of the last record of each form. Who writes a form holds it, so that its numbers are in order."""
    newest = [_of(form.name).order_by("-id").values_list("form", "id")[:1] for form in _register_forms()]
    return dict(Record.objects.none().values_list("form", "id").union(*newest, all=True))


def _rows(last: Mapping[str, int]) -> int:
    return sum(_of(form).filter(id__lte=number).count() for form, number in last.items())


def _brought_up(known: _Kept | None, last: Mapping[str, int]) -> _Kept | None:
    """The register with the records that came in since; None where too many did, or where some of those that it was
    built from are gone, because the transaction that wrote them was undone.
    """
    if known is None:
        return None
    came = {form: _keys(form, known.last.get(form, 0), number) for form, number in last.items()}
    many = sum(map(len, came.values()))
    if not 0 < many <= _FEW or known.rows + many != _rows(last):
        return None
    spoken_of = [_of(form).filter(key__in=keys).values_list("organisation", flat=True) for form, keys in came.items()]
    organisations = sorted({one for found in spoken_of for one in found if one})
    return _Kept(known.register.revised(organisations, _built(organisations)), last, known.rows + many)


def _keys(form: str, after: int, until: int) -> list[str]:
    """The keys of the records of a form that came in between two numbers."""
    came = _of(form).filter(id__gt=after, id__lte=until)
    return list(came.values_list("key", flat=True)[: _FEW + 1]) if until > after else []


def _built(organisations: Sequence[str] | None = None) -> Register:
    """The register of these organisations (None: of all), with the mergers of all."""
    forms = {form.name: form for form in _register_forms()}
    return Register.of({name: _table(form, organisations) for name, form in forms.items()}, forms)


def _table(form: Form, organisations: Sequence[str] | None) -> pa.Table:
    if organisations is None or form.register_role == "succession":
        return table(form)
    return pa.concat_tables(
        [schema(form).empty_table(), *(table(form, Which(organisation=one)) for one in organisations)]
    )


def _of(form: str) -> QuerySet[Record]:
    return Record.objects.filter(form=form)


def _register_forms() -> list[Form]:
    return [form for form in city.pack().forms.values() if form.register_role and form.purpose == "public"]


def park_on(organisation: str, on: date) -> str:
    """The park that an organisation belongs to on a day; empty where the register says none."""
    return _membership_park(register(), organisation, on)


def parks_on(organisations: Iterable[str], on: date) -> Mapping[str, str]:
    """By organisation the park that it belongs to on a day; empty where the register says none."""
    known = register()
    return {organisation: _membership_park(known, organisation, on) for organisation in organisations}


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
