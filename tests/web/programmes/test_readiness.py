"""The readiness check of Foshan's high-tech enterprises, on what the platform knows of one: register, return, consent,
certificate and case; and the certificate that comes of it.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from tests.web.zone import OWN, file

from nanfeng.cases.criterion import verdict
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.programmes import services
from nanfeng.web.programmes.eligibility import Applicant, assessed
from nanfeng.web.programmes.services import Attached
from nanfeng.web.records.models import Record

from .conftest import PDF, Work

RETURNED = {"technical_staff", "research_intensity", "research_at_home", "high_tech_income"}
SCORES = {"score_ip": 22, "score_transformation": 24, "score_management": 16, "score_growth": 14}
SAID = {"application": "new", "core_ip": 6, "technology_field": "manufacturing", "serious_offence": False, **SCORES}
RETURN = {  # thousand yuan
    "period": "2025",
    "sales": "80000",
    "income": "82000",
    "high_tech_income": "60000",
    "sales_three_years": "200000",
    "research_three_years": "9000",
    "research_at_home": "9000",
    "employees": "100",
    "technical_staff": "20",
}


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert "high_tech" in city.pack().programmes


@pytest.fixture
def ready(zone: object) -> None:
    """An enterprise that is sound in everything, and lets its return be used."""
    file("research_return", [{"organisation": OWN.organisation, **RETURN}])
    consent("2024-01-01")


def consent(since: str, until: str = "") -> None:
    given = {"form": "research_return", "purpose": "service", "since": since, "until": until}
    file("consent", [{"organisation": OWN.organisation, **given}])


def certificate(last_day: date) -> None:
    days = {"issued": (last_day - timedelta(days=1095)).isoformat(), "expires": last_day.isoformat()}
    file("certificate", [{"organisation": OWN.organisation, "certificate_no": "GR1", "kind": "high_tech", **days}])


def asked(**changes: str) -> tuple[Verdict, Mapping[str, str]]:
    """What the criteria say together, and which of them do not say yes, with the reason."""
    programme = city.pack().programmes["high_tech"]
    answers = assessed(city.pack(), programme, Applicant(OWN.organisation, {**SAID, **changes}))
    open_ones = {one.criterion.id: one.answer for one in answers if one.answer.verdict is not Verdict.YES}
    return verdict(answers), {name: answer.reason.en for name, answer in open_ones.items()}


@pytest.mark.usefixtures("ready")
def test_an_enterprise_is_ready_by_its_records():
    assert asked() == (Verdict.YES, {})


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("until", [None, "2024-12-31"])
def test_without_consent_or_once_it_is_withdrawn_the_return_is_not_read(until):
    file("research_return", [{"organisation": OWN.organisation, **RETURN}])
    if until:
        consent("2024-01-01", until)

    found, reasons = asked()

    assert found is Verdict.UNKNOWN
    assert set(reasons) == RETURNED
    assert all("not consented" in reason for reason in reasons.values())


@pytest.mark.usefixtures("zone")
def test_research_that_was_not_stated_is_unknown_and_never_nought():
    file("research_return", [{"organisation": OWN.organisation, **RETURN, "research_three_years": ""}])
    consent("2024-01-01")

    found, reasons = asked()

    assert found is Verdict.UNKNOWN
    assert set(reasons) == {"research_intensity", "research_at_home"}
    assert "research spending of three years" in reasons["research_intensity"]


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("days_left", "application", "expected"),
    [(0, "renewal", Verdict.YES), (0, "new", Verdict.NO), (-1, "new", Verdict.YES), (-1, "renewal", Verdict.NO)],
)
def test_a_certificate_holds_on_its_last_day_and_no_longer(days_left, application, expected):
    certificate(clock.today() + timedelta(days=days_left))

    found, reasons = asked(application=application)

    assert found is expected
    assert set(reasons) == (set() if expected is Verdict.YES else {"kind_of_application"})


@pytest.mark.usefixtures("ready")
def test_a_case_leads_to_a_record_of_its_certificate(work, acting_as):
    number = apply(work)
    assert not Record.objects.filter(form="certificate").exists()
    for role, step in [(Role.PARK_OFFICER, "pass_park"), (Role.PLANNER, "recommend"), (Role.PLANNER, "publicise")]:
        work.step(role, number, step)
    issued = clock.today()
    days = {"issued": issued.isoformat(), "expires": (issued + timedelta(days=1095)).isoformat()}
    work.save(Role.PLANNER, number, certificate_no="GR202644000001", **days)
    work.step(Role.PLANNER, number, "certify")

    with acting_as(Role.PLANNER):
        record = Record.objects.get(form="certificate")
    assert (record.content["kind"], record.organisation, record.first) == ("high_tech", OWN.organisation, issued)
    assert asked(application="renewal")[0] is Verdict.YES


def apply(work: Work) -> str:
    """An application on the platform, with all its papers; its number."""
    values = {"application": "new", "year": clock.today().year}
    number = work.begin(programme="high_tech", values=values)
    technology = {"core_ip": "6", "technology_field": "manufacturing", "main_products": "多轴伺服压机"}
    work.save(Role.ENTERPRISE_CLERK, number, **technology)
    work.save(Role.PARK_OFFICER, number, serious_offence="false")
    work.save(Role.STATION_STAFF, number, **{name: str(score) for name, score in SCORES.items()})
    with work.act(Role.ENTERPRISE_CLERK):
        for paper in city.pack().programmes["high_tech"].papers:
            services.attach(number, Attached(paper.id, f"{paper.label.zh}.pdf", PDF))
    work.step(Role.ENTERPRISE_CLERK, number, "apply")
    return number
