"""Each programme of the pack from its first stage to its end, with what is refused on the way and why."""

from datetime import date
from decimal import Decimal

import pytest

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.state import State
from nanfeng.kinds.answer import Verdict

from .conftest import APPROVER, CLERK, EXPERT, INVESTMENT, PARK, PLANNER, PROVIDER, STATION

OTHER = "uscc:91440600MA0000002X"
WAN, YI = Decimal(10_000), Decimal(100_000_000)
PAPERS = (
    *("application_form", "registration", "intellectual_property", "products"),
    *("staff", "special_audit", "accounts", "tax_returns"),
)


def profile(walk):
    walk.fill(PROVIDER, service_kind="legal", introduction="知识产权与合同法律服务", served=36, station="ZD01")
    walk.fill(PROVIDER, licence_until=date(2026, 12, 31))
    walk.add(PROVIDER, "licence", "record", "commitment")
    walk.link("service_professional", 2)
    walk.assess(Verdict.YES)


def admitted(walk):
    """A provider that is in the pool."""
    profile(walk)
    walk.do(PROVIDER, "submit")
    walk.fill(STATION, visited=date(2023, 6, 15), credit_clear=True, opinion="人员、场地属实")
    walk.do(STATION, "check")
    walk.link("provider_service", 3)
    assert walk.do(APPROVER, "admit") == "admitted"
    return walk


def test_a_provider_is_admitted_on_its_papers_by_two_people(begun):
    walk = begun("service_provider", PROVIDER)
    assert walk.refused(PROVIDER, "submit") == {
        *(f"field {name}" for name in ("service_kind", "introduction", "served")),
        *(f"paper {name}" for name in ("licence", "record", "commitment")),
        *("demand qualified", "linked service_professional", "criterion serves", "criterion half_a_year"),
    }
    profile(walk)
    assert walk.do(PROVIDER, "submit") == "submitted"
    assert walk.refused(APPROVER, "admit") == {"stage"}
    walk.fill(STATION, visited=date(2023, 6, 15), opinion="人员、场地属实")
    assert walk.refused(STATION, "check") == {"field credit_clear"}
    walk.fill(STATION, credit_clear=False)
    assert walk.do(STATION, "check") == "checked"
    assert walk.refused(APPROVER, "admit") == {"demand creditworthy", "linked provider_service"}
    walk.link("provider_service")
    walk.fill(STATION, credit_clear=True)  # what was approved has changed, so that the approval is void
    assert walk.refused(APPROVER, "admit") == {"approvals"}
    assert walk.do(APPROVER, "send_back", reason="核验结论有变") == "draft"
    assert walk.do(PROVIDER, "submit") == "submitted"
    assert walk.do(STATION, "check") == "checked"
    assert walk.do(APPROVER, "admit") == "admitted"


def test_a_provider_is_graded_replies_is_suspended_taken_back_and_leaves(begun):
    walk = admitted(begun("service_provider", PROVIDER))
    assert walk.refused(PROVIDER, "reply", reason="无") == {"condition"}
    assert walk.refused(PLANNER, "grade") == {"condition"}
    walk.fill(PLANNER, graded_year=2023, grade="fail", grounds="三件诉求超期")
    assert walk.do(PLANNER, "grade") == "admitted"
    assert walk.refused(PROVIDER, "reply") == {"reason"}
    assert walk.do(PROVIDER, "reply", reason="其中两件因企业改期") == "admitted"
    assert walk.refused(PLANNER, "suspend", reason="评级不合格") == {"reason_code"}
    walk.do(PLANNER, "suspend", reason="评级不合格", code="grade")
    assert walk.case.course.state is State.PAUSED
    assert walk.refused(PLANNER, "grade") == {"state"}
    walk.do(APPROVER, "resume", reason="整改完成")
    assert walk.case.course.state is State.ACTIVE
    assert walk.do(PROVIDER, "leave", reason="业务调整", code="request") == "left"


def test_a_suspended_provider_may_leave_and_a_refused_one_is_lost(begun):
    walk = admitted(begun("service_provider", PROVIDER))
    walk.do(PLANNER, "suspend", reason="资质到期", code="licence")
    assert walk.do(PLANNER, "leave", reason="资质未续", code="licence") == "left"
    assert walk.case.course.state is State.ACTIVE

    other = begun("service_provider", PROVIDER)
    profile(other)
    other.do(PROVIDER, "submit")
    other.do(APPROVER, "refuse", reason="没有专职人员", code="staff")
    assert other.case.course.state is State.LOST


