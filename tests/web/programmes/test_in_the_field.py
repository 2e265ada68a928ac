"""A round of visits in a real browser: planned, logged with a photo, and one without a connection, sent later."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.web.zone import ENTERPRISES, NANHAI

from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case, Paper

from .test_in_browser import faults

STATION = Role.STATION_STAFF
LOG = "/cases/log/tutoring_visit/"
ONE, OTHER = ENTERPRISES[:2]
WORDS = {
    "zh-CN": ("列入计划", "记录", "没有网络", "等待发送", "已记录", "走访主题", "照片", "需要修改"),
    "en-US": ("Put on the plan", "Log it", "No connection", "waiting", "Logged as", "Topic", "Photo", "to be mended"),
}


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert city.pack().programmes["tutoring_visit"].quick


@pytest.fixture
def photo(tmp_path: Path, page_as) -> Path:
    """A picture as a camera makes it."""
    page = page_as(None)
    page.set_content("<h1>现场</h1>")
    return Path(page.screenshot(path=tmp_path / "photo.jpg", type="jpeg") and tmp_path / "photo.jpg")


@pytest.fixture
def a_round(zone, work) -> str:
    """A round of visits in Nanhai that is being planned; its number."""
    values = {"title": "十一月走访", "aim": "service", "first_day": clock.today(), "last_day": clock.today()}
    whose = {"name": "园区", "title": "十一月走访", "organisation": "", "park": NANHAI}
    return work.begin(role=STATION, programme="visit_round", values=values, **whose)


def visits() -> list[Case]:
    with acting(SYSTEM, Doer("test")):
        return list(Case.objects.filter(programme="tutoring_visit").order_by("serial"))


def photos() -> int:
    with acting(SYSTEM, Doer("test")):
        return Paper.objects.filter(kind="photo").count()


def log(page: Page, name: str, words: tuple[str, ...], photo: Path | None = None) -> None:
    page.get_by_role("link", name=name).click()
    page.get_by_label(words[5]).fill("研发费用归集")
    if photo:
        page.get_by_label(words[6]).set_input_files(photo)
    page.get_by_role("button", name=words[1], exact=True).click()


def kept_for_offline(page: Page) -> None:
    """Wait until the page is on the device."""
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready) && !!(await caches.match(location.pathname))"
    )


@pytest.mark.parametrize(("locale", "width"), [("zh-CN", 390), ("en-US", 1280)], ids=["phone", "desktop"])
def test_a_round_is_planned_and_two_visits_logged_one_of_them_without_a_connection(
    a_round, page_as, photo, locale, width
):
    words = WORDS[locale]
    page = page_as(STATION, locale=locale, width=width)
    page.goto(f"/cases/case/{a_round}/plan/")
    assert faults(page) == []
    for name in (ONE.name, OTHER.name):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name=words[0]).click()
    expect(page.locator(".planned")).to_have_count(2)
    page.goto(LOG)
    assert faults(page) == []
    kept_for_offline(page)
    log(page, ONE.name, words, photo)
    expect(page.locator("#said")).to_contain_text(words[4])
    assert (len(visits()), photos()) == (1, 1)

    page.context.set_offline(True)
    page.goto(LOG)  # from the device
    log(page, OTHER.name, words, photo)
    expect(page.locator("#said")).to_contain_text(words[2])
    expect(page.locator("#waiting")).to_contain_text(f"{OTHER.name} · {words[3]}")
    assert faults(page) == []
    page.reload()
    expect(page.locator("#waiting")).to_contain_text(OTHER.name)
    assert len(visits()) == 1
    page.context.set_offline(False)
    expect(page.locator("#said")).to_contain_text(words[4])
    expect(page.locator("#waiting")).to_be_hidden()
    page.reload()
    assert ([one.name for one in visits()], photos()) == ([ONE.name, OTHER.name], 2)
    page.goto("/cases/calendar/")
    assert faults(page) == []


def test_what_is_refused_comes_back_with_its_errors_and_goes_once_mended(zone, page_as):
    page = page_as(STATION, width=390)
    page.goto(LOG)
    kept_for_offline(page)
    page.context.set_offline(True)
    page.get_by_label("企业（名称或统一社会信用代码）").fill("没有这家")
    page.get_by_label("走访主题").fill("扩产")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.locator("#waiting")).to_contain_text("等待发送")
    page.context.set_offline(False)
    expect(page.locator("#waiting")).to_contain_text("需要修改")
    page.get_by_role("button", name="修改").click()
    expect(page.locator("[data-wrong]")).to_contain_text("名录中找不到这个单位")
    expect(page.get_by_label("走访主题")).to_have_value("扩产")
    page.get_by_label("企业（名称或统一社会信用代码）").fill(ONE.name)
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.locator("#said")).to_contain_text("已记录")
    assert [one.name for one in visits()] == [ONE.name]


def test_nothing_is_left_on_the_device_after_signing_out(zone, page_as):
    page = page_as(STATION)
    page.goto(LOG)
    kept_for_offline(page)
    page.evaluate("drafts.keep({client: 'x', account: words.account, at: '', said: [], title: '', wrong: {}})")
    page.reload()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("form[action$='/accounts/logout/']").evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda address: "/cases/" not in address)
    page.goto("/")
    left = "async () => [(await caches.keys()).length, (await indexedDB.databases()).length, "
    left += "(await navigator.serviceWorker.getRegistrations()).length]"
    assert page.evaluate(left) == [0, 0, 0]
