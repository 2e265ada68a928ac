"""What a programme gives to the rest of a pack: a form of its cases, its flow, and the indicators that it feeds."""

from collections.abc import Iterator, Mapping
from typing import Any

from nanfeng.cases.case_form import ORGANISATION, STAGE, confirmed_field, countable_fields, form_name
from nanfeng.cases.counted import Counted, What
from nanfeng.cases.programme import Programme
from nanfeng.figures.indicator import Count, CountDistinct, Formula, Indicator, Stock, Sum
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.rule import Rule
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

SUMMED = (FieldType.AMOUNT, FieldType.WHOLE, FieldType.NUMBER)
"""The types of fields that can be added up."""

_COUNTS = {
    What.CASES: Text("按办件计", "cases"),
    What.ORGANISATIONS: Text("按单位去重", "distinct organisations"),
    What.AMOUNT: Text("按办件累加", "added up over cases"),
}


def indicators_of(programme: Programme) -> Iterator[Indicator]:
    """An indicator for each thing that a programme lets the zone count, except where names in it lead nowhere: then
    `checks` says so.
    """
    for counted in programme.counted:
        if countable(programme, counted):
            yield _indicator(programme, counted)


def fed_by(programme: Programme, indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """The indicators that count or add up what the cases of a programme say, or the records that follow from them."""
    forms = {form_name(programme.id), *(one.form for one in programme.projections)}
    return [one for one in indicators.values() if getattr(one.formula, "form", "") in forms]


def countable(programme: Programme, counted: Counted) -> bool:
    """Whether stage, outcome and fields of what is counted are there, and the field can be added up."""
    return (
        counted.reached in {stage.id for stage in programme.stages}
        and (counted.confirmed is None or _confirmable(programme, counted.confirmed))
        and (counted.what is What.AMOUNT) == (counted.of is not None)
        and (counted.of is None or _summed(programme, counted.of) is not None)
        and (
            counted.where is None or set(counted.where.fields) <= {field.name for field in countable_fields(programme)}
        )
    )


def names_in(written: Mapping[str, Any]) -> set[str]:
    """What a programme's file would have defined besides the programme, where it has not its shape: these names are
    known, though nothing can be said about them.
    """
    entries = written.get("counted")
    counted = [entry.get("id") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return {form_name(str(written.get("id"))), *(name for name in counted if isinstance(name, str))}


def _indicator(programme: Programme, counted: Counted) -> Indicator:
    field = _summed(programme, counted.of) if counted.of else None
    return Indicator(
        id=counted.id,
        name=counted.name,
        definition=counted.definition,
        unit=field.unit.base if field and field.unit else Unit.COUNT,
        formula=_formula(form_name(programme.id), counted),
        additive=counted.what is not What.ORGANISATIONS,
        counts=_COUNTS[counted.what],
        source=programme.source,
    )


def _formula(form: str, counted: Counted) -> Formula:
    where = _where(counted)
    distinct = ORGANISATION if counted.what is What.ORGANISATIONS else None
    if counted.standing:
        return Stock("stock", form, counted.of, distinct, where)
    if counted.of:
        return Sum("sum", form, counted.of, where)
    if distinct:
        return CountDistinct("count_distinct", form, distinct, where)
    return Count("count", form, where)


def _where(counted: Counted) -> Rule:
    """The records of the stage: a case has one of them, however many stages it went through."""
    confirmed = f" and {confirmed_field(counted.confirmed)} is not None" if counted.confirmed else ""
    where = f" and ({counted.where})" if counted.where else ""
    return Rule.parse(f"{STAGE} == {counted.reached!r}{confirmed}{where}")


def _confirmable(programme: Programme, outcome: str) -> bool:
    return outcome.isidentifier() and outcome in {one.id for one in programme.outcomes}


def _summed(programme: Programme, name: str) -> Field | None:
    return next((field for field in programme.fields if field.name == name and field.type in SUMMED), None)