def issue(begun):
    said = {"subject": "三号车间夜间限电", "kind": "utilities", "channel": "visit", "station": "ZD01"}
    return begun("service_issue", STATION, **said)


def handled(walk):
    walk.fill(STATION, handler="park")
    walk.do(STATION, "dispatch")
    walk.fill(PARK, handled_on=date(2023, 6, 15), result="solved", done="供电所已调整错峰时段")
    assert walk.do(PARK, "finish") == "handled"
    return walk


def test_an_issue_goes_from_registration_to_the_call_back(begun):
    walk = issue(begun)
    assert walk.programme.flow.stage("registered").within.hours == 24
    assert walk.refused(STATION, "dispatch") == {"field handler", "demand provider_named", "demand department_named"}
    walk.fill(STATION, handler="provider")
    assert walk.refused(STATION, "dispatch") == {"demand provider_named"}
    walk.fill(STATION, provider=OTHER)
    assert walk.do(STATION, "dispatch") == "dispatched"
    needed = {"field handled_on", "field result", "field done", "demand handled_by_now"}
    assert walk.refused(PROVIDER, "finish") == needed
    walk.fill(PROVIDER, handled_on=date(2023, 6, 20), result="partly", done="已提出错峰方案")
    assert walk.refused(PROVIDER, "finish") == {"demand handled_by_now"}
    walk.fill(PROVIDER, handled_on=date(2023, 6, 15))
    assert walk.do(PROVIDER, "finish") == "handled"
    assert walk.refused(CLERK, "rate") == {"condition"}
    walk.fill(CLERK, score=4)
    assert walk.do(CLERK, "rate") == "rated"
    walk.confirm("solved")
    assert walk.refused(STATION, "call_back") == {"field called_on", "field solved", "demand called_after_handled"}
    walk.fill(STATION, called_on=date(2023, 6, 15), solved=True)
    assert walk.do(STATION, "call_back") == "closed"


def test_who_handled_an_issue_does_not_call_back_and_what_is_not_solved_goes_round_again(begun):
    walk = handled(issue(begun))
    walk.do(STATION, "no_rating", reason="三次联系未答复")
    walk.fill(PARK, called_on=date(2023, 6, 15), solved=False)
    assert walk.refused(PARK, "call_back") == {"not_by"}
    assert walk.do(STATION, "go_round_again", reason="仍在限电", code="unsolved") == "registered"
    assert walk.case.course.round == 2


def test_a_visit_is_logged_with_day_and_topic_alone(begun):
    walk = begun("tutoring_visit", STATION, planned_for=date(2023, 6, 15))
    assert walk.refused(STATION, "log") == {"field visited_on", "field topic", "demand not_in_the_future"}
    walk.fill(STATION, visited_on=date(2023, 6, 16), topic="高新技术企业申报辅导")
    assert walk.refused(STATION, "log") == {"demand not_in_the_future"}
    walk.wait(days=1)
    assert walk.do(STATION, "log") == "visited"
    assert walk.refused(STATION, "follow_up") == {"field outcome", "demand handed_on_says_where"}
    walk.fill(STATION, outcome="handed_on")
    assert walk.refused(STATION, "follow_up") == {"demand handed_on_says_where"}
    walk.fill(STATION, cultivation="high_tech-2023-0001")
    assert walk.do(STATION, "follow_up") == "followed_up"


def test_a_round_of_visits_is_agreed_by_another_than_its_planner(begun):
    days = {"first_day": date(2023, 6, 19), "last_day": date(2023, 6, 30)}
    walk = begun("visit_round", STATION, title="六月高企辅导第二轮", aim="cultivation", **days)
    assert walk.refused(PARK, "agree") == {"approvals"}
    walk.do(STATION, "propose")
    assert walk.refused(PARK, "agree") == {"linked visit_plan"}
    walk.link("visit_plan", 12)
    assert walk.do(PARK, "agree") == "under_way"
    walk.wait(days=15)
    asked = {"field companies_reached", "field issues_found", "field findings"}
    assert walk.refused(STATION, "sum_up") == asked
    walk.fill(STATION, companies_reached=11, issues_found=4, findings="两家改期")
    assert walk.do(STATION, "sum_up") == "summed_up"


