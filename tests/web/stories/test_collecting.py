"""A month is collected: dirty rows are mended, what is wrong is sent back, a slip is found, and other eyes close."""

from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect
from tests.web import zone as made_up
from tests.web.stories.conftest import Reader, file, filing, press_close, returns_of, take
from tests.web.zone import ENTERPRISES, NANHAI, OWN

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Post, User

pytestmark = pytest.mark.slow

HEADS = ("统一社会信用代码", "报告期", "工业总产值（千元）", "营业收入（千元）", "利润总额（千元）", "从业人员期末人数")


def test_a_clerk_mends_a_dirty_workbook_explains_a_jump_and_submits(reader_as, call, tmp_path):
    clerk = reader_as(Role.ENTERPRISE_CLERK, organisation=OWN.organisation)
    clerk.page.goto("/returns/")
    clerk.keep("a1-what-is-due")
    clerk.follow("上传表格", "Send a workbook")
    _send(clerk, _dirty(tmp_path / "月报.xlsx"), "a2-sending")
    expect(clerk.page.locator("main")).to_contain_text(clerk.t("不是数字", "is not a number"))
    clerk.keep("a3-what-came-back")

    with clerk.page.expect_download() as download:
        clerk.follow("下载退还的行", "Rows handed back")
    returned = tmp_path / "handed-back.xlsx"
    download.value.save_as(returned)
    _mend(returned)
    clerk.follow("改好后再次上传", "Send the mended rows")
    _send(clerk, returned, "a4-sending-again")
    expect(clerk.page.locator("table")).to_have_count(0)
    clerk.keep("a5-all-taken")

    (one,) = returns_of(OWN)
    clerk.page.goto(f"/returns/{one.pk}/")
    expect(clerk.page.locator(".doubts")).to_contain_text("土地转让")
    clerk.press("报送", "submit")
    expect(clerk.page.locator("h1")).to_contain_text(clerk.t("已报送", "submitted"), ignore_case=True)
    clerk.keep("a6-submitted")


def test_an_officer_sends_one_back_with_reasons_and_passes_the_rest(reader_as, call):
    file(*ENTERPRISES)
    officer = reader_as(Role.PARK_OFFICER, park=NANHAI)
    officer.page.goto("/returns/review/")
    expect(officer.page.get_by_role("link", name="试岭")).to_have_count(3)
    officer.page.get_by_label(OWN.name).check()
    officer.page.get_by_label(officer.t("退回理由", "Why they go back")).fill(
        "产值与税务申报不符 / does not match the tax return"
    )
    officer.keep("b1-one-goes-back")
    officer.press("退回勾选的报表", "Send those ticked back")
    expect(officer.page.locator("#messages")).to_contain_text("1")
    officer.page.locator("[data-ticks]").check()
    officer.keep("b2-the-rest-is-passed")
    officer.press("通过勾选的报表", "Pass those ticked")
    expect(officer.page.locator("#messages")).to_contain_text("2")
    officer.keep("b3-done")
    assert [one.course.stage for one in returns_of(*ENTERPRISES[:3])] == ["returned", "passed", "passed"]

    clerk = reader_as(Role.ENTERPRISE_CLERK, organisation=OWN.organisation)
    clerk.page.goto("/returns/inbox/")
    expect(clerk.page.locator("main")).to_contain_text("产值与税务申报不符")
    clerk.keep("b4-the-clerk-is-told")


