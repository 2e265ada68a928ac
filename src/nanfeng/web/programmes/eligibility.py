"""Whether an organisation may have what a programme offers: its criteria, asked of what is known of the organisation.

What is known is looked up as the platform itself; a return is read only for the use that it was filed for, or that its
organisation has consented to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from nanfeng.cases.criterion import CERTIFICATES, LAST_DAY, Assessed, Facts, Origin, Reads, assess
from nanfeng.cases.programme import Programme
from nanfeng.forms.form import Form, Purpose
from nanfeng.forms.value import Value
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.pack.pack import Pack
from nanfeng.web import clock
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.whole import Whole, held
from nanfeng.web.records.models import Record
from nanfeng.web.records.values import value_of

_WITHHELD = Text("单位未授权将该报表用于此项目", "the organisation has not consented to this use of that return")
_NOT_FILED = Text("没有报送记录", "nothing was filed")
_NOT_SAID = Text("在办件中填写", "it is filled in on the case")
_NO_POINTS = Text("积分尚未计算", "no score was computed yet")
_UNREGISTERED = Text("名录中没有该单位", "the organisation is not in the register")


Found = Mapping[str, Value | Text]
"""What is known, or why it is not, by name; or, where it is looked up, by where it stands."""


@dataclass(frozen=True)
class Applicant:
    """Who would take part: the organisation, and what its case says."""

    organisation: str
    values: Mapping[str, Value] = field(default_factory=dict)


def with_assessed(found: Whole) -> Whole:
    """A case with its criteria answered as of today."""
    if not found.programme.criteria:
        return found
    applicant = Applicant(found.case.organisation, found.case.values)
    return found.with_case(assessed=assessed(found.pack, found.programme, applicant))


def assessed(pack: Pack, programme: Programme, applicant: Applicant) -> tuple[Assessed, ...]:
    """The answer of every criterion, as of today."""
    return assess(programme.criteria, facts(pack, programme, applicant))


def facts(pack: Pack, programme: Programme, applicant: Applicant) -> Facts:
    """What criteria read of an applicant, as of today."""
    found = look_up(pack, programme, applicant, programme.reads)
    values = {name: value for name, value in found.items() if not isinstance(value, Text)}
    why_not = {name: value for name, value in found.items() if isinstance(value, Text)}
    labels = {each.name: each.label for each in (*programme.fields, *reversed(programme.reads))}
    return Facts({**applicant.values, "today": clock.today(), **values}, why_not, labels)


def look_up(pack: Pack, programme: Programme, applicant: Applicant, wanted: Sequence[Reads]) -> Found:
    """What is known of an applicant, by name, or why it is not: from the first place that knows it, in the order in
    which these are wanted; where none does, what the last one says.
    """
    said: dict[Origin, Found] = {}
    with seeing(SYSTEM):
        for origin in Origin:
            asked = [one for one in wanted if one.origin is origin]
            said[origin] = _READERS[origin](pack, programme, applicant, asked) if asked else {}
    found: dict[str, Value | Text] = {}
    for one in wanted:
        if found.get(one.name) is None or isinstance(found[one.name], Text):
            found[one.name] = said[one.origin].get(one.at)
    return found


def withheld(pack: Pack, programme: Programme, organisation: str) -> list[Form]:
    """The forms of which a programme would read the organisation's returns, and may not for want of consent."""
    forms = [form for form in _wanted_forms(pack, programme.reads) if not _is_open(form, programme.use)]
    if not forms:
        return []
    with seeing(SYSTEM):
        given = _consented(pack, programme.use, organisation, [form.name for form in forms])
    return [form for form in forms if form.name not in given]


