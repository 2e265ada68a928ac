"""A case from its beginning to its end, and what people are told on the way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.course import Actor
from nanfeng.cases.handling import add_paper, begin_case, choices, save, take_back_paper
from nanfeng.cases.outcomes import confirm
from nanfeng.cases.programme import Cohort
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role

from .grant import APPROVER, CLERK, GRANT, JUROR, MONDAY, OFFICER, OURS, WORDS, case, doing, filled, step

WINTER = Cohort("winter", WORDS, date(2023, 6, 1), date(2023, 6, 19))


def begun(programme, **said):
    return case(programme, values={"asked": Decimal(900)}, **said)


def refused(do, *args, **said):
    with pytest.raises(FlowError) as caught:
        do(*args, **said)
    return [issue.code for issue in caught.value.issues]


def test_from_the_request_to_the_end():
    ours = step(step(case(), "apply", CLERK), "judge", JUROR)
    ours = step(ours, "grant", APPROVER)
    ours = confirm(GRANT, ours, "success", CLERK, MONDAY)
    assert step(ours, "finish", OFFICER).course.stage == "done"


def test_choices_say_what_the_next_stage_lacks_beside_the_rules_of_the_flow():
    found = {one.transition.id: one for one in choices(GRANT, case(values={}), doing(OFFICER))}
    assert [issue.code for issue in found["apply"].refused] == ["role", "field"]
    assert not found["apply"].open
    bare = {one.transition.id: one for one in choices(GRANT, case(stage="applied", values={}), doing(OFFICER))}
    assert bare["send_back"].open  # what lacks keeps nobody from going back
    assert bare["pause"].open


def test_choices_say_that_the_last_seat_is_taken():
    ours = step(case(stage="applied"), "judge", JUROR)
    others = {("places", "north"): Decimal(2)}
    (issue,) = next(
        one for one in choices(GRANT, ours, doing(APPROVER, others)) if one.transition.id == "grant"
    ).refused
    assert (issue.code, issue.at) == ("limit", "places")
    assert refused(step, ours, "grant", APPROVER, others=others) == ["limit"]
    assert step(ours, "grant", APPROVER, others={("places", "south"): Decimal(2)}).course.stage == "granted"


def test_a_changed_fact_voids_an_approval_and_one_that_does_not_bind_leaves_it():
    judged = step(case(stage="applied"), "judge", JUROR)
    assert refused(step, filled(judged, grant=Decimal(700)), "grant", APPROVER) == ["approvals"]
    assert refused(step, replace(judged, papers={"plan": ("aa", "bb")}), "grant", APPROVER) == ["approvals"]
    assert step(filled(judged, saved=Decimal(1)), "grant", APPROVER).course.stage == "granted"


def test_a_juror_does_not_judge_his_own_organisation():
    assert refused(step, case(stage="applied"), "judge", replace(JUROR, acting_for=OURS)) == ["independent"]


def test_a_paused_case_waits_and_a_withdrawn_one_can_be_taken_up_again():
    paused = step(case(stage="applied"), "pause", OFFICER)
    assert paused.course.state is State.PAUSED
    assert refused(step, paused, "judge", JUROR) == ["state"]
    assert step(paused, "resume", OFFICER).course.state is State.ACTIVE
    gone = step(case(stage="applied", values={}), "withdraw", CLERK)  # whatever lacks
    assert refused(save, GRANT, gone, {"saved": Decimal(1)}, doing(OFFICER)) == ["state"]
    assert step(gone, "take_up", OFFICER).course.state is State.ACTIVE


def test_taking_up_again_needs_a_seat_that_is_free():
    gone = step(case(stage="granted"), "withdraw", CLERK)
    assert refused(step, gone, "take_up", OFFICER, others={("places", "north"): Decimal(2)}) == ["limit"]


def test_who_fills_in_what_and_until_when():
    assert save(GRANT, case(), {"asked": Decimal(1000)}, doing(CLERK)).values["asked"] == 1000
    assert refused(save, GRANT, case(), {"asked": Decimal(1000)}, doing(OFFICER)) == ["filled_by"]
    assert refused(save, GRANT, case(stage="applied"), {"asked": Decimal(1)}, doing(CLERK)) == ["until"]
    assert refused(save, GRANT, case(), {"colour": "red"}, doing(CLERK)) == ["unknown"]
    assert save(GRANT, case(stage="applied"), {"asked": Decimal(900)}, doing(CLERK))  # nothing has changed


def test_a_grant_is_not_raised_beyond_the_budget():
    ours, others = filled(case(stage="granted"), asked=Decimal(5000)), {("budget",): Decimal(300)}
    assert save(GRANT, ours, {"grant": Decimal(700)}, doing(OFFICER, others)).values["grant"] == 700
    assert refused(save, GRANT, ours, {"grant": Decimal("700.01")}, doing(OFFICER, others)) == ["limit"]


def test_a_lowered_budget_keeps_nobody_from_taking_less():
    ours = case(stage="granted")
    others = {("budget",): Decimal(2000)}
    assert save(GRANT, ours, {"grant": Decimal(500)}, doing(OFFICER, others)).values["grant"] == 500


def test_a_document_is_filed_once_by_those_who_file_it():
    ours = case(papers={})
    assert add_paper(GRANT, ours, ("plan", "aa"), doing(CLERK)).papers == {"plan": ("aa",)}
    assert refused(add_paper, GRANT, ours, ("plan", "aa"), doing(OFFICER)) == ["filed_by"]
    assert refused(add_paper, GRANT, ours, ("photo", "aa"), doing(CLERK)) == ["unknown"]
    assert add_paper(GRANT, case(), ("plan", "aa"), doing(CLERK)) == case()


def test_a_document_that_the_stage_needs_is_not_taken_back():
    assert take_back_paper(GRANT, case(), ("plan", "aa"), doing(CLERK)).papers["plan"] == ()
    applied = case(stage="applied", papers={"plan": ("aa", "bb")})
    left = take_back_paper(GRANT, applied, ("plan", "aa"), doing(CLERK))
    assert left.papers["plan"] == ("bb",)
    assert refused(take_back_paper, GRANT, left, ("plan", "bb"), doing(CLERK)) == ["paper"]


def test_a_case_begins_in_a_round_that_is_open():
    programme = replace(GRANT, cohorts=(WINTER,))
    last, night = MONDAY, MONDAY + timedelta(hours=14)  # midnight in China
    assert begin_case(programme, begun(programme, cohort="winter"), doing(CLERK, at=last))
    assert refused(begin_case, programme, begun(programme, cohort="winter"), doing(CLERK, at=night)) == ["cohort"]
    assert refused(begin_case, programme, begun(programme), doing(CLERK)) == ["cohort"]
    assert refused(begin_case, GRANT, begun(GRANT, cohort="winter"), doing(CLERK)) == ["cohort"]


def test_a_case_is_begun_by_those_who_may_where_it_runs():
    programme = replace(GRANT, parks=("south",))
    assert refused(begin_case, programme, begun(programme), doing(OFFICER)) == ["begun_by", "park", "filled_by"]


def test_nobody_begins_a_case_with_what_is_for_others_to_fill_in():
    assert begin_case(GRANT, case(values={"asked": Decimal(900), "grant": None}), doing(CLERK))
    assert refused(begin_case, GRANT, case(), doing(CLERK)) == ["filled_by", "filled_by"]


def test_a_case_goes_by_the_version_that_it_began_under():
    renewed = replace(GRANT, note=WORDS)
    assert refused(step, case(), "apply", CLERK, programme=renewed) == ["edition"]
    assert refused(save, renewed, case(), {"asked": Decimal(1)}, doing(CLERK)) == ["edition"]
    assert GRANT.edition == replace(GRANT).edition


def test_nothing_happened_before_the_case_began():
    early = MONDAY - timedelta(days=1)
    assert refused(step, case(), "apply", CLERK, at=early) == ["time"]


def test_a_step_of_another_role_is_refused_by_name():
    assert refused(step, case(stage="applied"), "grant", Actor("x", Role.PLANNER)) == ["role", "approvals"]
