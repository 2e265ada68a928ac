"""A closed month goes out and is read; a correction makes a second vintage, and the public log says so."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.web.closing import made
from tests.web.stories.conftest import PERIOD, Reader, file, press_close, returns_of, take
from tests.web.zone import ENTERPRISES, OWN, Enterprise

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Vintage
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.services.closing import close_call, reopen

pytestmark = pytest.mark.slow

OUTPUT = f"industrial_output/{PERIOD}/zone"


@pytest.fixture
def vintage(call: Call) -> Vintage:
    """The month as all six enterprises reported it, reviewed, closed and frozen."""
    made.approve_all()  # the earlier periods
    file(*ENTERPRISES)
    for step in ("pass", "check"):
        take(step, *ENTERPRISES)
    with made.doing(Role.APPROVER):
        close_call(call, "approver@example.org")
    return made.frozen()


def test_a_bulletin_is_built_published_read_and_a_number_followed_to_its_records(reader_as, vintage):
    statistician, approver = reader_as(Role.STATISTICIAN), reader_as(Role.APPROVER)
    statistician.page.goto("/closing/releases/")
    statistician.keep("e1-to-be-built")
    _publish(statistician, approver, "e2")

    public = reader_as(None)
    public.page.goto("/reports/")
    public.keep("e3-what-the-public-finds")
    public.follow("网页版（中文）", "Web page, English")
    public.page.wait_for_selector(".vega-embed svg")
    public.keep("e4-the-report")
    public.page.locator(f"a[href*='{OUTPUT}']").first.click()
    expect(public.page.locator("h1")).to_contain_text(public.t("工业总产值", "output"), ignore_case=True)
    expect(public.page.locator(".headline-value")).to_contain_text(public.t("5.42亿元", "541.50"))
    expect(public.page.locator("main")).not_to_contain_text(OWN.name)
    public.keep("e5-the-figure")
    assert public.page.goto(f"/figures/trace/{OUTPUT}").ok
    expect(public.page.locator("main")).not_to_contain_text(OWN.name)

    statistician.page.goto(f"/figures/figure/{OUTPUT}")
    statistician.follow("追溯到原始记录", "Follow it to the records")
    expect(statistician.page.locator("main")).to_contain_text(OWN.name)
    statistician.keep("e6-its-records")


def test_a_correction_makes_a_second_vintage_and_the_public_log_says_so(reader_as, call, vintage):
    made.published(made.built(vintage))
    (one,) = returns_of(OWN)
    approver = reader_as(Role.APPROVER)
    approver.page.goto(f"/returns/{one.pk}/")
    approver.page.locator("#code-reopen_for_correction").select_option("audited")
    approver.page.locator("#reason-reopen_for_correction").fill("审计调减 / reduced by the audit")
    approver.keep("f1-reopened-for-a-reason")
    approver.press("重开更正", "reopen for correction")

    clerk = reader_as(Role.ENTERPRISE_CLERK, organisation=OWN.organisation)
    clerk.page.goto(f"/returns/{one.pk}/fill/")
    clerk.page.locator("#id_0-output").fill("60000")
    clerk.keep("f2-filed-anew")
    clerk.press("保存并报送", "Save and submit")
    expect(clerk.page.locator("#messages")).to_contain_text(clerk.t("已报送", "Submitted"))
    _audited_too(*ENTERPRISES[1:3])
    take("pass", *ENTERPRISES[:3])
    take("check", *ENTERPRISES[:3])

    press_close(approver, call.pk, "f3-closed-again")
    approver.wait_for_job()
    expect(approver.page.locator("main")).to_contain_text(approver.t("年报审计调整", "adjusted by the audit"))
    approver.keep("f4-the-second-vintage")
    with acting(SYSTEM, Doer("test")):
        assert Vintage.objects.count() == 2

    statistician = reader_as(Role.STATISTICIAN)
    statistician.page.goto("/closing/releases/")
    _publish(statistician, approver, "f5")
    public = reader_as(None)
    public.page.goto("/corrections/")
    changed = public.page.locator("tr", has=public.page.locator(f"a[href$='{OUTPUT}']")).first
    expect(changed).to_contain_text(public.t("5.42亿元", "541.50"))
    expect(changed).to_contain_text(public.t("4.91亿元", "491.30"))
    public.keep("f6-the-public-log")
    public.page.goto("/reports/")
    expect(public.page.locator("section.sheet")).to_have_count(2)
    public.keep("f7-both-releases-stand")


def _audited_too(*enterprises: Enterprise) -> None:
    """The audit reduces others by ten million yuan each: a revision that rested on one would be held."""
    with made.doing(Role.APPROVER):
        for one in returns_of(*enterprises):
            reopen(one, "audited", "审计调减 / reduced by the audit")
    file(*enterprises, output=80_000)


def _publish(statistician: Reader, approver: Reader, picture: str) -> None:
    """Build the zone's bulletin from the newest vintage and take it to its publication today."""
    office = statistician.page
    office.locator("#id_publication").select_option("bulletin")
    office.locator("#id_place").select_option("zone")
    office.locator("#id_period").fill(PERIOD)
    office.locator("form:has(#id_publication) button").click()
    office.wait_for_url("**/jobs/*/")
    statistician.wait_for_job()
    statistician.keep(f"{picture}a-built")
    _step(statistician, "check")
    approver.page.goto(office.url)
    _step(approver, "approve")
    office.reload()
    office.locator("#day").fill(timezone.localdate().isoformat())
    office.locator("form:has(#day) button").click()
    office.wait_for_load_state()
    approver.page.goto(office.url)
    _step(approver, "publish")
    expect(approver.page.locator("p.lead")).to_contain_text(approver.t("发布", "Published"))
    approver.keep(f"{picture}b-published")


def _step(reader: Reader, transition: str) -> None:
    reader.page.locator(f"form:has(input[value='{transition}']) button").first.click()
    reader.page.wait_for_load_state()
