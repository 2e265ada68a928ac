from decimal import Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.claims import target_claims
from nanfeng.plans.plan import Plan, Target, TargetKind

WORDS = Text("目标", "target")
YEARLY = Target(
    "yearly",
    WORDS,
    TargetKind.NUMBER,
    "s0",
    quote="more than 1,000",
    claim="C-1",
    indicator="new",
    place="city",
    comparator=Comparator.EXCEED,
    value=Decimal(1000),
    unit=Unit.COUNT,
    each_year=True,
)
PLAN = Plan(
    "plan",
    Text("计划", "The plan"),
    WORDS,
    "s0",
    targets=(YEARLY, Target("status", WORDS, TargetKind.STATUS, "s0", period=Period.parse("2020"))),
)


def test_a_numeric_target_becomes_a_published_row_of_kind_target() -> None:
    (row,) = target_claims(PLAN)
    assert (row.id, row.kind, row.subject) == ("plan/yearly", "target", "The plan")
    assert (row.comparator, row.value, row.unit) == (Comparator.EXCEED, Decimal(1000), Unit.COUNT)
    assert not row.period_stated
    assert row.note is not None
    assert "every year" in row.note.en


def test_a_target_whose_claim_is_published_already_is_not_said_twice() -> None:
    assert target_claims(PLAN, published={"C-1"}) == ()
