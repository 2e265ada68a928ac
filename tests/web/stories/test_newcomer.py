"""A new user, from nothing: an account, an enterprise, its return, and the figure that contains it."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from tests.web.closing import made
from tests.web.stories.conftest import PERIOD, Reader, file, press_close, take
from tests.web.zone import ENTERPRISES, NANHAI, enterprise

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.slow

NEW = enterprise(77, NANHAI)
CODE = NEW.organisation.removeprefix("uscc:")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_a_new_user_registers_reports_and_finds_the_figure_that_contains_it(reader_as, call, tmp_path):
    clerk = reader_as(None)
    _sign_up(clerk)
    _claim(clerk, tmp_path / "licence.pdf")
    officer = reader_as(Role.PARK_OFFICER, park=NANHAI)
    officer.page.goto("/people/claims/")
    officer.page.get_by_role("link", name=NEW.name).click()
    officer.keep("g4-the-officer-confirms")
    officer.page.locator("form[action$='/confirm/'] button").click()
    expect(officer.page.locator("#messages")).to_contain_text(officer.t("已确认", "Confirmed"))

    statistician = reader_as(Role.STATISTICIAN)
    _enlist(statistician)
    _report(clerk)

    file(*ENTERPRISES)
    take("pass", *ENTERPRISES)
    officer.page.goto("/returns/review/")
    officer.page.get_by_label(NEW.name).check()
    officer.press("通过勾选的报表", "Pass those ticked")
    take("check", *ENTERPRISES, NEW)
    made.approve_all()  # the earlier periods
    approver = reader_as(Role.APPROVER)
    press_close(approver, call.pk)
    approver.wait_for_job()
    made.published(made.built(made.frozen(), NANHAI))

    clerk.page.goto("/")
    clerk.follow("公布数据", "Figures")
    clerk.follow("工业总产值", "Industrial output")
    clerk.keep("g7-what-is-published")
    clerk.page.locator(f"a[href$='industrial_output/{PERIOD}/{NANHAI}']").first.click()
    clerk.follow("看看本单位的报送是否在其中", "See whether your own return is in it")
    expect(clerk.page.locator(".notice-success")).to_contain_text("1")
    expect(clerk.page.locator("main")).to_contain_text(NEW.name)
    expect(clerk.page.locator("main")).not_to_contain_text(ENTERPRISES[1].name)
    clerk.keep("g8-his-return-is-in-it")


def _sign_up(clerk: Reader) -> None:
    page = clerk.page
    page.goto("/")
    clerk.follow("登录", "Sign in")
    clerk.keep("g1-signing-in")
    page.locator("a[href*='signup']").first.click()
    page.locator("#id_email").fill("new@example.org")
    for name in ("password1", "password2"):
        page.locator(f"#id_{name}").fill("nine kilns on the hill")
    clerk.keep("g2-signing-up")
    page.locator("form:has(#id_password2) button").click()
    page.wait_for_load_state()
    assert get_user_model().objects.filter(email="new@example.org").exists()


def _claim(clerk: Reader, licence: Path) -> None:
    page = clerk.page
    licence.write_bytes(PDF)
    page.goto("/people/account/")
    clerk.follow("认领一家机构", "Claim an organisation")
    said = {"organisation": CODE, "name": NEW.name, "industry": "C3851", "established": "2019-05-06"}
    for name, value in said.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_park").select_option(NANHAI)
    page.locator("#id_document").set_input_files(licence)
    clerk.keep("g3-claiming")
    clerk.press("提交认领", "Send")
    expect(page.locator("#messages")).to_contain_text(clerk.t("已提交", "Sent"))


def _enlist(statistician: Reader) -> None:
    """The statistician takes the enterprise into the statistical scope: from then on it owes the monthly return."""
    statistician.page.goto(f"/organisations/show/{NEW.organisation}")
    statistician.follow("列为应报单位", "Have it report")
    statistician.page.locator("#id_on").fill("2026-01-01")
    statistician.keep("g5-into-the-scope")
    statistician.press("列入", "Put it on the list")
    expect(statistician.page.locator("#messages")).to_contain_text(statistician.t("已更新", "up to date"))


def _report(clerk: Reader) -> None:
    page = clerk.page
    page.goto("/returns/")
    clerk.follow("填报", "Fill in")
    values = {"output": "90000", "output_year_ago": "80000", "revenue": "90000", "profit": "90", "employees": "100"}
    for name, value in values.items():
        page.locator(f"#id_0-{name}").fill(value)
    clerk.keep("g6-the-return")
    clerk.press("保存并报送", "Save and submit")
    expect(page.locator("#messages")).to_contain_text(clerk.t("已报送", "Submitted"))
