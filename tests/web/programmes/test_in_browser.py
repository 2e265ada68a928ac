"""Pages of cases in a real browser: on a phone and a desktop, in both languages."""

from dataclasses import replace

import pytest
from tests.web.conftest import SCREENS
from tests.web.looking import hindrances
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.programmes import services
from nanfeng.web.programmes.queries import lists


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_every_page_can_be_used(work, acting_as, page_as, locale, width):
    number, other = work.begin(), work.begin(ENTERPRISES[1])
    work.approve(number)
    with acting_as(Role.PARK_OFFICER):
        services.say(number, "请按月报送运行记录。")
        services.add_task(number, "现场查看", clock.today())
    page = page_as(Role.PARK_OFFICER, park="park_nanhai", locale=locale, width=width)
    programme = f"/cases/programmes/{TRIAL}/"
    views = [f"{programme}?view={view}" for view in ("board", "table&stage=applied", "figures")]
    cases = [f"/cases/case/{one}/" for one in (number, other)]
    found: list[str] = []
    for address in ("/cases/", "/cases/programmes/", *views, f"{programme}begin/", *cases):
        page.goto(address)
        found += hindrances(page)
    assert found == []


def test_a_board_that_is_wider_than_the_window_moves_within_its_own_frame(work, page_as, monkeypatch):
    """Each stage has more cases than it shows, and says so to those who listen, too."""
    work.begin()
    shown = lists.board
    monkeypatch.setattr(lists, "board", lambda *asked: [replace(one, count=one.count + 1) for one in shown(*asked)])
    page = page_as(Role.PARK_OFFICER, park="park_nanhai", width=700)
    page.goto(f"/cases/programmes/{TRIAL}/")
    assert page.locator(".board .visually-hidden").count() == 4
    assert hindrances(page) == []


def test_a_case_is_filled_in_and_led_on_with_the_mouse(work, page_as):
    work.begin(ENTERPRISES[1])
    page = page_as(Role.PARK_OFFICER, park="park_nanhai")
    page.goto(f"/cases/programmes/{TRIAL}/")
    page.get_by_role("link", name=ENTERPRISES[1].name).click()
    page.get_by_label("核定补贴（万元）").fill("30")
    page.get_by_role("button", name="保存 核定").click()
    assert page.get_by_text("已保存").is_visible()
    page.get_by_role("button", name="园区同意").click()
    assert page.get_by_role("listitem").filter(has_text="园区同意").first.is_visible()
