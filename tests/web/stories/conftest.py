"""What the stories share: somebody who works in his own language and keeps pictures, and the zone's returns on call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from tests.web import zone as made_up
from tests.web.conftest import SCREENS
from tests.web.looking import grave, picture, wider
from tests.web.zone import ENTERPRISES, Enterprise

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked, move_many
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Return

_PATIENCE = 120_000
"""Milliseconds for which a page is waited for: the machine may be busy with other tests."""

expect.set_options(timeout=30_000)

_PDF = "application/pdf"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

PERIOD = "2026-01..2026-09"
HISTORY = (("2025-01..2025-09", 80_000), ("2026-01..2026-08", 81_000))
"""Earlier periods with the output of each enterprise, in thousand yuan."""


@dataclass(frozen=True)
class Reader:
    """Somebody at a browser, who reads one of the two languages."""

    page: Page
    chinese: bool
    screen: str

    def t(self, zh: str, en: str) -> str:
        """The words in the reader's language."""
        return zh if self.chinese else en

    def press(self, zh: str, en: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=self.t(zh, en)).first.click()

    def follow(self, zh: str, en: str) -> None:
        """Follow the link of that name."""
        self.page.get_by_role("link", name=self.t(zh, en)).first.click()

    def keep(self, name: str) -> None:
        """Keep a picture of the page as the reader sees it; no page is wider than the screen."""
        picture(self.page, f"{self.screen}/{name}")
        assert wider(self.page) == []

    def wait_for_job(self) -> None:
        """Let the job whose page is open be done, and go on to its result."""
        pk = int(self.page.url.split("/jobs/")[1].strip("/"))
        run(pk)
        with acting(SYSTEM, Doer("test")):
            job = Job.objects.get(pk=pk)
        assert job.state == "done", job.error_en
        self.page.goto(job.result["url"])


@dataclass(frozen=True)
class Worker(Reader):
    """Somebody who works on cases, with the pages and the words that he sees."""

    def open(self, address: str) -> None:
        """Open a page, which has to be there."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, (address, answer.status)

    def look(self, name: str) -> None:
        """Keep a picture of the page; nothing on it keeps people from using it."""
        self.keep(name)
        assert grave(self.page) == []

    def go(self, zh: str, en: str) -> None:
        """Go to a page of the navigation, which a phone keeps behind a button."""
        menu = self.page.locator(".menu-button")
        if menu.is_visible():
            menu.click()
        self.follow(zh, en)

    def fill(self, **typed: str) -> None:
        """Fill in or choose by the names of fields."""
        for name, text in typed.items():
            place = self.page.locator(f"#id_{name}")
            act = place.select_option if place.evaluate("one => one.tagName") == "SELECT" else place.fill
            act(text)

    def save(self, zh: str, en: str, **typed: str) -> None:
        """Fill in a section of a case, and save it."""
        self.fill(**typed)
        self.press(f"保存 {zh}", f"Save {en}")
        expect(self.page.locator("#messages")).to_contain_text(self.t("已保存", "Saved"))

    def add(self, kind: str) -> None:
        """Add a document of a kind to a case."""
        self.page.locator(f"#file-{kind}").set_input_files({"name": f"{kind}.pdf", "mimeType": _PDF, "buffer": PDF})
        self.page.locator(f"form:has(#file-{kind}) button").click()
        expect(self.page.locator("[aria-labelledby=papers] ul").filter(has_text=f"{kind}.pdf")).to_be_visible()

    def step(self, zh: str, en: str, reason: str = "", code: str = "") -> None:
        """Take a step with a case, for a reason where one is asked for."""
        button = self.page.get_by_role("button", name=self.t(zh, en), exact=True)
        form = self.page.locator(".flow-panel form", has=button)
        if code:
            form.get_by_role("combobox").select_option(code)
        if reason:
            form.get_by_role("textbox").fill(reason)
        button.click()
        expect(self.page.locator(".timeline").first).to_contain_text(self.t(zh, en))

    def stands_at(self, zh: str, en: str) -> None:
        """The case whose page is open has come to that stage."""
        expect(self.page.locator(".stage-line .now").first).to_contain_text(self.t(zh, en))

    def sees(self, zh: str, en: str) -> None:
        """The page says so."""
        expect(self.page.locator("main")).to_contain_text(self.t(zh, en))


ReaderAs = Callable[..., Reader]
WorkerAs = Callable[..., Worker]


@pytest.fixture(params=["zh-CN", "en-US"])
def reader_as(request, page_as) -> ReaderAs:
    """Opens a browser for the holder of a role in the test's language: `reader_as(Role.PARK_OFFICER, park=NANHAI)`."""

    def open_for(role: Role | None, **post: str) -> Reader:
        page = page_as(role, locale=request.param, **post)
        page.set_default_timeout(_PATIENCE)
        return Reader(page, request.param == "zh-CN", request.param)

    return open_for


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def worker_as(request, page_as, zone, people) -> WorkerAs:
    """Opens a browser for somebody who works on cases of the zone, in the test's language and window."""
    locale, width = request.param

    def open_for(role: Role) -> Worker:
        page = page_as(role, locale=locale, width=width)
        page.set_default_timeout(_PATIENCE)
        return Worker(page, locale == "zh-CN", f"{locale}-{width}")

    return open_for


