"""Closing and publishing in Chromium: the report is alive before and after its day, and the pages fit a phone."""

import pytest
from tests.web.closing import made
from tests.web.closing.made import built, published, step
from tests.web.conftest import SCREENS
from tests.web.looking import picture, wider

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, Vintage
from nanfeng.web.closing.queries.releases import computed
from nanfeng.web.closing.releasing import write_documents
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Return

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def written(release: Release) -> Release:
    with made.doing(Role.STATISTICIAN):
        write_documents(computed(release))
    release.refresh_from_db()
    return release


def test_the_report_is_alive_for_the_office_before_and_for_all_after_its_day(page_as, vintage):
    release = written(built(vintage))
    address = f"/closing/releases/{release.pk}/report/index.html"
    office = page_as(Role.APPROVER)
    office.goto(f"/closing/releases/{release.pk}/")
    picture(office, "release")
    office.goto(address)
    office.wait_for_selector(".vega-embed svg")
    public = page_as(None, locale="en-US")
    assert public.goto(address).status == 404
    published(release)
    assert public.goto(address.replace("index", "index.en")).status == 200
    public.wait_for_selector(".vega-embed svg")
    picture(public, "report")


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_the_pages_fit_the_screen(page_as, call, locale, width):
    first = _closed(call, "")
    published(written(built(first)))
    made.report(130_000, number=0)
    second = made.frozen("reporting_error")
    release = built(second)
    step(release, Role.STATISTICIAN, "check")
    page = page_as(Role.APPROVER, locale=locale, width=width)
    addresses = {
        "calls": "/closing/",
        "call": f"/closing/{call.pk}/",
        "vintages": "/closing/vintages/",
        "vintage": f"/closing/vintages/{second.pk}/",
        "compare": f"/closing/vintages/{second.pk}/compare/?with={first.pk}",
        "releases": "/closing/releases/",
        "release": f"/closing/releases/{release.pk}/",
        "calendar": "/closing/calendar/",
    }
    _fit(page, addresses, f"{locale}-{width}")
    step(release, Role.APPROVER, "approve")
    made.step(release, Role.STATISTICIAN, "schedule", day=made.clock.today())
    step(release, Role.APPROVER, "publish")
    _fit(page, {"corrections": "/closing/corrections/"}, f"{locale}-{width}")


def _closed(call, reason: str) -> Vintage:
    with acting(SYSTEM, Doer("test")):
        assert Return.objects.filter(call=call, course__stage="checked").count() == 6
    made.approve_all()
    return made.frozen(reason)


def _fit(page, addresses: dict[str, str], name: str) -> None:
    for what, address in addresses.items():
        assert page.goto(address).status == 200
        picture(page, f"{what}-{name}")
        assert wider(page) == []
