"""An application from eligibility to certificate, as the clerk sees it: in both languages, on a phone and a desktop."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.web.programmes.conftest import PDF, Work
from tests.web.programmes.test_readiness import RETURN, SCORES
from tests.web.zone import OWN, file

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case

WINDOWS = [("zh-CN", 1280), ("zh-CN", 390), ("en-US", 1280), ("en-US", 390)]
GRAVE = ("serious", "critical")
CERTIFICATE = {"certificate_no": "GR2026440001", "issued": "2026-03-01", "expires": "2029-02-28"}


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert "high_tech" in city.pack().programmes


@dataclass(frozen=True)
class Clerk:
    """The enterprise's clerk at a browser, who reads one language."""

    page: Page
    chinese: bool

    def t(self, zh: str, en: str) -> str:
        """The words in his language."""
        return zh if self.chinese else en

    def open(self, address: str) -> None:
        """Open a page; nothing on it keeps people from using it."""
        self.page.goto(address)
        found = [one["id"] for one in Axe().run(self.page).response["violations"] if one["impact"] in GRAVE]
        wider = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (found, wider) == ([], False), address

    def press(self, zh: str, en: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=self.t(zh, en)).first.click()

    def sees(self, zh: str, en: str) -> bool:
        """Whether a text stands on the page."""
        return self.page.get_by_text(self.t(zh, en)).first.is_visible()


def only() -> Case:
    with acting(SYSTEM, Doer("test")):
        return Case.objects.get()


def office_prepares(work: Work, number: str) -> None:
    """What others fill in before it may be applied."""
    work.save(Role.PARK_OFFICER, number, serious_offence="否")
    work.save(Role.STATION_STAFF, number, **{name: str(score) for name, score in SCORES.items()})


def office_decides(work: Work, number: str) -> None:
    """The way from the application to the certificate."""
    work.step(Role.PARK_OFFICER, number, "pass_park")
    work.step(Role.PLANNER, number, "recommend")
    work.step(Role.PARK_OFFICER, number, "publicise")
    work.save(Role.PLANNER, number, **CERTIFICATE)
    work.step(Role.PLANNER, number, "certify")


@pytest.mark.parametrize(("locale", "width"), WINDOWS)
def test_from_eligibility_to_certificate(work, page_as, locale, width):
    file("research_return", [{"organisation": OWN.organisation, **RETURN}])
    page = page_as(Role.ENTERPRISE_CLERK, organisation=OWN.organisation, park=OWN.park, locale=locale, width=width)
    page.set_default_timeout(60_000)
    clerk = Clerk(page, locale.startswith("zh"))

    clerk.open("/cases/finder/")
    assert clerk.sees("单位未授权将该报表用于此项目", "the organisation has not consented")
    clerk.press("授权此项用途", "Consent to this use")
    assert clerk.sees("已授权", "Consent is given")

    clerk.open("/cases/programmes/high_tech/begin/")
    assert page.get_by_text("100", exact=True).first.is_visible()
    page.locator("#id_application").select_option("new")
    page.locator("#id_year").fill("2026")
    page.locator("#id_core_ip").fill("6")
    page.locator("#id_technology_field").select_option("manufacturing")
    clerk.press("建立", "Begin")
    number = only().number
    assert clerk.sees("办理前还缺", "Missing before that")

    page.locator("#id_main_products").fill("精密减速器")
    clerk.press("保存 知识产权与技术领域", "Save Intellectual property and technology")
    for kind in [paper.id for paper in city.pack().programmes["high_tech"].papers if paper.since]:
        page.locator(f"#file-{kind}").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
        page.locator(f"form:has(#file-{kind}) button").click()
        page.wait_for_load_state()
    office_prepares(work, number)
    clerk.open(f"/cases/case/{number}/")
    page.get_by_role("button", name=clerk.t("提交申报", "apply"), exact=True).click()
    assert page.locator(".stage-line .now").inner_text() == clerk.t("已申报", "applied")

    office_decides(work, number)
    clerk.open("/cases/")
    assert page.locator(".stage-line .now").inner_text() == clerk.t("证书有效", "certified")
    clerk.open(f"/cases/case/{number}/")
    with page.expect_download() as told:
        page.locator("#letters ~ ul a").first.click()
    assert told.value.suggested_filename == f"{number}-certified.pdf"
