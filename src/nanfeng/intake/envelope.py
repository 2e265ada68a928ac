"""The envelope of records: whose they are, when, under which key; who is meant is asked of the register."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.columns import schema
from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.intake.context import Context
from nanfeng.intake.fault import Fault, Finding
from nanfeng.kinds.identifier import CREDIT_CODE, credit_code_fault
from nanfeng.kinds.issue import Severity
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.ledger.register import Candidates

_UNIFIED = f"{CREDIT_CODE}:"


@dataclass(frozen=True)
class Source:
    """Where the rows of a table stand: the file (None for none), and by row the sheet and the line counted from 1."""

    file: str | None
    sheets: pa.Array
    lines: pa.Array


def resolved(columns: pa.Table, form: Form, context: Context) -> tuple[pa.Table, list[Finding]]:
    """The columns with organisations by identifier, and what was found in looking up their names."""
    first, last = _days(columns, form)
    return _resolved(columns, form, context, _reference_days(first, last, context))


def enveloped(columns: pa.Table, form: Form, context: Context, source: Source) -> tuple[pa.Table, list[Finding]]:
    """Resolved columns in the shape of `forms.columns.schema`, and a finding for each record that ends before it
    begins.
    """
    first, last = _days(columns, form)
    size = columns.num_rows
    made = {
        "_key": record_keys(columns, form),
        "_organisation": columns[form.organisation] if form.organisation else pa.nulls(size, pa.string()),
        "_first": first,
        "_last": last,
        "_place": columns[form.place] if form.place else pa.nulls(size, pa.string()),
        "_industry": columns[form.industry] if form.industry else pa.nulls(size, pa.string()),
        "_version": _repeated(1, size, pa.int32()),
        "_current": _repeated(True, size, pa.bool_()),
        "_purpose": _repeated(form.purpose.value, size, pa.string()),
        "_status": _repeated("accepted", size, pa.string()),
        "_synthetic": _repeated(context.synthetic, size, pa.bool_()),
        "_entered": _repeated(context.entered, size, pa.timestamp("us", tz="UTC")),
        "_by": _repeated(context.entered_by, size, pa.string()),
        "_for": _repeated(context.acting_for, size, pa.string()),
        "_file": _repeated(source.file, size, pa.string()),
        "_sheet": source.sheets,
        "_line": source.lines,
    }
    made |= {name: columns[name] for name in columns.column_names}
    shape = schema(form)
    return pa.table([made[name] for name in shape.names], schema=shape), _backward(form, first, last)


def _repeated(value: object, size: int, kind: pa.DataType) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), size)


def _days(columns: pa.Table, form: Form) -> tuple[pa.Array, pa.Array]:
    """First and last day of each record; null where they are not stated."""
    when = columns[form.when].to_pylist()
    if form.field(form.when).type is FieldType.PERIOD:
        periods = {text: Period.parse(text) for text in set(when) - {None}}
        first = pa.array([periods[text].first if text else None for text in when], pa.date32())
        return first, pa.array([periods[text].last if text else None for text in when], pa.date32())
    first = columns[form.when].cast(pa.date32()).combine_chunks()
    if form.timing is Timing.EVENT:
        return first, first
    return first, columns[form.until].combine_chunks() if form.until else pa.nulls(len(first), pa.date32())


def _reference_days(first: pa.Array, last: pa.Array, context: Context) -> list[date]:
    """The day as of which names are looked up: the last of the record, else its first, else today."""
    days = pc.call_function("coalesce", [last, first, pa.scalar(context.entered.date(), pa.date32())])
    return days.to_pylist()


def _backward(form: Form, first: pa.Array, last: pa.Array) -> list[Finding]:
    wrong = pc.call_function("greater", [first, last]).to_pylist()
    fault = Fault(
        "ends_before_it_begins",
        Text("结束日期早于开始日期", "it ends before it begins"),
        Text("请核对两个日期", "Check the two dates"),
    )
    return [Finding(row, form.when, fault) for row, is_wrong in enumerate(wrong) if is_wrong]


def _resolved(columns: pa.Table, form: Form, context: Context, days: list[date]) -> tuple[pa.Table, list[Finding]]:
    findings: list[Finding] = []
    for field in form.fields:
        if field.type is not FieldType.ORGANISATION:
            continue
        written = columns[field.name].to_pylist()
        names = {row: (text, days[row]) for row, text in enumerate(written) if text and not text.startswith(_UNIFIED)}
        meant = {pair: context.register.resolve(*pair) for pair in dict.fromkeys(names.values())}
        for row, pair in names.items():
            who = meant[pair]
            written[row] = who if isinstance(who, str) else None
            if not isinstance(who, str):
                findings.append(Finding(row, field.name, _unknown(pair[0], who)))
        position = columns.schema.get_field_index(field.name)
        columns = columns.set_column(position, field.name, pa.array(written, pa.string()))
        findings += _doubts(written, field.name, form, context)
    return columns, findings


def _doubts(identifiers: list[str | None], name: str, form: Form, context: Context) -> list[Finding]:
    """Warnings, once for each organisation: a code that fails its check, one that the register does not know. One that
    does both is most probably mistyped, and each of its rows is asked about.
    """
    firsts: dict[str, int] = {}
    for row, identifier in enumerate(identifiers):
        if identifier:
            firsts.setdefault(identifier, row)
    known = {identifier for identifier in firsts if context.register.knows(identifier)}
    strangers = set(firsts) - known if known and form.register_role != "organisation" else set()
    mistyped = {identifier for identifier in strangers if _fails_check(identifier)}
    findings = [Finding(row, name, _mistyped(who)) for row, who in enumerate(identifiers) if who in mistyped]
    for identifier, row in firsts.items():
        if identifier in mistyped:
            continue
        if identifier.startswith(_UNIFIED) and (wrong := credit_code_fault(identifier.removeprefix(_UNIFIED))):
            findings.append(Finding(row, name, _failed_check(wrong)))
        if identifier in strangers:
            findings.append(Finding(row, name, _not_entered(identifier)))
    return findings


def _fails_check(identifier: str) -> bool:
    return identifier.startswith(_UNIFIED) and credit_code_fault(identifier.removeprefix(_UNIFIED)) is not None


def _mistyped(identifier: str | None) -> Fault:
    return Fault(
        "credit_code_mistyped",
        Text(f"{identifier} 校验位不符，名录中也没有", f"{identifier} fails its check and is not in the register"),
        Text("多半是写错了：请与营业执照核对后更正", "Probably mistyped: compare it with the business licence"),
        Severity.QUESTION,
    )


def _failed_check(wrong: Text) -> Fault:
    mend = Text("请与营业执照核对", "Compare it with the business licence")
    return Fault("credit_code_check", wrong, mend, Severity.WARNING)


def _not_entered(identifier: str) -> Fault:
    return Fault(
        "not_in_register",
        Text(f"名录中没有 {identifier}", f"{identifier} is not in the register"),
        Text("请先报送企业名录表，以便归入园区", "Enter it in the register, so that it can be counted in its park"),
        Severity.WARNING,
    )


def _unknown(text: str, who: Candidates | None) -> Fault:
    if who is None:
        return Fault(
            "unknown_organisation",
            Text(f"名录中找不到“{text}”", f"“{text}” is not found in the register"),
            Text(
                "请填写 18 位统一社会信用代码，或先登记该名称",
                "Write the credit code of 18 characters, or enter that name in the register first",
            ),
        )
    listed = ", ".join(who.identifiers)
    return Fault(
        "several_organisations",
        Text(f"“{text}”可能是几家单位：{listed}", f"“{text}” may be any of {listed}"),
        Text("请改填其统一社会信用代码", "Write the credit code of the one that is meant"),
    )


def record_keys(columns: pa.Table, form: Form) -> pa.Array:
    """The key fields' canonical texts joined by `|`; what is not stated is an empty text."""
    texts = [_filled(columns[name]) for name in form.key]
    joined = pc.call_function("binary_join_element_wise", [*texts, pa.scalar("|")])
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.call_function("coalesce", [column.cast(pa.string()), pa.scalar("")])
