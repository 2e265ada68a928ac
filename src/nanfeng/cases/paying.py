"""The instalments of a case: what each comes to, what it waits for, and its payment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import confirmed
from nanfeng.cases.case import Case, Payment
from nanfeng.cases.course import Actor
from nanfeng.cases.funds import Instalment
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Payable:
    """An instalment of a case: its amount in yuan (None while the grant is not known), how it was paid, and what it
    still waits for; nothing where it was paid or can be.
    """

    instalment: Instalment
    amount: Decimal | None
    payment: Payment | None
    waits: tuple[Issue, ...]


def payables(programme: Programme, case: Case) -> tuple[Payable, ...]:
    """Every instalment of a case, in the order of the programme."""
    payments, amounts = {each.instalment: each for each in case.payments}, _amounts(programme, case)
    return tuple(
        Payable(one, amounts.get(one.id), payments.get(one.id), _waits(programme, case, one, payments))
        for one in programme.instalments
    )


def pay(programme: Programme, case: Case, payment: Payment, actor: Actor) -> Case:
    """Enter that an instalment was paid; raise FlowError with every rule that refuses it. The case given stays."""
    found = next((part for part in payables(programme, case) if part.instalment.id == payment.instalment), None)
    if found is None:
        why = Text("没有这一期拨款", "there is no such instalment")
        raise FlowError((_issue(programme, payment, "unknown", (why, Text("核对期次", "check which one it is"))),))
    issues = (*_twice(programme, found), *found.waits, *_wrong(programme, found, payment, actor))
    if issues:
        raise FlowError(issues)
    return replace(case, payments=(*case.payments, payment))


def split(grant: Decimal, instalments: tuple[Instalment, ...], paid: dict[str, Decimal]) -> dict[str, Decimal]:
    """What the instalments of one grant come to, to the cent: each as far as the shares up to it reach, less what the
    others before it come to. Those that were paid stay as paid, and together they never come to more than the grant.
    """
    left = max(grant - sum(paid.values(), Decimal(0)), Decimal(0))
    share, found = Decimal(0), dict[str, Decimal]()
    for one in instalments:
        share += one.share
        so_far = sum(found.values(), Decimal(0))
        wanted = max((grant * share).quantize(_CENT) - so_far, Decimal(0))
        found[one.id] = paid[one.id] if one.id in paid else min(wanted, left)
        left -= Decimal(0) if one.id in paid else found[one.id]
    return found


def overpaid(programme: Programme, before: Case, after: Case) -> Iterator[Issue]:
    """Grants that a change would bring below what was paid of them already."""
    for name in dict.fromkeys(payment.of for payment in after.payments):
        grant, paid = after.values.get(name), after.paid(name)
        if grant != before.values.get(name) and (not isinstance(grant, Decimal) or grant < paid):
            wrong = Text(f"已支付{paid:,}元，核定金额不能更少", f"{paid:,} yuan of it was paid already")
            mend = Text("核对金额", "check the amount: it cannot be less")
            yield Issue("paid", programme.id, name, wrong, mend, field=name)


def _amounts(programme: Programme, case: Case) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for name in dict.fromkeys(one.of for one in programme.instalments):
        grant = case.values.get(name)
        if isinstance(grant, Decimal):
            paid = {each.instalment: each.amount for each in case.payments if each.of == name}
            found |= split(grant, tuple(one for one in programme.instalments if one.of == name), paid)
    return found


def _waits(programme: Programme, case: Case, one: Instalment, payments: dict[str, Payment]) -> tuple[Issue, ...]:
    if one.id in payments:
        return ()
    return tuple(Issue(code, programme.id, one.id, why, mend) for code, why, mend in _gaps(programme, case, one))


def _gaps(programme: Programme, case: Case, one: Instalment) -> Iterator[tuple[str, Text, Text]]:
    if case.course.state is not State.ACTIVE:
        yield ("state", *case.course.state.refusal)
    since = max((one.since, *_taken_since(programme, one)), key=programme.place)
    if not programme.reached(case.course.stage, since):
        label = programme.flow.stage(since).label
        why = Text(f"尚未到“{label.zh}”", f"it is not yet {label.en!r}")
        yield "stage", why, Text("先办到该阶段", "let it go on to there first")
    answer = one.when and one.when.evaluate(case.facts)
    if answer and answer.verdict is not Verdict.YES:
        yield "condition", answer.reason, Text("核对拨款条件", "check what it depends on")
    if one.confirmed is not None and one.confirmed not in confirmed(programme, case):
        label = next(outcome.label for outcome in programme.outcomes if outcome.id == one.confirmed)
        why = Text(f"单位尚未确认“{label.zh}”", f"the organisation has not confirmed {label.en!r}")
        yield "outcome", why, Text("请单位确认", "ask the organisation to confirm it")


def _taken_since(programme: Programme, one: Instalment) -> Iterator[str]:
    """The stages at which a case takes its part of the budgets: nothing is paid out of one before that."""
    return (limit.since for limit in programme.limits if limit.of == one.of)


def _twice(programme: Programme, part: Payable) -> Iterator[Issue]:
    if part.payment is not None:
        reference = part.payment.reference
        wrong = Text(f"这一期已支付（{reference}）", f"this instalment was paid already ({reference})")
        mend = Text("核对期次", "check which one it is")
        yield Issue("paid_twice", programme.id, part.instalment.id, wrong, mend)


def _wrong(programme: Programme, part: Payable, payment: Payment, actor: Actor) -> Iterator[Issue]:
    if actor.role not in part.instalment.paid_by:
        role = actor.role.label
        why = Text(f"{role.zh}不登记拨款", f"this is not for the role of {role.en}")
        yield _issue(programme, payment, "role", (why, Text("请经办人登记", "ask whose task it is")))
    if (payment.of, payment.amount) != (part.instalment.of, part.amount) or not payment.amount:
        due = "未知" if part.amount is None else f"{part.amount:,}元", part.amount or "not known"
        why = Text(f"这一期应为{due[0]}", f"the amount of this instalment is {due[1]}")
        yield _issue(programme, payment, "amount", (why, Text("核对金额", "check the amount")))
    if not payment.reference.strip():
        why = Text("没有付款凭证号", "the payer's reference is not given")
        yield _issue(programme, payment, "reference", (why, Text("填写凭证号", "fill it in")))


def _issue(programme: Programme, payment: Payment, code: str, said: tuple[Text, Text]) -> Issue:
    return Issue(code, programme.id, payment.instalment, said[0], said[1])
