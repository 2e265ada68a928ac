"""Totals of a form's fields: indicators and tables that follow from the fields alone, so that a field which is added to
a form is in the open data without another word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nanfeng.figures.indicator import Indicator, Stock, Sum
from nanfeng.figures.table import Table
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.publication import Publication

_SUMMED = (FieldType.AMOUNT, FieldType.WHOLE)


def with_totals(
    publications: Mapping[str, Publication], indicators: Mapping[str, Indicator], forms: Mapping[str, Form]
) -> tuple[Mapping[str, Publication], Mapping[str, Indicator]]:
    """The publications with a table, and the indicators with one more, for each field that a publication wants the
    total of. A form that there is not gives none: `checks` says so.
    """
    wanted = {total.form for publication in publications.values() for total in publication.totals} & forms.keys()
    made = {name: list(_totals(forms[name], indicators)) for name in sorted(wanted)}
    filled = {name: _filled(one, made) for name, one in publications.items()}
    return filled, {**indicators, **{one.id: one for found in made.values() for one in found}}


def _filled(publication: Publication, made: Mapping[str, list[Indicator]]) -> Publication:
    tables = tuple(
        Table(f"total_{one.id}", one.id, total.windows, total.place_kind)
        for total in publication.totals
        for one in made.get(total.form, ())
    )
    return replace(publication, tables=(*publication.tables, *tables)) if tables else publication


def _totals(form: Form, indicators: Mapping[str, Indicator]) -> Iterator[Indicator]:
    """An indicator for each number of a form that no indicator adds up as it is."""
    plain = (one.formula for one in indicators.values() if isinstance(one.formula, Sum | Stock))
    told = {formula.field for formula in plain if formula.form == form.name and formula.where is None}
    for field in form.fields:
        if field.type in _SUMMED and not field.year_ago_of and field.name not in {*told, *form.key}:
            yield _total(field, form, indicators)


def _total(field: Field, form: Form, indicators: Mapping[str, Indicator]) -> Indicator:
    stands = form.timing is Timing.SPAN
    return Indicator(
        id=f"{form.name}_{field.name}" if field.name in indicators else field.name,
        name=field.label,
        definition=Text(
            f"“{form.label.zh}”中“{field.label.zh}”的合计。", f"The total of “{field.label.en}” of: {form.label.en}."
        ),
        unit=field.unit.base if field.unit else Unit.COUNT,
        formula=Stock("stock", form.name, field.name) if stands else Sum("sum", form.name, field.name),
    )
