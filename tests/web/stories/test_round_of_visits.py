"""A round of visits: planned by a station, agreed to by the park, logged with photos, one of them without a connection
and sent later, and summed up.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.web.stories.conftest import Worker, WorkerAs, only
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case, Paper

pytestmark = pytest.mark.slow

ONE, OTHER = ENTERPRISES[:2]


def test_a_round_is_planned_and_its_visits_logged_one_of_them_without_a_connection(worker_as: WorkerAs, tmp_path: Path):
    station = worker_as(Role.STATION_STAFF)
    case = _planned(station)
    park = worker_as(Role.PARK_OFFICER)
    park.open(case)
    park.look("a3-the-park-agrees")
    park.step("同意并开始", "agree and begin")
    park.stands_at("走访中", "under way")

    photo = tmp_path / "photo.jpg"
    park.page.screenshot(path=photo, type="jpeg")
    station.open("/cases/")
    station.go("现场记录", "Log on the way")
    _kept_for_offline(station.page)
    station.look("a4-the-short-form")
    _log(station, ONE.name, photo)
    expect(station.page.locator("#said")).to_contain_text(station.t("已记录", "Logged as"))
    station.look("a5-one-is-logged")

    _without_a_connection(station, photo)
    assert logged() == ([ONE.name, OTHER.name], 2)

    station.open(case)
    station.page.get_by_role("link", name=station.t("按日计划", "Plan day by day")).click()
    expect(station.page.locator(".planned a[href^='/cases/case/tutoring_visit']")).to_have_count(2)
    station.look("a8-what-was-planned-is-done")
    station.open(case)
    station.save("小结", "Summary", companies_reached="2", issues_found="0", findings="企业经营平稳")
    station.step("小结", "sum up")
    station.stands_at("已小结", "summed up")
    station.look("a9-summed-up")
    station.open("/cases/calendar/")
    station.look("a10-the-calendar")


def logged() -> tuple[list[str], int]:
    """Whose visits have arrived, in their order, and how many photos."""
    with acting(SYSTEM, Doer("test")):
        visits = Case.objects.filter(programme="tutoring_visit").order_by("serial")
        return [one.name for one in visits], Paper.objects.filter(kind="photo").count()


def _planned(station: Worker) -> str:
    """The station plans two visits for today, and proposes the plan; the address of the round."""
    today = clock.today().isoformat()
    station.open("/cases/programmes/visit_round/begin/")
    station.fill(title="十一月走访", aim="service", first_day=today, last_day=today)
    station.look("a1-a-round-is-begun")
    station.press("建立", "Begin")
    case = f"/cases/case/{only('visit_round').number}/"
    station.page.get_by_role("link", name=station.t("按日计划", "Plan day by day")).click()
    for name in (ONE.name, OTHER.name):
        station.page.get_by_role("checkbox", name=name).check()
    station.press("列入计划", "Put on the plan")
    expect(station.page.locator(".planned")).to_have_count(2)
    station.look("a2-the-plan")
    station.open(case)
    station.step("提交计划", "propose the plan")
    return case


def _without_a_connection(station: Worker, photo: Path) -> None:
    """What is logged without a connection waits on the device, whatever happens to the page, and is sent by itself."""
    page = station.page
    page.context.set_offline(True)
    page.reload()  # from the device
    _log(station, OTHER.name, photo)
    expect(page.locator("#said")).to_contain_text(station.t("没有网络", "No connection"))
    expect(page.locator("#waiting")).to_contain_text(f"{OTHER.name} · {station.t('等待发送', 'waiting')}")
    expect(page.locator("[data-plan]:visible")).to_have_count(0)  # both are seen to
    station.look("a6-one-waits-without-a-connection")
    page.reload()
    expect(page.locator("#waiting")).to_contain_text(OTHER.name)
    assert logged() == ([ONE.name], 1)
    page.context.set_offline(False)
    expect(page.locator("#said")).to_contain_text(station.t("已记录", "Logged as"))
    expect(page.locator("#waiting")).to_be_hidden()
    station.look("a7-it-was-sent-later")


def _log(station: Worker, name: str, photo: Path) -> None:
    station.page.get_by_role("link", name=name).click()
    station.page.get_by_label(station.t("走访主题", "Topic")).fill("研发费用归集")
    station.page.get_by_label(station.t("照片", "Photo")).set_input_files(photo)
    station.page.get_by_role("button", name=station.t("记录", "Log it"), exact=True).click()


def _kept_for_offline(page: Page) -> None:
    """Wait until the page is on the device."""
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready) && !!(await caches.match(location.pathname))"
    )
