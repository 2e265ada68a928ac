"""Instalments: what each comes to, what it waits for, and that nothing is paid twice or beyond the grant."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.case import Payment
from nanfeng.cases.funds import Instalment
from nanfeng.cases.handling import save
from nanfeng.cases.outcomes import confirm
from nanfeng.cases.paying import pay, payables, split
from nanfeng.forms.rule import Rule

from .grant import CLERK, DAY, GRANT, MONDAY, OFFICE, OFFICER, WORDS, case, doing, filled, step

FIRST = Payment("first", "grant", Decimal("360.00"), DAY, "voucher 7")
SECOND = Payment("second", "grant", Decimal("240.00"), DAY, "voucher 8")
CENT = Decimal("0.01")

grants = st.decimals(0, 10**12, places=2)
parts = st.lists(st.integers(1, 100), min_size=1, max_size=6)


def refused(*args):
    with pytest.raises(FlowError) as caught:
        pay(GRANT, *args)
    return [issue.code for issue in caught.value.issues]


def instalments(weights, whole):
    """Instalments whose shares come to one where `whole` is the sum of the weights."""
    return tuple(
        Instalment(str(number), WORDS, "grant", Decimal(weight) / whole, "granted", OFFICE)
        for number, weight in enumerate(weights)
    )


@pytest.fixture
def granted():
    return case(stage="granted")


@given(grants, st.lists(st.integers(1, 97), min_size=1, max_size=6))
def test_they_add_up_to_the_grant_to_the_cent(grant, weights):
    shares = [Decimal(weight) / 1000 for weight in weights]
    shares.append(1 - sum(shares))
    made = tuple(Instalment(str(n), WORDS, "grant", share, "granted", OFFICE) for n, share in enumerate(shares))
    amounts = split(grant, made, {})
    assert sum(amounts.values()) == grant
    assert all(amount >= 0 and amount == amount.quantize(CENT) for amount in amounts.values())
    assert all(abs(amounts[one.id] - grant * one.share) <= CENT for one in made)


@given(grants, grants, parts, st.data())
def test_what_was_paid_stays_and_the_rest_never_exceeds_the_grant(grant, before, weights, data):
    made = instalments(weights, sum(weights))
    paid = {name: amount for name, amount in split(before, made, {}).items() if data.draw(st.booleans())}
    amounts = split(grant, made, paid)
    assert {name: amounts[name] for name in paid} == paid
    assert sum(amounts.values()) <= max(grant, sum(paid.values()))
    assert min(amounts.values()) >= 0


def test_what_each_comes_to_and_waits_for(granted):
    first, second = payables(GRANT, granted)
    assert (first.amount, first.waits) == (Decimal("360.00"), ())
    assert second.amount == Decimal("240.00")
    assert [issue.code for issue in second.waits] == ["outcome"]
    assert [issue.code for issue in payables(GRANT, case())[0].waits] == ["stage"]
    assert payables(GRANT, filled(granted, grant=None))[0].amount is None


def test_it_is_paid_once_with_its_day_and_reference(granted):
    paid = pay(GRANT, granted, FIRST, OFFICER)
    assert payables(GRANT, paid)[0].payment == FIRST
    assert refused(paid, FIRST, OFFICER) == ["paid_twice"]
    assert refused(paid, replace(FIRST, reference="voucher 9"), OFFICER) == ["paid_twice"]


def test_a_confirmed_outcome_releases_the_second(granted):
    assert refused(granted, SECOND, OFFICER) == ["outcome"]
    confirmed = confirm(GRANT, granted, "success", CLERK, MONDAY)
    paid = pay(GRANT, pay(GRANT, confirmed, FIRST, OFFICER), SECOND, OFFICER)
    assert paid.paid("grant") == 600
    assert refused(filled(confirmed, saved=Decimal(51)), SECOND, OFFICER) == ["outcome"]


def test_who_pays_what(granted):
    assert refused(granted, FIRST, CLERK) == ["role"]
    assert refused(granted, replace(FIRST, amount=Decimal("3600.00")), OFFICER) == ["amount"]
    assert refused(granted, replace(FIRST, reference=" "), OFFICER) == ["reference"]
    assert refused(granted, replace(FIRST, instalment="third"), OFFICER) == ["unknown"]
    assert refused(filled(granted, grant=None), replace(FIRST, amount=Decimal(0)), OFFICER) == ["amount"]


def test_nothing_is_paid_while_a_case_is_paused_or_not_there_yet(granted):
    assert refused(step(granted, "pause", OFFICER), FIRST, OFFICER) == ["state"]
    assert refused(case(stage="applied"), FIRST, OFFICER) == ["stage"]


def test_a_budget_is_paid_from_only_after_its_part_was_taken():
    early = replace(GRANT, instalments=(replace(GRANT.instalments[0], since="applied"),))
    (first,) = payables(early, case(early, stage="applied"))
    assert [issue.code for issue in first.waits] == ["stage"]


def test_a_rule_that_nobody_can_answer_holds_the_payment_back(granted):
    programme = replace(GRANT, instalments=(replace(GRANT.instalments[0], when=Rule.parse("machines > 1")),))
    assert [issue.code for issue in payables(programme, granted)[0].waits] == ["condition"]
    assert payables(programme, filled(granted, machines=2))[0].waits == ()


def test_a_grant_is_not_cut_below_what_was_paid(granted):
    paid = pay(GRANT, granted, FIRST, OFFICER)
    assert save(GRANT, paid, {"grant": Decimal(360)}, doing(OFFICER)).values["grant"] == 360
    with pytest.raises(FlowError) as caught:
        save(GRANT, paid, {"grant": Decimal("359.99")}, doing(OFFICER))
    assert caught.value.issue.code == "paid"


def test_a_raised_grant_is_made_up_for_by_the_instalments_to_come(granted):
    paid = filled(pay(GRANT, granted, FIRST, OFFICER), grant=Decimal(800))
    assert [payable.amount for payable in payables(GRANT, paid)] == [Decimal("360.00"), Decimal("440.00")]
