"""An application of a high-tech enterprise, from its readiness check to its certificate."""

import pytest
from playwright.sync_api import expect
from tests.web.programmes.test_readiness import RETURN, SCORES
from tests.web.stories.conftest import Worker, WorkerAs, only
from tests.web.zone import OWN, file

from nanfeng.kinds.role import Role
from nanfeng.web import city

pytestmark = pytest.mark.slow

CERTIFICATE = {"certificate_no": "GR2026440001", "issued": "2026-03-01", "expires": "2029-02-28"}


def test_from_eligibility_to_certificate(worker_as: WorkerAs):
    file("research_return", [{"organisation": OWN.organisation, **RETURN}])
    clerk = worker_as(Role.ENTERPRISE_CLERK)
    case = _begun(clerk)

    park, station = worker_as(Role.PARK_OFFICER), worker_as(Role.STATION_STAFF)
    park.open(case)
    park.save("安全、质量与环境记录", "Record of safety", serious_offence="否")
    station.open(case)
    station.save("创新能力评价（预评）", "Innovation score", **{name: str(score) for name, score in SCORES.items()})
    station.look("d4-the-station-scores")

    clerk.open(case)
    clerk.look("d5-it-may-apply")
    clerk.step("提交申报", "apply")
    clerk.stands_at("已申报", "applied")

    planner = worker_as(Role.PLANNER)
    park.open(case)
    park.step("园区审核通过", "pass by the park")
    planner.open(case)
    planner.step("推荐上报", "recommend to the authority")
    planner.step("登记公示", "note the publication for objections")
    planner.save("证书", "Certificate", **CERTIFICATE)
    planner.look("d6-the-planner-notes-the-certificate")
    planner.step("登记发证", "note the certificate")

    clerk.open("/cases/")
    clerk.stands_at("证书有效", "certified")
    clerk.look("d7-the-enterprise-is-certified")
    clerk.open(case)
    clerk.look("d8-its-case-with-the-letter")
    with clerk.page.expect_download() as told:
        clerk.page.locator("#letters ~ ul a").first.click()
    assert told.value.suggested_filename.endswith("-certified.pdf")


def _begun(clerk: Worker) -> str:
    """The enterprise finds what it may apply for and why not, consents, begins, and adds what it has; its address."""
    clerk.open("/cases/finder/")
    clerk.sees("单位未授权将该报表用于此项目", "the organisation has not consented")
    clerk.press("授权此项用途", "Consent to this use")
    clerk.sees("已授权", "Consent is given")
    clerk.look("d1-the-readiness-check")

    clerk.open("/cases/programmes/high_tech/begin/")
    expect(clerk.page.get_by_text("100", exact=True).first).to_be_visible()
    clerk.fill(application="new", year="2026", core_ip="6", technology_field="manufacturing")
    clerk.look("d2-what-is-known-is-there")
    clerk.press("建立", "Begin")
    clerk.sees("办理前还缺", "Missing before that")
    clerk.save("知识产权与技术领域", "Intellectual property and technology", main_products="精密减速器")
    for kind in [paper.id for paper in city.pack().programmes["high_tech"].papers if paper.since]:
        clerk.add(kind)
    clerk.look("d3-what-the-enterprise-has-is-there")
    return f"/cases/case/{only('high_tech').number}/"