def test_a_service_month_is_planned_approved_held_and_reviewed(begun):
    walk = begun("service_month", PLANNER)
    fields = ("title", "theme", "first_day", "last_day", "companies_wanted")
    demands = {"demand about_a_month", "demand some_companies"}
    assert walk.refused(PLANNER, "submit") == {*(f"field {name}" for name in fields), *demands, "paper plan"}
    walk.fill(PLANNER, title="企业服务月", theme="访千企、解难题", companies_wanted=2000)
    walk.fill(PLANNER, first_day=date(2023, 7, 1), last_day=date(2023, 8, 31))
    walk.add(PLANNER, "plan")
    assert walk.refused(PLANNER, "submit") == {"demand about_a_month"}
    walk.fill(PLANNER, last_day=date(2023, 7, 31))
    assert walk.do(PLANNER, "submit") == "submitted"
    assert walk.refused(APPROVER, "approve") == {"approvals"}
    walk.add(PLANNER, "questionnaire")
    walk.do(PARK, "endorse")
    assert walk.refused(APPROVER, "approve") == {"linked visit_plan"}
    walk.link("visit_plan", 2000)
    assert walk.do(APPROVER, "approve") == "under_way"
    assert walk.refused(PLANNER, "end") == {"linked service_questionnaire"}
    walk.link("service_questionnaire", 1873)
    assert walk.do(PLANNER, "end") == "review"
    walk.fill(PLANNER, issues_passed_on=212, issues_solved=230, review="用工和融资问题集中")
    assert walk.refused(APPROVER, "close") == {"paper report", "demand solved_within_passed_on"}
    walk.fill(PLANNER, issues_solved=187)
    walk.add(PLANNER, "report")
    assert walk.do(APPROVER, "close") == "closed"


def applied(begun):
    """An enterprise that has applied as high-tech enterprise."""
    walk = begun("high_tech", CLERK, application="new", year=2023)
    walk.fill(CLERK, core_ip=6, technology_field="manufacturing", main_products="多轴伺服压机")
    walk.fill(PARK, serious_offence=False)
    scores = {"score_ip": 22, "score_transformation": 24, "score_management": 16, "score_growth": 14}
    walk.fill(EXPERT, **{name: Decimal(score) for name, score in scores.items()})
    walk.add(CLERK, *PAPERS)
    walk.assess(Verdict.YES)
    assert walk.do(CLERK, "apply") == "applied"
    return walk


def test_nobody_applies_as_high_tech_enterprise_before_everything_is_there(begun):
    walk = begun("high_tech", STATION, application="new", year=2023)
    fields = ("core_ip", "technology_field", "main_products", "serious_offence")
    scores = ("score_ip", "score_transformation", "score_management", "score_growth")
    assert walk.refused(CLERK, "apply") == {
        *(f"field {name}" for name in (*fields, *scores)),
        *(f"paper {name}" for name in PAPERS),
        *("demand scores_within_bounds",),
        *(f"criterion {one.id}" for one in walk.programme.criteria),
    }
    assert walk.refused(STATION, "drop", reason="不想申报") == {"reason_code"}


def test_an_unknown_criterion_keeps_an_application_back_like_a_no(begun):
    walk = begun("high_tech", CLERK, application="new", year=2023)
    for said in (Verdict.UNKNOWN, Verdict.NO):
        walk.assess(said)
        assert {f"criterion {one.id}" for one in walk.programme.criteria} <= walk.refused(CLERK, "apply")


def test_a_high_tech_enterprise_from_its_application_to_the_end_of_its_certificate(begun):
    walk = applied(begun)
    assert walk.refused(PLANNER, "recommend") == {"approvals"}
    walk.do(PARK, "pass_park")
    walk.add(CLERK, "accounts")
    assert walk.do(PLANNER, "recommend") == "recommended"
    walk.wait(days=120)
    assert walk.do(PLANNER, "publicise") == "publicised"
    walk.wait(days=20)
    needed = {"field certificate_no", "field issued", "field expires", "demand valid_three_years"}
    assert walk.refused(PLANNER, "certify") == {*needed}
    walk.fill(PLANNER, certificate_no="GR202344000001", issued=date(2023, 10, 31), expires=date(2026, 10, 30))
    assert walk.do(PLANNER, "certify") == "certified"
    assert walk.refused(PLANNER, "expire") == {"condition"}
    walk.wait(days=(date(2026, 10, 30) - walk.now.date()).days)
    assert walk.refused(PLANNER, "expire") == {"condition"}  # it still holds on its last day
    walk.wait(days=1)
    assert walk.do(PLANNER, "expire") == "expired"