def test_the_statistician_finds_the_slip_and_has_it_mended(reader_as, call):
    slipped = ENTERPRISES[4]
    made_up.file("monthly_return", [filing(slipped, 900_000_000, _explained="属实")])
    take("submit", slipped)
    file(*(one for one in ENTERPRISES if one != slipped))
    take("pass", *ENTERPRISES)
    statistician = reader_as(Role.STATISTICIAN)
    statistician.page.goto(f"/returns/calls/{call.pk}/")
    strange = statistician.page.locator("tr.jump").first
    expect(strange).to_contain_text(slipped.name)
    expect(strange).to_contain_text(statistician.t("1万倍", "10,000"))
    statistician.keep("c1-a-slip-is-found")
    strange.get_by_role("link").click()
    statistician.page.locator("#reason-return_with_reasons").fill(
        "单位应为千元，多乘了一万 / ten thousand times too large"
    )
    statistician.keep("c2-it-goes-back")
    statistician.press("退回并说明", "return with reasons")
    expect(statistician.page.locator("h1")).to_contain_text(statistician.t("已退回", "returned"), ignore_case=True)

    clerk = reader_as(Role.ENTERPRISE_CLERK, organisation=slipped.organisation)
    (one,) = returns_of(slipped)
    clerk.page.goto(f"/returns/{one.pk}/fill/")
    for name in ("output", "revenue"):
        clerk.page.locator(f"#id_0-{name}").fill("90000")
    clerk.keep("c3-it-is-mended")
    clerk.press("保存并报送", "Save and submit")
    expect(clerk.page.locator("#messages")).to_contain_text(clerk.t("已报送", "Submitted"))
    take("pass", slipped)
    statistician.page.goto(f"/returns/calls/{call.pk}/")
    expect(statistician.page.locator("tr.jump")).to_have_count(0)
    statistician.press("核对通过没有疑点的", "Check all without")
    expect(statistician.page.locator("main")).to_contain_text(
        statistician.t("现在没有等待核对的报表", "Nothing waits to be checked")
    )
    statistician.keep("c4-all-are-checked")


def test_the_approver_closes_unless_he_reviewed(reader_as, call):
    file(*ENTERPRISES)
    officer = reader_as(Role.PARK_OFFICER, park=NANHAI)
    reviewer = User.objects.get(email="park_officer@example.org")
    Post.objects.create(user=reviewer, role=Role.APPROVER.value, since=timezone.localdate())
    take("pass", *ENTERPRISES, who=reviewer.email)
    take("check", *ENTERPRISES)
    officer.page.goto("/")
    officer.page.locator(".post-button").click()
    officer.keep("d1-two-posts")
    officer.page.locator("button[name=post]").click()
    press_close(officer, call.pk)
    expect(officer.page.locator("#messages")).to_contain_text(
        officer.t("同一人不能再办这一步", "nobody may do both"), ignore_case=True
    )
    officer.keep("d2-the-reviewer-is-refused")
    assert {one.course.stage for one in returns_of(*ENTERPRISES)} == {"checked"}

    approver = reader_as(Role.APPROVER)
    press_close(approver, call.pk, "d3-before-closing")
    approver.wait_for_job()
    approver.keep("d4-the-vintage")
    assert {one.course.stage for one in returns_of(*ENTERPRISES)} == {"closed"}


def _send(clerk: Reader, path: Path, picture: str) -> None:
    clerk.page.locator("#id_form").select_option("monthly_return")
    clerk.page.locator("#id_file").set_input_files(path)
    clerk.keep(picture)
    clerk.press("上传", "Send")
    clerk.page.wait_for_url("**/jobs/*/")
    clerk.wait_for_job()


def _dirty(path: Path) -> Path:
    """Four periods: one right, a number that is none, a period that is none, and a profit a thousand times as large."""
    code = OWN.organisation.removeprefix("uscc:")
    book = Workbook()
    for line in (
        HEADS,
        (code, "2026年1-6月", 60_000, 60_000, 80, 100),
        (code, "2026年1-7月", "很多", 70_000, 85, 100),
        (code, "2026年", 81_000, 81_000, 90, 100),
        (code, "2026年1-9月", 91_000, 91_000, 90_000, 100),
    ):
        book.active.append(line)
    book.save(path)
    return path


def _mend(path: Path) -> None:
    """In the file of rows that came back: write the right number and period, and say why the profit is right."""
    book = load_workbook(path)
    titles = [str(cell.value) for cell in book.active[1]]
    output, why = titles.index(HEADS[2]) + 1, next(i for i, title in enumerate(titles, 1) if "确认说明" in title)
    book.active.cell(2, output).value = 70_000
    book.active.cell(3, 2).value = "2026年1-8月"
    book.active.cell(4, why).value = "土地转让收益 / sale of land"
    book.save(path)
