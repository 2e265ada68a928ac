"""What comes next for a case: whose turn it is, and what is missing for it."""

from dataclasses import replace
from decimal import Decimal

from nanfeng.cases.ahead import ahead, waits_for
from nanfeng.cases.flow import Condition
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.forms.rule import Rule
from nanfeng.kinds.role import Role

from .grant import GRANT, OFFICE, case, filled, text, way

LEAVE = way("leave", ("granted",), "done", Role.ENTERPRISE_CLERK, state=State.ACTIVE, while_in=(State.PAUSED,))
SAVED = Condition(Rule.parse("saved >= 100"), text("saved too little"), text("wait"))


def with_condition() -> Programme:
    finish = next(one for one in GRANT.transitions if one.id == "finish")
    others = [one for one in GRANT.transitions if one.id != "finish"]
    return replace(GRANT, transitions=(*others, replace(finish, conditions=(SAVED,))))


def test_a_paused_case_waits_for_who_takes_it_up_again_and_not_for_who_may_leave():
    programme = replace(GRANT, transitions=(*GRANT.transitions, LEAVE))
    assert waits_for(programme, "granted", State.PAUSED) == set(OFFICE)


def test_a_condition_that_does_not_hold_or_is_not_known_is_missing_for_its_step():
    programme = with_condition()
    granted = case(programme, "granted")
    for saved, codes in ((Decimal(99), ["condition"]), (None, ["condition"]), (Decimal(100), [])):
        (step,) = ahead(programme, filled(granted, saved=saved))
        assert step.transition.id == "finish"
        assert [issue.code for issue in step.missing if issue.code != "outcome"] == codes
