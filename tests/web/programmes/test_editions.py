"""A case goes by the definitions under which it began; moving it over shows what it would lack and lose."""

import shutil
from decimal import Decimal

import pytest
from django.test import Client
from tests.web.programmes.conftest import TRIAL, seen
from tests.web.programmes.test_pages import fill, go, page, post

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import outcome_digest
from nanfeng.kinds.role import Role
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.queries import lists
from nanfeng.web.programmes.queries import programme as figures
from nanfeng.web.programmes.queries.lists import Which
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
_SITE = '[[sections.fields]]\nname = "site"\nlabel = { zh = "试用地点", en = "Site" }\ntype = "text"\n\n'
WITH_SITE = {'[[sections]]\nid = "grant"': f'{_SITE}[[sections]]\nid = "grant"'}
"""An edition with a field that the next one no longer has."""

_INSURED = (
    '[[sections]]\nid = "insurance"\nlabel = { zh = "保险", en = "Insurance" }\nfilled_by = ["park_officer"]\n'
    'since = "testing"\n\n[[sections.fields]]\nname = "insurer"\nlabel = { zh = "承保公司", en = "Insurer" }\n'
    'type = "text"\nrequired = true\n\n'
)
_PERMIT = (
    '[[papers]]\nid = "permit"\nlabel = { zh = "加氢许可", en = "Refuelling permit" }\n'
    'filed_by = ["enterprise_clerk"]\nsince = "testing"\n\n'
)
CHANGED = {
    **RENAMED,
    "# 材料。": _INSURED + _PERMIT + RENAMED["# 材料。"],
    "granted <= forklifts * 150_000": "granted <= forklifts * 140_000",
}
"""The next: a stage has another name, a rule is stricter, a field and a document are new, and a field is gone."""


@pytest.fixture
def people_at_work(people, sign_in) -> dict[Role, Client]:
    return {role: sign_in(Client(), role) for role in people}


def old_case(redefine, work) -> str:
    """A case that began under an edition and is on trial; then the city changes the programme."""
    redefine(WITH_SITE)
    number = work.begin(values={"forklifts": 2, "requested": Decimal(300_000), "site": "三号仓"})
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    redefine(CHANGED)
    return number


def test_an_old_case_opens_saves_and_finishes_on_its_page_after_everything_has_changed(redefine, work, people_at_work):
    number = old_case(redefine, work)
    officer, clerk = people_at_work[Role.PARK_OFFICER], people_at_work[Role.ENTERPRISE_CLERK]
    told = page(officer, number)
    for words in ("已有新版本", "承保公司", "加氢许可", "将不再保留", "三号仓", "核定补贴超过"):
        assert words in told
    assert "已保存" in fill(officer, number, "result", hours_run="900").content.decode()
    with acting(SYSTEM, Doer("test", Role.PARK_OFFICER.value)):
        digest = outcome_digest(trial_done(), shown(seen(number)).found.case.values)
    assert "已确认" in post(clerk, "confirm", number, outcome="trial_done", digest=digest).content.decode()
    go(officer, number, "complete")
    with acting(SYSTEM, Doer("test")):
        done = whole(seen(number))
    assert (done.row.stage, done.case.values["site"]) == ("completed", "三号仓")
    assert [step.target for step in done.case.course.steps] == ["applied", "approved", "trial", "completed"]
    assert page(clerk, number)


def test_moved_over_on_its_page_it_shows_what_is_missing_and_goes_on_under_the_new_edition(
    redefine, work, people_at_work
):
    number = old_case(redefine, work)
    officer = people_at_work[Role.PARK_OFFICER]
    told = post(officer, "move_over", number, reason="新办法施行").content.decode()
    for words in ("已转入新版本", "办理前还缺", "没有填写“承保公司”", "没有“加氢许可”", "新办法施行"):
        assert words in told
    assert "现阶段还缺" not in told  # all of it stands with what comes next
    assert "已有新版本" not in told
    assert "已保存" in fill(officer, number, "insurance", insurer="人保").content.decode()
    assert "没有填写“承保公司”" not in page(officer, number)
    with acting(SYSTEM, Doer("test")):
        found = whole(seen(number))
        versions = Record.objects.filter(form=f"case_{TRIAL}", key__startswith=number)
        said = set(versions.values_list("content__site", flat=True))
    assert (found.row.stage, found.case.values["granted"]) == ("testing", Decimal(300_000))
    assert [step.transition for step in found.case.course.steps] == ["endorse", "approve", "begin_trial", "moved_over"]
    assert len(found.case.papers["safety_plan"]) == 1
    assert "三号仓" in said


def test_where_its_stage_is_gone_somebody_chooses_one(redefine, work, people_at_work):
    number = work.begin()
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    redefine({'"trial"': '"testing"'})
    officer = people_at_work[Role.PARK_OFFICER]
    told = page(officer, number)
    assert '<option value="testing">' in told
    assert "选择转入哪个阶段" in post(officer, "move_over", number, reason="改版").content.decode()
    assert "已转入新版本" in post(officer, "move_over", number, reason="改版", stage="testing").content.decode()
    with acting(SYSTEM, Doer("test")):
        assert whole(seen(number)).row.stage == "testing"


def test_lists_and_figures_find_an_old_case_under_what_its_stage_is_called_now(redefine, work, acting_as):
    renamed, gone = work.begin(), work.begin()
    for number in (renamed, gone):
        work.approve(number)
    work.step(Role.PARK_OFFICER, renamed, "begin_trial")
    redefine({**RENAMED, '"approved"': '"granted_it"'})
    programme = city.pack().programmes[TRIAL]
    with acting_as(Role.PLANNER):
        board = {column.stage.id: [case.number for case in column.cases] for column in lists.board(programme, Which())}
        assert (board["testing"], board["approved"]) == ([renamed], [gone])
        assert [case.number for case in lists.matching(Which(TRIAL, stage="testing"))] == [renamed]
        passed = {one.stage.id: (one.came, one.now) for one in figures.funnel(programme)}
        assert passed["testing"] == (1, 1)


def test_an_old_case_goes_on_where_nothing_but_the_kept_copy_is_left_of_its_edition(redefine, work, acting_as):
    redefine({"补贴20家企业试用氢能叉车": "补贴二十家企业试用氢能叉车"})
    number = work.begin()
    shutil.rmtree(city.pack().folder)
    city._kept.cache_clear()
    redefine(STRICTER)
    with acting_as(Role.PARK_OFFICER):
        found = shown(seen(number))
    assert "二十家" in found.found.programme.about.zh
    assert found.newer is not None
    work.approve(number)
    assert work.complete(number).stage == "completed"


def trial_done():
    return next(one for one in city.pack().programmes[TRIAL].outcomes if one.id == "trial_done")


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
