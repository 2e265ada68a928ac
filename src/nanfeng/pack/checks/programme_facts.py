"""What a programme says of its fields: rules read what there is, money is money, and nothing is given out twice."""

from collections.abc import Iterator
from decimal import Decimal

from nanfeng.cases.case_form import countable_fields
from nanfeng.cases.counted import Counted, What
from nanfeng.cases.criterion import CERTIFICATES, LAST_DAY, REGISTERED, Origin, Reads
from nanfeng.cases.programme import TODAY, Programme
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.rule import Rule
from nanfeng.forms.rule_kinds import Kind, kind_of
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.forms import mixed_issues, rule_issues, unlike_issues
from nanfeng.pack.checks.programmes import programmes
from nanfeng.pack.checks.subject import CODE, FIELD, FORM, Spot, Subject
from nanfeng.pack.programmes import SUMMED

_OUTCOME = Text("结果", "outcome")
_FACT = Text("事实", "fact")
_PARTY = Text("参与方", "party")

_TODAY = Field(TODAY.name, TODAY.label, FieldType.DATE)
_PER = ("cohort", "park", "organisation", "year")
_MONEY = (FieldType.AMOUNT,)


def demands_read_fields(subject: Subject) -> Iterator[Issue]:
    """The rules over a case read its fields and today."""
    for programme, spot in programmes(subject):
        known = (*programme.fields, _TODAY)
        rules: list[tuple[Rule | None, Spot]] = [
            *((one.rule, spot.key("demands", one.id, "rule")) for one in programme.demands),
            *((one.when, spot.key("instalments", one.id, "when")) for one in programme.instalments),
        ]
        for rule, at in rules:
            yield from rule_issues(subject, rule, known, at) if rule else ()
        for transition in programme.transitions:
            for condition in transition.conditions:
                at = spot.key("transitions", transition.id, "conditions")
                yield from unlike_issues(condition.rule, {field.name: kind_of(field.type) for field in known}, at)
                yield from mixed_issues(condition.rule, known, at)


def criteria_read_facts(subject: Subject) -> Iterator[Issue]:
    """The rules of criteria read facts that the programme says where to find, and these are there."""
    for programme, spot in programmes(subject):
        known = [TODAY.name, *(reads.name for reads in programme.reads)]
        kinds = {TODAY.name: Kind.DAY} | {one.name: _kind_read(subject, programme, one) for one in programme.reads}
        for criterion in programme.criteria:
            for name in criterion.rule.fields:
                yield from subject.unknown(name, known, _FACT, spot.key("criteria", criterion.id, "rule"))
            yield from unlike_issues(criterion.rule, kinds, spot.key("criteria", criterion.id, "rule"))
        for reads in programme.reads:
            yield from _found(subject, programme, reads, spot.key("reads", reads.name, "at"))


def _kind_read(subject: Subject, programme: Programme, reads: Reads) -> Kind | None:
    """What a fact is; None where it is not found, which is said elsewhere."""
    if reads.origin is Origin.REGISTER:
        return Kind.DAY if reads.at == "registered" else Kind.TEXT
    if reads.origin is Origin.CERTIFICATE:
        return Kind.TRUTH
    if reads.origin is Origin.POINTS:
        return Kind.NUMBER
    form, _, name = reads.at.rpartition(".")
    if reads.origin is Origin.RETURN and name == LAST_DAY:
        return Kind.DAY
    of_form = subject.pack.forms[form].fields if form in subject.pack.forms else ()
    fields = of_form if reads.origin is Origin.RETURN else programme.fields
    return next((kind_of(field.type) for field in fields if field.name == name), None)


def prefills_are_found(subject: Subject) -> Iterator[Issue]:
    """What is filled in beforehand is a field of the programme, and stands where it says."""
    for programme, spot in programmes(subject):
        for one in programme.prefills:
            at = spot.key("prefills", one.field)
            yield from _field(subject, programme, one.field, (tuple(FieldType), at.key("field")))
            reads = Reads(one.field, Text(one.field, one.field), one.origin, one.at)
            yield from _found(subject, programme, reads, at.key("at"))


def titles_are_texts(subject: Subject) -> Iterator[Issue]:
    """What a case is called is said by a text field."""
    for programme, spot in programmes(subject):
        if programme.titled_by is not None:
            yield from _field(subject, programme, programme.titled_by, ((FieldType.TEXT,), spot.key("titled_by")))


def outcomes_name_fields(subject: Subject) -> Iterator[Issue]:
    """An outcome consists of fields, and is confirmed by the organisation or by one of the parties; these are fields
    that hold organisations.
    """
    for programme, spot in programmes(subject):
        for party in programme.parties:
            yield from _field(subject, programme, party, ((FieldType.ORGANISATION,), spot.key("parties")))
        for outcome in programme.outcomes:
            at = spot.key("outcomes", outcome.id)
            yield from subject.unknown(outcome.by, programme.parties, _PARTY, at.key("by"))
            for name in outcome.fields:
                yield from _field(subject, programme, name, (tuple(FieldType), at.key("fields")))
            if not outcome.fields:
                wrong = Text("没有写单位确认哪些字段", "it does not say what is confirmed")
                yield at.key("fields").issue("empty", wrong, Text("写上字段", "name the fields"))


