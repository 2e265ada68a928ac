"""Clerk, officer and statistician in a real browser: a return from its first mistake to the check, in two languages."""

import pytest
from playwright.sync_api import Page, expect
from tests.web import zone as made_up
from tests.web.conftest import SCREENS
from tests.web.looking import hindrances, picture
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES, NANHAI, OWN

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.slow

WORDS = {
    "zh-CN": ("不是数字", "计量单位可能有误", "保存并报送", "已报送", "通过勾选的报表", "1 份报表现为"),
    "en-US": (
        "is not a number",
        "unit may be wrong",
        "Save and submit",
        "Submitted",
        "Pass those ticked",
        "1 return is now “passed by the park”",
    ),
}


def look_at(page: Page, name: str) -> None:
    picture(page, name)
    assert hindrances(page) == []


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_a_return_from_its_first_mistake_to_the_officers_pass(page_as, call, locale, width):
    wrong, unit, send, sent, pass_them, passed = WORDS[locale]
    for period, output in (("2025-01..2025-09", 70_000), ("2026-01..2026-08", 80_000)):
        made_up.file("monthly_return", [filing(one, output, period) for one in ENTERPRISES])
    (one,) = returns_of([OWN])

    clerk = page_as(Role.ENTERPRISE_CLERK, locale=locale, width=width, organisation=OWN.organisation)
    clerk.goto("/returns/")
    look_at(clerk, f"mine-{width}")
    clerk.goto(f"/returns/{one.pk}/fill/")
    clerk.locator("#id_0-output").fill("很多")
    clerk.locator("#id_0-revenue").fill("95000")
    clerk.get_by_role("button", name=send).click()
    expect(clerk.locator("#id_0-output-error")).to_contain_text(wrong)
    clerk.locator("#id_0-output").fill("950000000")
    clerk.get_by_role("button", name=send).click()
    expect(clerk.locator("#id_0-output-error")).to_contain_text(unit)
    look_at(clerk, f"fill-{width}")
    clerk.locator("#id_0-_explained").fill("新厂投产 / a new plant")
    clerk.get_by_role("button", name=send).click()
    expect(clerk.locator("#messages")).to_contain_text(sent)

    officer = page_as(Role.PARK_OFFICER, locale=locale, width=width, park=NANHAI)
    officer.goto(f"/returns/{one.pk}/")
    expect(officer.locator(".doubts")).to_contain_text("新厂投产")
    look_at(officer, f"show-{width}")
    officer.goto("/returns/review/")
    officer.locator("[data-ticks]").check()
    expect(officer.locator(f"input[name=chosen][aria-label='{OWN.name}']")).to_be_checked()
    look_at(officer, f"review-{width}")
    officer.get_by_role("button", name=pass_them).click()
    expect(officer.locator("#messages")).to_contain_text(passed)

    statistician = page_as(Role.STATISTICIAN, locale=locale, width=width)
    for name, address in (("calls", ""), ("check", f"{call.pk}/"), ("chase", f"{call.pk}/chase/")):
        statistician.goto(f"/returns/calls/{address}")
        look_at(statistician, f"{name}-{width}")
    statistician.goto(f"/returns/calls/{call.pk}/")
    expect(statistician.locator("tr.jump").first).to_contain_text(OWN.name)
