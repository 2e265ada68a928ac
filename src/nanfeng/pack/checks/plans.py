"""What holds between plans, published numbers, aliases, rates and everything that these name."""

from collections import Counter
from collections.abc import Iterator

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.checks.publications import scope_issues
from nanfeng.pack.checks.subject import DEPARTMENT, INDICATOR, PLACE, SOURCE, Spot, Subject
from nanfeng.plans.plan import Measure, Plan, Target, TargetKind
from nanfeng.plans.split import check_split

_TARGET = Text("目标", "target")


def targets_can_be_followed(subject: Subject) -> Iterator[Issue]:
    """A target in numbers says indicator, comparator and value; what it names is there."""
    for plan in subject.pack.plans.values():
        for target in plan.targets:
            yield from _target(subject, plan, target)


def measures_name_departments(subject: Subject) -> Iterator[Issue]:
    """The departments, targets and sources that measures name are there."""
    for plan in subject.pack.plans.values():
        spot = subject.spot("plan", plan.id)
        yield from subject.unknown(plan.source, subject.pack.sources, SOURCE, spot.key("source"))
        for measure in plan.measures:
            yield from _measure(subject, plan, measure)


def ids_in_plans_are_used_once(subject: Subject) -> Iterator[Issue]:
    """No two targets and no two measures of a plan have one id."""
    for plan in subject.pack.plans.values():
        for part in ("targets", "measures"):
            for name, times in Counter(one.id for one in getattr(plan, part)).items():
                if times > 1:
                    wrong = Text(f"“{name}”写了{times}次", f"{name!r} is there {times} times")
                    spot = subject.spot("plan", plan.id, part, name)
                    yield spot.issue("twice", wrong, Text("改名或删去其一", "rename or remove one of them"))


def splits_come_to_the_whole(subject: Subject) -> Iterator[Issue]:
    """What a target is divided into over years, districts or parks comes to the whole, or says that it need not."""
    for plan in subject.pack.plans.values():
        for target in plan.targets:
            yield from check_split(target, subject.spot("plan", plan.id).where)


def published_rows_are_tied(subject: Subject) -> Iterator[Issue]:
    """The source, indicator, place, scope and whole that a published number names are there, and its unit fits."""
    ids = {row.id for row in subject.pack.published}
    for row in subject.pack.published:
        spot = subject.spot("published", row.id)
        yield from subject.unknown(row.source, subject.pack.sources, SOURCE, spot.key("source"))
        yield from subject.unknown(row.place, subject.pack.places, PLACE, spot.key("place"))
        yield from subject.unknown(row.part_of, ids, Text("公布数", "published number"), spot.key("part_of"))
        yield from subject.unknown(row.indicator, subject.pack.indicators, INDICATOR, spot.key("indicator"))
        if row.indicator and row.indicator in subject.pack.indicators:
            yield from scope_issues(subject, row.indicator, row.scope, spot.key("scope"))
            if row.unit:
                yield from _unit(subject, row.indicator, (row.unit, row.growth is not None), spot.key("unit"))


def aliases_lead_somewhere(subject: Subject) -> Iterator[Issue]:
    """Another name is a name of one thing that the pack defines, and its source is known."""
    named = _everything(subject)
    meant: dict[str, str] = {}
    for alias in subject.pack.aliases:
        spot = Spot("aliases.csv", alias.name)
        first = meant.setdefault(alias.name, alias.of)
        if first != alias.of:
            wrong = Text(f"“{alias.name}”已指“{first}”", f"{alias.name!r} is another name of {first!r} already")
            yield spot.issue("twice", wrong, Text("只留一行", "keep one of the lines"))
        yield from subject.unknown(alias.of, named, Text("定义", "definition"), spot.key("of"))
        yield from subject.unknown(alias.source, subject.pack.sources, SOURCE, spot.key("source"))


def rates_have_sources(subject: Subject) -> Iterator[Issue]:
    """Every rate of exchange says where it is from."""
    for rate in subject.pack.rates:
        spot = Spot("rates.csv", f"{rate.currency} {rate.on}")
        yield from subject.unknown(rate.source, subject.pack.sources, SOURCE, spot.key("source"))