def _register(pack: Pack, _programme: Programme, applicant: Applicant, wanted: list[Reads]) -> Found:
    """What the register says, by the names of `REGISTERED`."""
    entry = Organisation.objects.filter(pk=applicant.organisation).first()
    if entry is None:
        return {one.at: _UNREGISTERED for one in wanted}
    registers = [form.name for form in pack.forms.values() if form.register_role == "organisation"]
    record = _standing(registers, applicant.organisation).order_by("first").first()
    known = {"kind": entry.kind, "park": entry.park, "industry": entry.industry, "name": entry.name}
    known |= {"registered": record.first if record else None}
    return {one.at: known.get(one.at) or None for one in wanted}


def _returns(pack: Pack, programme: Programme, applicant: Applicant, wanted: list[Reads]) -> Found:
    """Fields of the last return of each form, by `form.field`."""
    forms = _wanted_forms(pack, wanted)
    open_ones = {form.name for form in forms if _is_open(form, programme.use)}
    open_ones |= _consented(pack, programme.use, applicant.organisation, [form.name for form in forms])
    last = _last_of(open_ones, applicant.organisation)
    return {one.at: _field_of(pack, one.at, open_ones, last) for one in wanted}


def _wanted_forms(pack: Pack, wanted: Iterable[Reads]) -> list[Form]:
    names = {one.at.partition(".")[0] for one in wanted if one.origin is Origin.RETURN}
    return [pack.forms[name] for name in sorted(names & pack.forms.keys())]


def _field_of(pack: Pack, at: str, open_ones: set[str], last: Mapping[str, Record]) -> Value | Text:
    name, _, field_name = at.partition(".")
    if name not in open_ones:
        return _WITHHELD
    if name not in last:
        return _NOT_FILED
    if field_name == LAST_DAY:
        return last[name].last
    asked = pack.forms[name].field(field_name)
    return held(asked, value_of(last[name], asked))


def _is_open(form: Form, use: Purpose) -> bool:
    return form.purpose in (use, Purpose.PUBLIC)


def _consented(pack: Pack, use: Purpose, organisation: str, forms: list[str]) -> set[str]:
    """Those of these forms whose records the organisation lets be used so today."""
    registers = [form.name for form in pack.forms.values() if form.register_role == "consent"]
    wanted = {"content__purpose": use.value, "content__form__in": forms}
    given = _holding(registers, organisation, clock.today()).filter(**wanted)
    return {str(record.content["form"]) for record in given}


def _last_of(forms: Iterable[str], organisation: str) -> Mapping[str, Record]:
    return {record.form: record for record in _standing(forms, organisation).order_by("last", "pk")}


def _certificates(pack: Pack, _programme: Programme, applicant: Applicant, wanted: list[Reads]) -> Found:
    """Whether a certificate of the kind is valid today."""
    if CERTIFICATES not in pack.forms:
        return {}
    valid = _holding([CERTIFICATES], applicant.organisation, clock.today())
    kinds = {record.content.get("kind") for record in valid}
    return {one.at: one.at in kinds for one in wanted}


def _points(_pack: Pack, _programme: Programme, _applicant: Applicant, wanted: list[Reads]) -> Found:
    """Nothing yet: no scheme of points is computed by this platform."""
    return {one.at: _NO_POINTS for one in wanted}


def _case(_pack: Pack, _programme: Programme, applicant: Applicant, wanted: list[Reads]) -> Found:
    said = {one.at: applicant.values.get(one.at) for one in wanted}
    return {at: _NOT_SAID if value is None else value for at, value in said.items()}


_READERS = {
    Origin.REGISTER: _register,
    Origin.RETURN: _returns,
    Origin.CERTIFICATE: _certificates,
    Origin.POINTS: _points,
    Origin.CASE: _case,
}


def _standing(forms: Iterable[str], organisation: str) -> QuerySet[Record]:
    current = Record.objects.filter(form__in=list(forms), organisation=organisation, current=True)
    return current.exclude(status=WITHDRAWN)


def _holding(forms: Iterable[str], organisation: str, on: date) -> QuerySet[Record]:
    """Spans that hold on a day; the last day still belongs to them."""
    return _standing(forms, organisation).filter(Q(last=None) | Q(last__gte=on), first__lte=on)