def only(programme: str) -> Case:
    """The one case of a programme, as it is."""
    with acting(SYSTEM, Doer("test")):
        return Case.objects.get(programme=programme)


@pytest.fixture
def call(zone) -> Iterator[Call]:
    """The monthly return of January to September 2026, which all six enterprises owe; earlier periods are known."""
    for period, output in HISTORY:
        made_up.file("monthly_return", [filing(one, output, period) for one in ENTERPRISES])
    form, period = city.pack().forms["monthly_return"], Period.parse(PERIOD)
    with acting(SYSTEM, Doer("test")):
        return open_call(form, due_periods(form, period.last, period.last)[0], "test")


def filing(enterprise: Enterprise, output: int, period: str = PERIOD, **more: str) -> dict[str, str]:
    """A typed row of the monthly return, amounts in thousand yuan."""
    same = {"organisation": enterprise.organisation, "period": period}
    amounts = {"output": str(output), "output_year_ago": "80000", "revenue": str(output), "profit": "90"}
    return {**same, **amounts, "employees": "100", **more}


def file(*enterprises: Enterprise, output: int = 90_000) -> None:
    """Let enterprises report, and submit what they reported."""
    made_up.file("monthly_return", [filing(one, output + 100 * rank) for rank, one in enumerate(enterprises)])
    take("submit", *enterprises)


def take(transition: str, *enterprises: Enterprise, who: str = "") -> None:
    """Take a step with the returns of enterprises, as the role whose step it is."""
    role = {"submit": Role.ENTERPRISE_CLERK, "pass": Role.PARK_OFFICER, "check": Role.STATISTICIAN}[transition]
    with acting(SYSTEM, Doer(who or f"{role}@example.org", role.value)):
        found = returns_of(*enterprises)
        moved = move_many({one.course.pk: one.course.version for one in found}, Asked(transition))
    assert not moved.refused, moved.refused


def returns_of(*enterprises: Enterprise) -> list[Return]:
    """The returns of enterprises for the period on call, as they are."""
    with acting(SYSTEM, Doer("test")):
        found = Return.objects.select_related("course", "call").order_by("organisation")
        return list(found.filter(organisation__in=[one.organisation for one in enterprises]))


def press_close(reader: Reader, call: int, picture: str = "") -> None:
    """Find a call on the page of closing, and press to close it."""
    reader.page.goto("/closing/")
    reader.page.locator(f"a[href='/closing/{call}/']").click()
    if picture:
        reader.keep(picture)
    reader.press("关账并冻结", "Close and freeze")
    reader.page.wait_for_load_state()
