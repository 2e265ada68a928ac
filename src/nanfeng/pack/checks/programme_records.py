"""What holds between a programme and the other forms of the pack: records that belong to its cases, and records that
its cases write.
"""

from collections.abc import Iterator

from nanfeng.cases.case_form import CASE, ORGANISATION, PARK, case_form
from nanfeng.cases.diagram import reachable
from nanfeng.cases.programme import Programme, Projection
from nanfeng.cases.projected import entered_stage, fixed_code, needed_fields
from nanfeng.forms.field import Code, Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.programmes import programmes
from nanfeng.pack.checks.subject import CODE, FIELD, FORM, STAGE, Spot, Subject


def linked_forms_name_cases(subject: Subject) -> Iterator[Issue]:
    """A form whose records belong to cases is one with a file of its own, and has a text field `case`."""
    for programme, spot in programmes(subject):
        for linked in programme.linked:
            at = spot.key("linked", linked.form, "form")
            forms = subject.pack.filed
            yield from subject.unknown(linked.form, forms, FORM, at)
            form = forms.get(linked.form)
            if form and FieldType.TEXT not in [one.type for one in form.fields if one.name == CASE]:
                wrong = Text(f"表格“{form.name}”没有文字字段“case”", f"form {form.name!r} has no text field 'case'")
                mend = Text("给该表加一个类型为 text 的字段 case", "add a field `case` of type text to that form")
                yield at.issue("case", wrong, mend)


def projections_fill_forms(subject: Subject) -> Iterator[Issue]:
    """A record that a case writes is of a form with a file of its own, and has what that form requires."""
    for programme, spot in programmes(subject):
        for projection in programme.projections:
            at, forms = spot.key("projections", projection.form), subject.pack.filed
            yield from subject.unknown(projection.form, forms, FORM, at.key("form"))
            if projection.form in forms:
                yield from _filled(subject, (programme, projection), forms[projection.form], at.key("fields"))


def _filled(subject: Subject, projected: tuple[Programme, Projection], form: Form, spot: Spot) -> Iterator[Issue]:
    programme, projection = projected
    fields = {field.name: field for field in form.fields}
    for name, value in projection.fields.items():
        yield from subject.unknown(name, fields, FIELD, spot)
        source = _source(programme, value)
        if source is None:
            yield from _unknown(subject, programme, value, spot.key(name))
        elif name in fields:
            yield from _misfit(source, fields[name], spot.key(name))
    needed = [field.name for field in form.fields if field.name in needed_fields(form)]
    for name in needed:
        wrong = Text(f"表格“{form.name}”必填“{name}”", f"form {form.name!r} requires {name!r}")
        if name not in projection.fields:
            yield spot.issue("required", wrong, Text("写上它取自哪个字段", "say which field it is taken from"))
        elif not _surely_known(programme, projection.fields[name], projection.since):
            yield spot.key(name).issue("optional", wrong, _let_it_be_known(projection.fields[name], projection.since))


def _source(programme: Programme, value: str) -> Field | None:
    """The field that a value of a projection is taken from. A day of entering a stage is one like `since`, a word in
    quotes one with a single code.
    """
    code, stage, label = fixed_code(value), entered_stage(value), Text(value, value)
    if code is not None:
        return Field(value, label, FieldType.CODE, codes=(Code(code, label),))
    if stage is not None:
        known = stage in {one.id for one in programme.stages}
        return Field(value, label, FieldType.DATE) if known else None
    own = {field.name: field for field in case_form(programme).fields if field.name in (CASE, ORGANISATION, PARK)}
    return {**{field.name: field for field in programme.fields}, **own}.get(value)


def _surely_known(programme: Programme, value: str, since: str) -> bool:
    """Whether a case that is `since` a stage always says what a value names; what leads nowhere is said elsewhere."""
    stages = [stage.id for stage in programme.stages]
    if since not in stages:
        return True
    entered = entered_stage(value)
    if entered is not None:
        return not _passes_by(programme, entered, since)
    home = next((one for one in programme.sections if value in [field.name for field in one.fields]), None)
    if home is None or (home.since is not None and home.since not in stages):
        return True
    required = next(field.required for field in home.fields if field.name == value)
    return required and programme.reached(since, home.since)


def _passes_by(programme: Programme, stage: str, since: str) -> bool:
    """Whether a case can be `since` a stage without having been in another."""
    start = programme.stages[0].id
    reached = reachable(programme.flow, start, past=stage) if stage != start else frozenset[str]()
    return any(programme.reached(one, since) for one in reached)


def _let_it_be_known(value: str, since: str) -> Text:
    return Text(
        f"让“{value}”最迟在阶段“{since}”必填，或换一个那时必有的来源",
        f"let {value!r} be required in the stage {since!r} at the latest, or take what is always there by then",
    )


def _unknown(subject: Subject, programme: Programme, value: str, spot: Spot) -> Iterator[Issue]:
    stage = entered_stage(value)
    if stage is not None:
        yield from subject.unknown(stage, [one.id for one in programme.stages], STAGE, spot)
        return
    known = [CASE, ORGANISATION, PARK, *(field.name for field in programme.fields)]
    yield from subject.unknown(value, known, FIELD, spot)


def _misfit(source: Field, target: Field, spot: Spot) -> Iterator[Issue]:
    """Why what one field holds cannot stand in another."""
    if (source.type, target.type) not in {(target.type, target.type), (FieldType.CODE, FieldType.TEXT)}:
        wrong = Text(f"“{source.name}”是 {source.type}，这里要 {target.type}", f"{source.name!r} is {source.type}")
        yield spot.issue("type", wrong, Text(f"换一个 {target.type} 字段", f"name a field of type {target.type}"))
        return
    if source.unit and target.unit and source.unit.dimension is not target.unit.dimension:
        wrong = Text(f"单位是 {source.unit}，这里要 {target.unit}", f"it is in {source.unit}, not in {target.unit}")
        yield spot.issue("unit", wrong, Text("换一个量纲相同的字段", "name a field that measures the same"))
    if source.amount and target.amount and source.amount is not target.amount:
        wrong = Text(f"这是{source.amount.label.zh}金额", f"it is an amount {source.amount.label.en}")
        mend = Text(f"换一个{target.amount.label.zh}金额", f"name an amount {target.amount.label.en}")
        yield spot.issue("amount", wrong, mend)
    known = {code.code for code in target.codes} if target.codes else {code.code for code in source.codes}
    for code in sorted({code.code for code in source.codes} - known):
        wrong = Text(f"这里没有代码“{code}”", f"there is no {CODE.en} {code!r} there")
        yield spot.issue("unknown", wrong, Text("使两边代码一致", "give both fields the same codes"))
