"""A case goes by the definitions under which it began; moving it over shows what it would lack and lose."""

from decimal import Decimal

import pytest
from tests.web.programmes.conftest import TRIAL, seen

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.queries.one import shown
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.models import Record

STRICTER = {
    'name = "forklifts"\nlabel = { zh = "叉车台数", en = "Forklifts" }\ntype = "whole"\nrequired = true': (
        'name = "forklifts"\nlabel = { zh = "叉车台数", en = "Forklifts" }\ntype = "whole"\nrequired = true\n\n'
        '[[sections.fields]]\nname = "insurer"\nlabel = { zh = "承保公司", en = "Insurer" }\ntype = "text"\n'
        "required = true"
    )
}
RENAMED = {
    '"trial"': '"testing"',
    "# 材料。": '[[renamed]]\npart = "stage"\nwas = "trial"\nnow = "testing"\n\n# 材料。',
}


def test_an_old_case_saves_and_finishes_as_it_began_after_the_rules_became_stricter(redefine, work):
    number = work.begin()
    redefine(STRICTER)
    work.save(Role.PARK_OFFICER, number, forklifts="3")
    work.approve(number)
    assert work.complete(number).stage == "completed"
    with pytest.raises(FlowError, match="Insurer"):
        work.begin()


def test_moving_over_shows_what_is_missing_and_then_goes_by_the_new_rules(redefine, work, acting_as):
    number = work.begin()
    work.approve(number)
    redefine(STRICTER)
    with acting_as(Role.PARK_OFFICER):
        newer = shown(seen(number)).newer
        assert newer is not None
        assert [issue.at for issue in newer.missing] == ["insurer"]
        with pytest.raises(FlowError, match="no reason"):
            services.move_to_present(number, " ")
        services.move_to_present(number, "新办法施行")
        found = shown(seen(number))
    assert found.newer is None
    assert [issue.at for issue in found.missing] == ["insurer"]
    assert found.found.case.values["granted"] == Decimal(300_000)
    assert found.found.row.stage == "approved"


def test_what_was_renamed_keeps_its_place_under_the_new_name_and_is_counted_once(redefine, work, acting_as):
    number = work.begin()
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    redefine(RENAMED)
    with acting_as(Role.PARK_OFFICER):
        services.move_to_present(number, "改名")
        assert whole(seen(number)).row.stage == "testing"
    with acting(SYSTEM, Doer("test")):
        kept = Record.objects.filter(form=f"case_{TRIAL}", current=True).exclude(status=WITHDRAWN)
        assert {record.key.rpartition("|")[2] for record in kept} == {"applied", "approved", "testing"}


def test_only_staff_move_a_case_over(redefine, work, acting_as):
    number = work.begin()
    redefine(STRICTER)
    with acting_as(Role.ENTERPRISE_CLERK), pytest.raises(NotForYouError):
        services.move_to_present(number, "x")