def _target(subject: Subject, plan: Plan, target: Target) -> Iterator[Issue]:
    spot = subject.spot("plan", plan.id, "targets", target.id)
    yield from subject.unknown(target.source, subject.pack.sources, SOURCE, spot.key("source"))
    yield from subject.unknown(target.place, subject.pack.places, PLACE, spot.key("place"))
    yield from subject.unknown(target.indicator, subject.pack.indicators, INDICATOR, spot.key("indicator"))
    for share in target.split:
        yield from subject.unknown(share.place, subject.pack.places, PLACE, spot.key("split"))
    for evidence in target.evidence:
        yield from subject.unknown(evidence.source, subject.pack.sources, SOURCE, spot.key("evidence"))
    if target.kind is TargetKind.NUMBER:
        yield from _number(subject, target, spot)
    if target.kind is TargetKind.STATUS and target.granted_by is None:
        wrong = Text("没有写由谁授予", "it does not say who grants the status")
        yield spot.key("granted_by").issue("missing", wrong, Text("补写 granted_by", "add granted_by"))


def _number(subject: Subject, target: Target, spot: Spot) -> Iterator[Issue]:
    for key in ("indicator", "comparator", "unit"):
        if getattr(target, key) is None:
            wrong = Text(f"数量目标没有写 {key}", f"a target in numbers says no {key}")
            mend = Text(f'补写 {key}；不是数量的目标写 kind = "commitment"', f'add {key}, or say kind = "commitment"')
            yield spot.key(key).issue("missing", wrong, mend)
    if target.indicator and target.indicator in subject.pack.indicators:
        yield from scope_issues(subject, target.indicator, target.scope, spot.key("scope"))
        if target.unit:
            growth = target.growth is not None
            yield from _unit(subject, target.indicator, (target.unit, growth), spot.key("unit"))


def _measure(subject: Subject, plan: Plan, measure: Measure) -> Iterator[Issue]:
    spot = subject.spot("plan", plan.id, "measures", measure.id)
    departments = subject.pack.departments
    yield from subject.unknown(measure.source, subject.pack.sources, SOURCE, spot.key("source"))
    yield from subject.unknown(measure.lead, departments, DEPARTMENT, spot.key("lead"))
    for name in measure.supporting:
        yield from subject.unknown(name, departments, DEPARTMENT, spot.key("supporting"))
    for task in measure.tasks:
        yield from subject.unknown(task.department, departments, DEPARTMENT, spot.key("tasks", task.id))
    for name in measure.targets:
        yield from subject.unknown(name, [target.id for target in plan.targets], _TARGET, spot.key("targets"))
    for report in measure.reports:
        yield from subject.unknown(report.department, departments, DEPARTMENT, spot.key("reports"))
        yield from subject.unknown(report.source, subject.pack.sources, SOURCE, spot.key("reports"))


def _unit(subject: Subject, indicator: str, stated: tuple[Unit, bool], spot: Spot) -> Iterator[Issue]:
    """A number in a unit of another dimension than its indicator's; a growth is in percent, and another currency
    needs a rate.
    """
    unit, growth = stated
    wanted = Unit.PERCENT if growth else subject.pack.indicators[indicator].unit
    exchanged = wanted is Unit.YUAN and unit.dimension in {rate.currency for rate in subject.pack.rates}
    if unit.dimension is not wanted.dimension and not exchanged:
        wrong = Text(f"单位 {unit} 与指标的 {wanted} 不是同一量纲", f"{unit} is of another dimension than {wanted}")
        yield spot.issue("unit", wrong, Text("改正单位或指标", "correct the unit or the indicator"))


def _everything(subject: Subject) -> set[str]:
    """The ids of all that can have another name; codes of fields as `form.field.code`, groups as `set.group`."""
    pack = subject.pack
    of_kinds = (pack.places, pack.forms, pack.indicators, pack.plans, pack.publications, pack.departments, pack.sources)
    names = {name for definitions in of_kinds for name in definitions}
    names |= {
        f"{form.name}.{field.name}.{code.code}"
        for form in pack.forms.values()
        for field in form.fields
        for code in field.codes
    }
    names |= {f"{one.id}.{group.id}" for one in pack.industry_sets.values() for group in one.groups}
    return names | set(pack.industry_sets)
