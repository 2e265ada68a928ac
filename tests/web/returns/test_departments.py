"""What departments owe: called in from them alone, filed on their page or in a workbook, checked, closed, a figure."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.web.closing import made
from tests.web.returns.test_upload import sent

from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.read import open_reader
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.models import Office, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant
from nanfeng.web.records.models import Record
from nanfeng.web.returns import services
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Return

pytestmark = pytest.mark.django_db

YEAR = Period.parse("2025")
GREEN = {"0-park_green": "15010", "0-built_up_green": "26080"}


def called(form: str, period: Period = YEAR) -> Call:
    definition = city.pack().forms[form]
    (due,) = due_periods(definition, period.last, period.last)
    with acting(SYSTEM, Doer("test")):
        return open_call(definition, due, "test")


def owed_now(call: Call) -> Return:
    return Return.objects.select_related("call", "course").get(call=call)


def owed(call: Call) -> Return:
    with acting(SYSTEM, Doer("test")):
        return owed_now(call)


def officer(department: str) -> Client:
    user = User.objects.create(email=f"{department}@example.org")
    grant(user, Office(Role.DEPARTMENT_OFFICER, department=department), "test")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def filled(client: Client, one: Return, cells: dict[str, str]) -> str:
    """File and submit on the page; the page that comes back, empty where it went on."""
    page = client.get(f"/returns/{one.pk}/fill/").content.decode()
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)[1]
    answer = client.post(
        f"/returns/{one.pk}/fill/", cells | {"token": token, "rows": "1", "and_submit": "1"}, follow=True
    )
    return answer.content.decode()


@pytest.mark.parametrize(
    ("form", "department", "days"),
    [
        ("resident_population", "statistics", 40),
        ("green_area", "ecology", 40),
        ("forest", "ecology", 40),
        ("land_balance", "natural_resources", 60),
        ("patents", "market_supervision", 30),
        ("quality", "market_supervision", 15),
    ],
)
def test_each_is_owed_by_its_department_alone_by_a_working_day(form: str, department: str, days: int):
    call = called(form)
    one = owed(call)
    assert (one.organisation, one.name) == (
        f"cn-dept:{department}",
        city.pack().departments[department].name.zh,
    )
    assert (call.deadline - YEAR.last).days > days
    assert city.pack().forms[form].filed_by == (Role.DEPARTMENT_OFFICER,)


def test_a_department_fills_in_mends_and_submits_and_nobody_else_sees_it_before(people, sign_in):
    one = owed(called("green_area"))
    own = officer("ecology")
    assert "公园绿地年报" in own.get("/returns/").content.decode()
    page = filled(own, one, GREEN | {"0-park_green": "-1"})
    assert "公园绿地面积为负" in page
    page = filled(own, one, GREEN)
    assert "待统计核对" in page
    assert officer("natural_resources").get(f"/returns/{one.pk}/").status_code == 404
    assert sign_in(Client(), Role.PARK_OFFICER).get(f"/returns/{one.pk}/").status_code == 404
    assert "公园绿地年报" in sign_in(Client(), Role.STATISTICIAN).get("/returns/review/").content.decode()


def test_the_template_holds_department_and_period_and_its_workbook_goes_in():
    one = owed(called("patents"))
    own = officer("market_supervision")
    book = load_workbook(BytesIO(own.get(f"/returns/{one.pk}/template.xlsx").getvalue()))
    heads = [cell.value or "" for cell in book.active[1]]
    for head, value in {"年末有效专利数": 243600, "其中：有效发明专利数": 27900}.items():
        column = next(number for number, text in enumerate(heads, 1) if head in text)
        book.active.cell(2, column, value)
    file = BytesIO()
    book.save(file)
    sent(own, SimpleUploadedFile("专利.xlsx", file.getvalue()), "patents")
    with acting(SYSTEM, Doer("test")):
        kept = Record.objects.get(form="patents")
    assert (kept.organisation, kept.content["valid_inventions"]) == ("cn-dept:market_supervision", 27900)


def test_what_was_checked_and_closed_becomes_the_figure_of_the_target(people, zone):
    green, residents = called("green_area"), called("resident_population")
    filled(officer("ecology"), owed(green), GREEN)
    filled(officer("statistics"), owed(residents), {"0-residents": "9550000"})
    for call in (green, residents):
        with made.doing(Role.STATISTICIAN):
            services.move(owed_now(call), owed_now(call).course.version, Asked("check"))
        with made.doing(Role.APPROVER):
            assert not services.close_call(call, "approver@example.org").refused
    reader = open_reader(city.home(), made.frozen().pk)
    wanted = Request("park_green_area_per_person", YEAR, city.pack().city)
    (figure,) = compute([wanted], city.pack().definitions, reader)
    assert float(figure.value or 0) == pytest.approx(15_010 * 10_000 / 9_550_000)
    assert any(target.indicator == wanted.indicator for target in city.pack().plans["good_quality_2016"].targets)
