"""A return and a release on their way: who may do what, and what they are told who may not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.course import Actor, begin, standing_approvals
from nanfeng.cases.move import allowed
from nanfeng.kinds.role import Role

from .conftest import APPROVER, CLERK, MORNING, OFFICER, PLANNER, STATISTICIAN


@pytest.fixture
def checked(returns, step):
    course = step(returns, begin(returns), "submit", CLERK)
    course = step(returns, course, "pass", OFFICER)
    return step(returns, course, "check", STATISTICIAN)


@pytest.fixture
def scheduled(releases, step):
    course = begin(releases)
    for transition, actor in [("build", PLANNER), ("check", STATISTICIAN), ("approve", APPROVER)]:
        course = step(releases, course, transition, actor)
    return step(releases, course, "schedule", PLANNER, facts=days(10, 20))


def days(today, release_day):
    return {"today": date(2023, 7, today), "release_day": release_day and date(2023, 7, release_day)}


def refused(do):
    with pytest.raises(FlowError) as caught:
        do()
    return {issue.code: issue for issue in caught.value.issues}


def test_a_return_goes_from_draft_to_closed(returns, step, checked):
    closed = step(returns, checked, "close", APPROVER)
    assert [one.target for one in closed.steps] == ["submitted", "passed", "checked", "closed"]
    assert [one.actor.by for one in closed.steps] == ["clerk", "officer", "statistician", "approver"]
    assert closed.steps[0].actor.acting_for == CLERK.acting_for
    assert returns.stage(closed.stage).terminal


@pytest.mark.parametrize("earlier", ["submit", "pass", "check"])
def test_nobody_closes_what_he_submitted_reviewed_or_checked(returns, step, checked, earlier):
    before = tuple(
        replace(one, actor=replace(one.actor, by="approver")) if one.transition == earlier else one
        for one in checked.steps
    )
    issues = refused(lambda: step(returns, replace(checked, steps=before), "close", APPROVER))
    assert set(issues) == {"not_by"}
    assert returns.transition(earlier).label.zh in issues["not_by"].wrong.zh


def test_a_refusal_says_what_was_tried_from_where_and_what_is_possible(returns, step):
    issue = refused(lambda: step(returns, begin(returns), "close", APPROVER))["stage"]
    assert issue.wrong.en == "cannot 'close' while 'draft': that can be done only while 'checked'"
    assert issue.mend.en == "possible now: submit"
    assert issue.wrong.zh == "不能“关账”（现处于“填报中”）：只能在“统计已核”时办理"
    assert (issue.where, issue.at) == ("return", "close")


def test_a_step_that_there_is_not_is_refused_with_what_is_possible(returns, step, checked):
    issue = refused(lambda: step(returns, checked, "shred", APPROVER))["unknown"]
    assert issue.mend.en == "possible now: return with reasons, close"


def test_the_wrong_role_is_told_whose_step_it_is(returns, step, checked):
    issue = refused(lambda: step(returns, checked, "close", Actor("somebody", Role.PARK_OFFICER)))["role"]
    assert issue.mend.en == "it is done by: zone approver"


def test_returning_needs_words_and_leads_back_to_the_clerk(returns, step, checked):
    issues = refused(lambda: step(returns, checked, "return_with_reasons", STATISTICIAN, reason="  "))
    assert set(issues) == {"reason"}
    course = step(returns, checked, "return_with_reasons", STATISTICIAN, reason="产值疑似万元误作亿元")
    assert course.stage == "returned"
    assert course.steps[-1].reason == "产值疑似万元误作亿元"
    assert step(returns, course, "submit", CLERK).stage == "submitted"


def test_a_changed_fact_voids_the_approvals(returns, step, checked):
    assert [one.transition for one in standing_approvals(checked, "as filed")] == ["pass", "check"]
    assert standing_approvals(checked, "changed since") == ()
    issues = refused(lambda: step(returns, checked, "close", APPROVER, digest="changed since"))
    assert set(issues) == {"approvals"}
    assert "void" in issues["approvals"].wrong.en
    assert "已失效" in issues["approvals"].wrong.zh


def test_a_stale_version_is_refused(returns, step, checked):
    issues = refused(lambda: step(returns, checked, "close", APPROVER, expected=2))
    assert set(issues) == {"stale"}
    assert "after step 2" in issues["stale"].wrong.en


def test_what_happened_is_not_after_what_was_entered_nor_before_the_step_before(returns, step, checked):
    late = MORNING + timedelta(days=9)
    assert set(refused(lambda: step(returns, checked, "close", APPROVER, happened=late))) == {"time"}
    early = MORNING - timedelta(days=9)
    assert set(refused(lambda: step(returns, checked, "close", APPROVER, happened=early))) == {"time"}


def test_reopening_needs_a_kind_of_reason_and_begins_a_round_of_its_own(returns, step, checked):
    closed = step(returns, checked, "close", APPROVER)
    assert set(refused(lambda: step(returns, closed, "reopen_for_correction", APPROVER))) == {"reason", "reason_code"}
    why = {"reason": "年报审计后调减", "reason_code": "audited"}
    course = step(returns, closed, "reopen_for_correction", APPROVER, **why)
    assert (course.round, course.stage) == (2, "returned")
    assert standing_approvals(course, "as filed") == ()
    course = step(returns, course, "submit", CLERK, digest="corrected")
    course = step(returns, course, "pass", OFFICER, digest="corrected")
    course = step(returns, course, "check", STATISTICIAN, digest="corrected")
    assert step(returns, course, "close", APPROVER, digest="corrected").stage == "closed"


def test_choices_say_why_they_are_not_open(returns, checked):
    choices = {one.transition.id: one for one in allowed(returns, checked, OFFICER, Subject("as filed"))}
    assert choices["return_with_reasons"].open
    assert [issue.code for issue in choices["close"].refused] == ["role", "not_by"]


def test_who_built_a_release_cannot_approve_it(releases, step):
    course = begin(releases)
    for transition, actor in [("build", PLANNER), ("check", STATISTICIAN)]:
        course = step(releases, course, transition, actor)
    both = Actor("planner", Role.APPROVER)
    assert set(refused(lambda: step(releases, course, "approve", both))) == {"not_by"}


def test_figures_are_embargoed_until_their_day(releases, step, scheduled):
    early = refused(lambda: step(releases, scheduled, "publish", PLANNER, facts=days(19, 20)))
    assert "embargoed" in early["condition"].wrong.en
    assert step(releases, scheduled, "publish", PLANNER, facts=days(20, 20)).stage == "published"


def test_what_is_not_known_is_never_a_yes(releases, step, scheduled):
    issue = refused(lambda: step(releases, scheduled, "publish", PLANNER, facts=days(20, None)))["condition"]
    assert "not known: the day of release" in issue.wrong.en
    assert "未知：发布日" in issue.wrong.zh


def test_a_release_built_anew_has_to_be_approved_anew(releases, step, scheduled):
    issues = refused(lambda: step(releases, scheduled, "publish", PLANNER, digest="new", facts=days(20, 20)))
    assert set(issues) == {"approvals"}
