"""An outcome counts when the organisation itself confirmed it, as it stands."""

from dataclasses import replace
from decimal import Decimal

import pytest

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import confirmed
from nanfeng.cases.course import Actor
from nanfeng.cases.outcomes import confirm
from nanfeng.forms.field import FieldType
from nanfeng.kinds.role import Role

from .grant import CLERK, GRANT, MONDAY, OFFICER, THEIRS, case, field, filled, step

OTHERS = Actor("others", Role.ENTERPRISE_CLERK, THEIRS)


def refused(case, actor, programme=GRANT):
    with pytest.raises(FlowError) as caught:
        confirm(programme, case, "success", actor, MONDAY)
    return [issue.code for issue in caught.value.issues]


def test_only_the_organisation_itself_confirms():
    assert confirmed(GRANT, confirm(GRANT, case(), "success", CLERK, MONDAY)) == {"success"}
    assert refused(case(), OFFICER) == refused(case(), OTHERS) == ["organisation"]


def test_a_changed_value_is_no_longer_confirmed_until_it_is_as_it_was():
    ours = confirm(GRANT, case(), "success", CLERK, MONDAY)
    changed = filled(ours, saved=Decimal(51))
    assert confirmed(GRANT, changed) == frozenset()
    assert confirmed(GRANT, filled(changed, saved=Decimal("50.00"))) == {"success"}
    assert confirmed(GRANT, filled(ours, grant=Decimal(1))) == {"success"}  # it is not about that
    assert confirmed(GRANT, confirm(GRANT, changed, "success", CLERK, MONDAY)) == {"success"}


def test_what_is_empty_confirmed_or_over_is_not_confirmed():
    assert refused(filled(case(), saved=None), CLERK) == ["field"]
    assert refused(confirm(GRANT, case(), "success", CLERK, MONDAY), CLERK) == ["repeated"]
    assert refused(step(case(), "withdraw", CLERK), CLERK) == ["state"]
    with pytest.raises(FlowError, match="no such outcome"):
        confirm(GRANT, case(), "failure", CLERK, MONDAY)


def test_the_other_party_confirms_what_is_its_own():
    section = replace(GRANT.sections[2], fields=(*GRANT.sections[2].fields, field("supplier", FieldType.ORGANISATION)))
    programme = replace(
        GRANT,
        sections=(*GRANT.sections[:2], section),
        parties=("supplier",),
        outcomes=(replace(GRANT.outcomes[0], by="supplier"),),
    )
    ours = case(programme)
    assert refused(ours, OTHERS, programme) == ["organisation"]  # nobody said who supplies
    supplied = filled(ours, supplier=THEIRS)
    assert refused(supplied, CLERK, programme) == ["organisation"]
    assert confirmed(programme, confirm(programme, supplied, "success", OTHERS, MONDAY)) == {"success"}
