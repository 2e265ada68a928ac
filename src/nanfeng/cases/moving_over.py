"""Moving a case from one version of its programme to another: what it still lacks there, and what has no place there.

A case goes by the version that it began under until it is moved. What the new version calls by another name it says
in `renamed`; everything else keeps its name, or is lost, and then named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import confirmed, outcome_digest
from nanfeng.cases.case import Case, Confirmation, Payment
from nanfeng.cases.course import Actor, Course, Step
from nanfeng.cases.judge import lacking
from nanfeng.cases.programme import Cohort, Outcome, Paper, Part, Programme
from nanfeng.forms.field import Field
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

MOVED_OVER = "moved_over"
"""The step by which a case comes to another version; no transition of a flow may be called so."""


@dataclass(frozen=True)
class Lost:
    """Something of a case that has no place in the new version, with what it says."""

    part: Part
    name: str
    label: Text
    value: object


@dataclass(frozen=True)
class MovedOver:
    """A case as it would be under another version, in the stage `stage` (None: nobody knows which; choose one).

    `missing` is what it would lack there; `barred` is why it cannot be moved at all.
    """

    case: Case
    stage: str | None
    missing: tuple[Issue, ...]
    lost: tuple[Lost, ...]
    barred: tuple[Issue, ...]


def moved_over(old: Programme, new: Programme, case: Case, stage: str | None = None) -> MovedOver:
    """What becomes of a case of the version `old` under `new`; `stage` is the one to stand in, where it is not the
    same by name. Nothing has changed yet: `move_over` does it.
    """
    known = {one.id for one in new.stages}
    target = stage or new.name_now(Part.STAGE, case.course.stage)
    target = target if target in known else None
    after = _under(old, new, case)
    missing = () if target is None else lacking(new, replace(after, course=Course(target)), target)
    barred = (*_no_stage(new, case, target), *_paid_for_nothing(new, after))
    return MovedOver(after, target, missing, tuple(_lost(old, new, case, after)), barred)


def move_over(moved: MovedOver, actor: Actor, at: datetime, reason: str) -> Case:
    """The case under the new version, its history with one step more; raise FlowError where it cannot be moved, or no
    reason is given.
    """
    issues = moved.barred if reason.strip() else (*moved.barred, _NO_REASON)
    if issues or moved.stage is None:
        raise FlowError(issues)
    course = moved.case.course
    step = Step(
        transition=MOVED_OVER,
        source=course.stage,
        target=moved.stage,
        actor=actor,
        happened=at,
        entered=at,
        round=course.round,
        reason=reason,
        state=course.state,
    )
    return replace(moved.case, course=course.followed_by(step))


def _under(old: Programme, new: Programme, case: Case) -> Case:
    """The case with all that has a place in the new version, by the names that it has there."""
    values = dict(_values(old, new, case))
    papers = {paper.id for paper in new.papers}
    named = {new.name_now(Part.PAPER, kind): held for kind, held in case.papers.items()}
    cohort = None if case.cohort is None else new.name_now(Part.COHORT, case.cohort)
    return replace(
        case,
        edition=new.edition,
        cohort=cohort if cohort in [one.id for one in new.cohorts] else None,
        values=values,
        papers={kind: held for kind, held in named.items() if kind in papers},
        confirmations=tuple(_confirmations(old, new, case, values)),
        payments=tuple(_payment(new, payment) for payment in case.payments),
    )


def _values(old: Programme, new: Programme, case: Case) -> Iterator[tuple[str, Value]]:
    before, now = {each.name: each for each in old.fields}, {each.name: each for each in new.fields}
    for name, value in case.values.items():
        after = new.name_now(Part.FIELD, name)
        if after in now and name in before and _fits(before[name], now[after], value):
            yield after, value


def _fits(before: Field, now: Field, value: Value) -> bool:
    """Whether a value means the same in the new field: values are kept in base units, so that those may differ."""
    dimensions = {each.unit and each.unit.dimension for each in (before, now)}
    codes = [code.code for code in now.codes]
    return before.type is now.type and len(dimensions) == 1 and (not codes or value is None or value in codes)


def _confirmations(old: Programme, new: Programme, case: Case, values: Mapping[str, Value]) -> Iterator[Confirmation]:
    """Those that stand, and are about the same values in the new version."""
    before, now = {one.id: one for one in old.outcomes}, {one.id: one for one in new.outcomes}
    stand = confirmed(old, case)
    for given in case.confirmations:
        after = now.get(new.name_now(Part.OUTCOME, given.outcome))
        was = before.get(given.outcome)
        if was and after and given.outcome in stand and _says_the_same(new, (was, after), (case.values, values)):
            yield replace(given, outcome=after.id, digest=outcome_digest(after, values))


def _says_the_same(
    new: Programme, outcome: tuple[Outcome, Outcome], values: tuple[Mapping[str, Value], Mapping[str, Value]]
) -> bool:
    """Whether an outcome is about the same fields, by their names before and now, and all their values were kept."""
    named = {new.name_now(Part.FIELD, name): values[0].get(name) for name in outcome[0].fields}
    return named == {name: values[1].get(name) for name in outcome[1].fields} and outcome[0].by == outcome[1].by


def _payment(new: Programme, payment: Payment) -> Payment:
    return replace(
        payment,
        instalment=new.name_now(Part.INSTALMENT, payment.instalment),
        of=new.name_now(Part.FIELD, payment.of),
    )


def _lost(old: Programme, new: Programme, case: Case, after: Case) -> Iterator[Lost]:
    """Whatever the case says and would say no more; linked records are records of their own, and stay."""
    labels = {each.name: each.label for each in old.fields}
    for name, value in case.values.items():
        if value is not None and new.name_now(Part.FIELD, name) not in after.values:
            yield Lost(Part.FIELD, name, labels.get(name, Text(name, name)), value)
    for kind, held in case.papers.items():
        if held and new.name_now(Part.PAPER, kind) not in after.papers:
            yield Lost(Part.PAPER, kind, _label(old.papers, kind), held)
    for outcome in sorted(confirmed(old, case)):
        if new.name_now(Part.OUTCOME, outcome) not in [given.outcome for given in after.confirmations]:
            yield Lost(Part.OUTCOME, outcome, _label(old.outcomes, outcome), True)
    if case.cohort is not None and after.cohort is None:
        yield Lost(Part.COHORT, case.cohort, _label(old.cohorts, case.cohort), case.cohort)


def _label(parts: Iterable[Paper] | Iterable[Outcome] | Iterable[Cohort], name: str) -> Text:
    return next((part.label for part in parts if part.id == name), Text(name, name))


def _no_stage(new: Programme, case: Case, target: str | None) -> Iterator[Issue]:
    if target is None:
        wrong = Text(f"新版本没有“{case.course.stage}”这个阶段", f"the new version has no stage {case.course.stage!r}")
        mend = Text("选择转入哪个阶段", "choose the stage that it is to stand in")
        yield Issue("stage", new.id, case.course.stage, wrong, mend)


def _paid_for_nothing(new: Programme, after: Case) -> Iterator[Issue]:
    """Money that was paid for what the new version does not have, which nobody could account for."""
    known = {one.id: one.of for one in new.instalments}
    for payment in after.payments:
        if known.get(payment.instalment) != payment.of or after.values.get(payment.of) is None:
            wrong = Text(
                f"新版本没有已支付的“{payment.instalment}”",
                f"the new version has no {payment.instalment!r}, which was paid",
            )
            mend = Text("在新版本中写明其新名称", "let the new version say under `renamed` what it is called now")
            yield Issue("paid", new.id, payment.instalment, wrong, mend)


_NO_REASON = Issue(
    "reason", "programme", MOVED_OVER, Text("没有写理由", "no reason is given"), Text("写明理由", "say why")
)