def limits_can_be_kept(subject: Subject) -> Iterator[Issue]:
    """A limit is above nought, of a field that holds numbers, and for each of something that a case has."""
    for programme, spot in programmes(subject):
        known = [*_PER, *(field.name for field in programme.fields)]
        for limit in programme.limits:
            at = spot.key("limits", limit.id)
            yield from _field(subject, programme, limit.of, (SUMMED, at.key("of")))
            for name in limit.per:
                yield from subject.unknown(name, known, FIELD, at.key("per"))
            if limit.total <= 0:
                wrong = Text(f"限额是 {limit.total}", f"the limit is {limit.total}")
                yield at.key("total").issue("limit", wrong, Text("写大于0的数", "write a number above 0"))


def instalments_come_to_the_whole(subject: Subject) -> Iterator[Issue]:
    """An instalment is a share of a money field; those of one field are not more than the whole."""
    for programme, spot in programmes(subject):
        given: dict[str, Decimal] = {}
        outcomes = [outcome.id for outcome in programme.outcomes]
        for one in programme.instalments:
            at = spot.key("instalments", one.id)
            yield from _field(subject, programme, one.of, (_MONEY, at.key("of")))
            yield from subject.unknown(one.confirmed, outcomes, _OUTCOME, at.key("confirmed"))
            given[one.of] = given.get(one.of, Decimal(0)) + one.share
            if one.share <= 0:
                wrong = Text(f"比例是 {one.share}", f"the share is {one.share}")
                yield at.key("share").issue("share", wrong, Text("写大于0的比例", "write a share above 0"))
        for of, whole in given.items():
            if whole > 1:
                wrong = Text(f"“{of}”各期比例合计 {whole}", f"the shares of {of!r} add up to {whole}")
                mend = Text("使合计不超过1", "make them 1 at most, such as 0.6 and 0.4")
                yield spot.key("instalments").issue("share", wrong, mend)


def counted_can_be_counted(subject: Subject) -> Iterator[Issue]:
    """What is added up is a field that holds numbers, what is confirmed an outcome; what narrows it reads fields."""
    for programme, spot in programmes(subject):
        outcomes = [outcome.id for outcome in programme.outcomes]
        for counted in programme.counted:
            at = spot.key("counted", counted.id)
            yield from subject.unknown(counted.confirmed, outcomes, _OUTCOME, at.key("confirmed"))
            yield from _field(subject, programme, counted.of, (SUMMED, at.key("of")))
            yield from _summing(counted, at.key("of"))
            known = countable_fields(programme)
            yield from rule_issues(subject, counted.where, known, at.key("where")) if counted.where else ()


def _summing(counted: Counted, spot: Spot) -> Iterator[Issue]:
    sums = counted.what is What.AMOUNT
    if sums and counted.of is None:
        wrong = Text("没有写把哪个字段相加", "it does not say which field is added up")
        yield spot.issue("of", wrong, Text("补写 of", "add `of`"))
    if counted.of is not None and not sums:
        wrong = Text("计数不需要字段", "what is counted needs no field")
        yield spot.issue("of", wrong, Text('删去 of，或写 what = "amount"', 'leave `of` out, or say what = "amount"'))


def _field(
    subject: Subject, programme: Programme, name: str | None, wanted: tuple[tuple[FieldType, ...], Spot]
) -> Iterator[Issue]:
    """An issue where a field is named that the programme does not have, or that is of none of these types."""
    types, spot = wanted
    known = {field.name: field.type for field in programme.fields}
    yield from subject.unknown(name, known, FIELD, spot)
    if name in known and known[name] not in types:
        wrong = Text(f"字段“{name}”的类型是 {known[name]}", f"field {name!r} is of type {known[name]}")
        mend = Text(f"这里要类型为 {'、'.join(types)} 的字段", f"name a field of type {', '.join(types)} here")
        yield spot.issue("type", wrong, mend)


def _found(subject: Subject, programme: Programme, reads: Reads, spot: Spot) -> Iterator[Issue]:
    match reads.origin:
        case Origin.REGISTER:
            yield from subject.unknown(reads.at, REGISTERED, FIELD, spot)
        case Origin.RETURN:
            yield from _of_return(subject, reads.at, spot)
        case Origin.CERTIFICATE:
            yield from subject.unknown(reads.at, _certificates(subject), CODE, spot)
        case Origin.CASE:
            yield from _field(subject, programme, reads.at, (tuple(FieldType), spot))
        case Origin.POINTS:
            return


def _of_return(subject: Subject, at: str, spot: Spot) -> Iterator[Issue]:
    name, _, field = at.partition(".")
    yield from subject.unknown(name, subject.pack.forms, FORM, spot)
    form = subject.pack.forms.get(name)
    if form:
        yield from subject.unknown(field, [LAST_DAY, *(one.name for one in form.fields)], FIELD, spot)


def _certificates(subject: Subject) -> list[str]:
    """The kinds of certificates that the pack knows."""
    form = subject.pack.forms.get(CERTIFICATES)
    return [code.code for field in form.fields if field.name == "kind" for code in field.codes] if form else []
