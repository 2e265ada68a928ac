"""What the cases of Foshan's programmes leave in the records that its figures count."""

from datetime import date, timedelta

import pytest
from tests.web.zone import OTHERS, OWN, file

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.programmes import services
from nanfeng.web.programmes.services import Attached
from nanfeng.web.records.models import Record

from .conftest import PDF, Work

STATION, PARK, OFFICER = Role.STATION_STAFF, Role.PARK_OFFICER, Role.INVESTMENT_OFFICER
APPROVER, PLANNER, PROVIDER = Role.APPROVER, Role.PLANNER, Role.SERVICE_ORGANISATION


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert "investment" in city.pack().programmes


@pytest.fixture
def only_record(acting_as):
    """The one record of a form, as it stands now."""

    def found(form: str) -> Record:
        with acting_as(PLANNER):
            return Record.objects.get(form=form, current=True)

    return found


def attach(work: Work, role: Role, number: str, *papers: str) -> None:
    with work.act(role):
        for paper in papers:
            services.attach(number, Attached(paper, f"{paper}.pdf", PDF))


def today() -> str:
    return clock.today().isoformat()


@pytest.mark.usefixtures("zone")
def test_a_visit_that_was_logged_counts_and_one_that_is_planned_does_not(work, only_record):
    number = work.begin(role=STATION, programme="tutoring_visit", values={"planned_for": clock.today()})
    assert not Record.objects.filter(form="tutoring_visit").exists()
    work.save(STATION, number, visited_on=today(), topic="研发费用归集辅导")
    work.step(STATION, number, "log")

    record = only_record("tutoring_visit")
    assert (record.organisation, record.content["topic"], record.first) == (
        OWN.organisation,
        "研发费用归集辅导",
        clock.today(),
    )
    assert record.content["park"] == OWN.park
    assert record.content["visit_no"] == number


@pytest.mark.usefixtures("zone")
def test_an_issue_that_was_handled_is_a_service_contact(work, only_record):
    said = {"subject": "融资续贷", "kind": "finance", "channel": "call", "station": "ZD01"}
    number = work.begin(role=STATION, programme="service_issue", values=said)
    work.save(STATION, number, handler="park")
    work.step(STATION, number, "dispatch")
    assert not Record.objects.filter(form="service_contact").exists()
    work.save(PARK, number, handled_on=today(), result="solved", done="银行已受理续贷")
    work.step(PARK, number, "finish")

    record = only_record("service_contact")
    assert (record.organisation, record.content["kind"], record.content["station"]) == (
        OWN.organisation,
        "call",
        "ZD01",
    )


def registered_provider() -> str:
    """The organisation that the service organisation's account acts for, entered as one that serves others."""
    said = {"name": OTHERS[0].name, "kind": "service", "established": "2019-05-06"}
    file("enterprise", [{"organisation": OTHERS[0].organisation, **said}])
    return OTHERS[0].organisation


@pytest.mark.usefixtures("zone")
def test_a_provider_is_in_the_pool_from_its_admission_until_it_leaves(work, only_record):
    organisation = registered_provider()
    number = work.begin(enterprise=OTHERS[0], role=PROVIDER, programme="service_provider", values={})
    work.save(PROVIDER, number, service_kind="technology", introduction="检测服务", served="36")
    attach(work, PROVIDER, number, "licence", "record", "commitment")
    with pytest.raises(FlowError) as caught:
        work.step(PROVIDER, number, "submit")
    assert [issue.at for issue in caught.value.issues] == ["service_professional"]
    who = {"person_no": "ZY901", "provider": organisation, "joined": "2023-01-09", "case": number}
    file("service_professional", [who])
    work.step(PROVIDER, number, "submit")
    work.save(STATION, number, visited=today(), credit_clear="true", opinion="人员、场地属实")
    work.step(STATION, number, "check")
    service = {"service_no": "FW901", "name": "材料检测", "kind": "technology", "offered": today()}
    file("provider_service", [{**service, "provider": organisation, "case": number}])
    work.step(APPROVER, number, "admit")

    record = only_record("service_provider")
    assert (record.organisation, record.first, record.last) == (organisation, clock.today(), None)
    work.step(PLANNER, number, "suspend", reason="投诉查实", reason_code="complaint")
    assert only_record("service_provider").last is None  # it is still in the pool
    work.step(PROVIDER, number, "leave", reason="业务调整", reason_code="request")
    assert only_record("service_provider").last == clock.today()


@pytest.mark.usefixtures("zone")
def test_an_investor_whom_no_register_knows_signs_and_a_lost_project_is_taken_out(work, only_record):
    said = {"name": "储能电池模组项目", "investor": "某新能源公司", "lead_source": "own"}
    number = work.begin(role=OFFICER, programme="investment", organisation="", park=OWN.park, values=said)
    work.save(OFFICER, number, intended="150000")
    work.step(OFFICER, number, "negotiate")
    contract = {"amount": "120000", "funding": "domestic", "sector": "secondary", "origin": "outside"}
    where = {"place": "park_nanhai", "in_ten_parks": "true", "in_northern_park": "false"}
    work.save(OFFICER, number, **contract, **where)
    attach(work, OFFICER, number, "due_diligence", "contract")
    work.step(PARK, number, "assess")
    work.step(APPROVER, number, "clear")
    assert not Record.objects.filter(form="investment_project").exists()
    work.step(OFFICER, number, "sign")

    record = only_record("investment_project")
    assert (record.content["project_no"], record.content["amount"]) == (number, "1200000000.00")
    assert (record.first, record.content["in_ten_parks"]) == (clock.today(), True)
    work.step(OFFICER, number, "lose", reason="转投外地", reason_code="elsewhere")
    assert only_record("investment_project").status == WITHDRAWN


@pytest.mark.usefixtures("zone")
def test_a_round_is_of_no_company_and_its_plan_names_many(work):
    days = {"first_day": clock.today(), "last_day": clock.today() + timedelta(days=10)}
    values = {"title": "十一月辅导", "aim": "cultivation", **days}
    number = work.begin(role=STATION, programme="visit_round", organisation="", park=OWN.park, values=values)
    work.step(STATION, number, "propose")
    with pytest.raises(FlowError) as caught:
        work.step(PARK, number, "agree")
    assert [issue.at for issue in caught.value.issues] == ["visit_plan"]
    file("visit_plan", [planned(number, one.organisation, one.park, line) for line, one in enumerate((OWN, OWN), 1)])

    assert work.step(PARK, number, "agree").stage == "under_way"


def planned(case: str, organisation: str, park: str, line: int) -> dict[str, str]:
    day = date(2026, 11, 20 + line).isoformat()
    return {"plan_no": f"{case}-{line}", "case": case, "organisation": organisation, "park": park, "planned": day}