def test_who_was_not_recognised_is_cultivated_on_and_applies_again(begun):
    walk = applied(begun)
    walk.do(PARK, "pass_park")
    walk.do(PLANNER, "recommend")
    assert walk.do(PLANNER, "not_recognised", reason="评审59分", code="score") == "cultivating"
    assert walk.do(CLERK, "apply") == "applied"
    assert walk.refused(PLANNER, "recommend") == {"approvals"}  # those of the first round no longer count


def lead(begun):
    said = {"name": "储能电池模组项目", "investor": "某新能源公司", "lead_source": "conference"}
    return begun("investment", INVESTMENT, **said, conference="TJ-2023-Q2")


def contract(walk, **said):
    known = {"sector": "secondary", "origin": "outside", "place": "ip_northern", "funding": "domestic"}
    walk.fill(INVESTMENT, amount=12 * YI, in_ten_parks=True, in_northern_park=True, **{**known, **said})


def signed(walk):
    walk.fill(INVESTMENT, intended=15 * YI)
    walk.do(INVESTMENT, "negotiate")
    contract(walk)
    walk.add(INVESTMENT, "due_diligence", "contract")
    walk.do(PARK, "assess")
    walk.do(APPROVER, "clear")
    assert walk.do(INVESTMENT, "sign") == "signed"
    return walk


def test_a_lead_that_came_of_a_conference_goes_into_production(begun):
    walk = lead(begun)
    assert walk.refused(INVESTMENT, "negotiate") == {"field intended", "demand intention_positive"}
    walk.fill(INVESTMENT, intended=15 * YI)
    assert walk.do(INVESTMENT, "negotiate") == "negotiating"
    contract(walk, funding="foreign")
    walk.do(PARK, "assess")
    assert walk.refused(INVESTMENT, "sign") == {"approvals"}
    walk.do(APPROVER, "clear")
    assert walk.refused(INVESTMENT, "sign") == {
        "paper due_diligence",
        "paper contract",
        "demand foreign_has_dollars",
    }
    walk.fill(INVESTMENT, amount_usd=17_000 * WAN)
    walk.add(INVESTMENT, "due_diligence", "contract")
    assert walk.refused(INVESTMENT, "sign") == {"approvals"}  # the terms have changed since
    walk.do(PARK, "assess")
    walk.do(APPROVER, "clear")
    assert walk.do(INVESTMENT, "sign") == "signed"
    walk.fill(INVESTMENT, arrived=2 * YI, arrived_until=date(2023, 6, 15))
    assert walk.refused(INVESTMENT, "start") == {"paper permit"}
    walk.add(PARK, "permit")
    assert walk.do(PARK, "start") == "started"
    walk.link("project_milestone", 4)
    assert walk.refused(PARK, "produce") == {"paper acceptance"}
    walk.add(PARK, "acceptance")
    assert walk.do(PARK, "produce") == "in_production"
    kept = walk.case.values
    assert (kept["intended"], kept["amount"], kept["arrived"]) == (15 * YI, 12 * YI, 2 * YI)


def test_intended_signed_and_arrived_are_amounts_of_three_kinds(pack):
    kinds = {field.name: field.amount for field in pack.programmes["investment"].fields if field.amount}

    assert {name: kind.value for name, kind in kinds.items() if not name.endswith("_usd")} == {
        "intended": "intended",
        "amount": "signed",
        "arrived": "arrived",
    }
    assert all(kinds[f"{name}_usd"] is kinds[name] for name in ("intended", "amount", "arrived"))


def test_a_project_is_lost_after_signing_with_its_reason(begun):
    walk = signed(lead(begun))
    walk.do(INVESTMENT, "pause", reason="等待用地", code="land")
    assert walk.refused(INVESTMENT, "start") == {"state"}
    assert walk.refused(INVESTMENT, "lose", reason="转投外地") == {"reason_code"}
    walk.do(INVESTMENT, "lose", reason="转投外地", code="elsewhere")
    assert walk.case.course.state is State.LOST
    assert walk.refused(INVESTMENT, "start") == {"state"}


def test_money_that_arrived_says_until_when(begun):
    walk = signed(lead(begun))
    with pytest.raises(FlowError) as caught:
        walk.fill(INVESTMENT, arrived=YI)
    assert [issue.at for issue in caught.value.issues] == ["arrival_dated"]
    walk.fill(INVESTMENT, arrived=YI, arrived_until=date(2023, 6, 15))
    assert walk.case.values["arrived"] == YI
