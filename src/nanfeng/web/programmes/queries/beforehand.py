"""What is known of an applicant before he applies: what his application holds, what is read of him besides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nanfeng.cases.criterion import LAST_DAY, Origin, Reads
from nanfeng.cases.programme import Programme
from nanfeng.forms.field import Field
from nanfeng.forms.value import Value
from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack
from nanfeng.web import city
from nanfeng.web.look.language import words
from nanfeng.web.look.templatetags.names import day, organisation_kind, place_name
from nanfeng.web.programmes.eligibility import Applicant, look_up
from nanfeng.web.programmes.queries.lists import cases
from nanfeng.web.programmes.whole import whole, with_course
from nanfeng.web.records.printing import label, printed

_NAMES = {"park": place_name, "kind": organisation_kind}
"""What people call the codes that stand in the register."""


@dataclass(frozen=True)
class Fact:
    """Something that is read of the applicant and not asked: its label, what it says ("" where that is not known), and
    why not.
    """

    label: str
    value: str
    why_not: Text | None


@dataclass(frozen=True)
class Beforehand:
    """What an application holds beforehand: `values` by the programme's fields, the number of the earlier case `of`
    which some are ("" for none), and the `facts` that are read of the applicant.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    of: str = ""
    facts: Sequence[Fact] = ()


def beforehand(programme: Programme, organisation: str) -> Beforehand:
    """Everything known: what is known elsewhere, else what the organisation's last case of the programme said."""
    pack, applicant = city.pack(), Applicant(organisation)
    last = cases().filter(organisation=organisation, programme=programme.id).order_by("-pk").first()
    earlier = whole(with_course(last)).case.values if last else {}
    wanted = [Reads(one.field, Text(one.field, one.field), one.origin, one.at) for one in programme.prefills]
    found = look_up(pack, programme, applicant, wanted)
    known = {name: value for name, value in found.items() if value is not None and not isinstance(value, Text)}
    own = {each.name: earlier.get(each.name) for each in programme.fields}
    return Beforehand({**own, **known}, last.number if last else "", _facts(pack, programme, applicant))


def _facts(pack: Pack, programme: Programme, applicant: Applicant) -> list[Fact]:
    wanted = [one for one in programme.reads if one.origin is not Origin.CASE]
    found = look_up(pack, programme, applicant, wanted)
    once = {one.name: one for one in reversed(wanted)}
    return [_fact(pack, one, found.get(one.name)) for one in wanted if once[one.name] is one]


def _fact(pack: Pack, one: Reads, value: Value | Text) -> Fact:
    if isinstance(value, Text):
        return Fact(words(one.label), "", value)
    asked = _field(pack, one)
    name = label(asked) if asked else words(one.label)
    return Fact(name, printed(asked, value) if asked else _said(one, value), None)


def _field(pack: Pack, one: Reads) -> Field | None:
    """The field of a return that is read; None for what stands elsewhere, and for its last day."""
    name, _, field_name = one.at.partition(".")
    form = pack.forms.get(name) if one.origin is Origin.RETURN else None
    return form.field(field_name) if form and field_name != LAST_DAY else None


def _said(one: Reads, value: Value) -> str:
    if isinstance(value, bool):
        return words(Text("是", "yes") if value else Text("否", "no"))
    if isinstance(value, date):
        return day(value)
    if one.at in _NAMES and isinstance(value, str):
        return _NAMES[one.at](value)
    return f"{value:,f}" if isinstance(value, Decimal) else str(value or "")
