"""Facts of the register are edited on the page, through intake, with what is wrong beside its field."""

from datetime import date

import pytest
from django.test import Client
from tests.web.organisations.conftest import acting_as, code, entered
from tests.web.zone import NANHAI, SHUNDE

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.organisations.queries import profile
from nanfeng.web.people.models import Claim
from nanfeng.web.people.scope import SYSTEM, acting, seeing
from nanfeng.web.records.register import register
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Return

SAID = {
    "organisation": code(21).partition(":")[2],
    "name": "岭禾陶瓷有限公司",
    "name_en": "",
    "kind": "enterprise",
    "established": "2021-02-03",
    "address": "虚构路1号",
    "park": NANHAI,
    "industry": "C3851",
    "since": "2021-03-01",
    "because": "",
}


@pytest.fixture
def officer(client: Client, sign_in) -> Client:
    return sign_in(client, Role.PARK_OFFICER)


def test_an_officer_enters_an_organisation_of_his_park(officer):
    answer = officer.post("/organisations/new/", SAID)
    assert answer.url == f"/organisations/show/{code(21)}"
    assert "岭禾陶瓷有限公司" in officer.get(answer.url).content.decode()
    assert Organisation.objects.get(pk=code(21)).park == NANHAI


def test_of_another_park_he_enters_none_and_nothing_of_it_stays(officer):
    page = officer.post("/organisations/new/", SAID | {"park": SHUNDE}).content.decode()
    assert "您没有为该单位报送本表的权限" in page
    assert not Organisation.objects.filter(pk=code(21)).exists()
    with seeing(SYSTEM):
        assert not register().knows(code(21))


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("organisation", "岭禾", "名录中找不到"),
        ("industry", "Z9999", "Z9999"),
        ("since", "昨天", "昨天"),
        ("established", "二月", "二月"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(officer, field, written, said):
    page = officer.post("/organisations/new/", SAID | {field: written})
    assert page.status_code == 200
    assert any(said in error for error in page.context["form"].errors[field])


def test_a_code_that_fails_its_check_is_asked_about_and_may_be_right(officer):
    mistyped = {"organisation": "91440605MA5000021X"}
    page = officer.post("/organisations/new/", SAID | mistyped)
    assert "校验位" in str(page.context["form"].errors["organisation"])
    assert officer.post("/organisations/new/", SAID | mistyped | {"because": "执照上就是这样"}).status_code == 302


def test_nothing_is_entered_twice(officer):
    who = entered(21, "云谷有限公司")
    page = officer.post("/organisations/new/", SAID)
    assert "已经登记" in str(page.context["form"].errors["organisation"])
    assert Organisation.objects.get(pk=who).name == "云谷有限公司"


def test_a_new_name_keeps_the_former(officer):
    who = entered(1, "岭禾陶瓷有限公司")
    said = {"name": "云谷新材有限公司", "name_en": "Yungu", "on": "2024-05-01"}
    answer = officer.post(f"/organisations/rename/{who}", said)
    assert answer.status_code == 302, answer.context["form"].errors
    with acting_as(Role.STATISTICIAN):
        found = profile(who)
    assert (found.organisation.name, found.organisation.name_en) == ("云谷新材有限公司", "Yungu")
    assert [(one.content["name"], str(one.first), str(one.last)) for one in found.names] == [
        ("岭禾陶瓷有限公司", "2018-03-04", "2024-05-01")
    ]
    assert "云谷" in officer.get("/organisations/?q=岭禾陶瓷").content.decode()


def test_a_move_ends_what_was_before(client, sign_in):
    who = entered(1, "岭禾陶瓷有限公司")
    statistician = sign_in(client, Role.STATISTICIAN)
    statistician.post(f"/organisations/move/{who}", {"park": SHUNDE, "industry": "C3074", "on": "2024-05-01"})
    with acting_as(Role.STATISTICIAN):
        spans = [(one.place, one.industry, str(one.first), str(one.last)) for one in profile(who).memberships]
    assert sorted(spans) == [
        (NANHAI, "C3851", "2019-01-01", "2024-04-30"),
        (SHUNDE, "C3074", "2024-05-01", "None"),
    ]
    page = statistician.post(f"/organisations/move/{who}", {"park": NANHAI, "industry": "C3074", "on": "2020-01-01"})
    assert "更晚的日期" in page.content.decode()


def test_an_officer_edits_none_of_another_park(officer):
    who = entered(1, "岭禾陶瓷有限公司", SHUNDE)
    assert officer.get(f"/organisations/show/{who}").status_code == 200
    assert officer.get(f"/organisations/rename/{who}").status_code == 404
    assert officer.post(f"/organisations/move/{who}", {"park": NANHAI, "on": "2024-01-01"}).status_code == 404


def claim(number: int, **more: object) -> Claim:
    facts = {"name": "云谷有限公司", "industry": "C3851", "established": "2020-01-02", "address": "虚构路2号"}
    with seeing(SYSTEM):
        return Claim.objects.create(
            organisation=code(number), park=NANHAI, made="2026-01-01T00:00Z", statement="经理", **{**facts, **more}
        )


def test_a_claim_that_is_confirmed_enters_its_organisation(officer, people):
    waiting = claim(31, user=people[Role.EXPERT])
    officer.post(f"/people/claims/{waiting.pk}/confirm/")
    assert Organisation.objects.get(pk=code(31)).name == "云谷有限公司"


def test_a_claim_that_the_register_does_not_take_stays_open(officer, people):
    waiting = claim(32, user=people[Role.EXPERT], established=None)
    page = officer.post(f"/people/claims/{waiting.pk}/confirm/", follow=True)
    assert page.status_code == 200
    with seeing(SYSTEM):
        assert Claim.objects.get(pk=waiting.pk).state == "pending"
    assert not Organisation.objects.filter(pk=code(32)).exists()


def test_who_is_put_on_the_list_owes_what_is_being_collected(client, sign_in):
    who = entered(1, "岭禾陶瓷有限公司")
    form = city.pack().forms["monthly_return"]
    with acting(SYSTEM, Doer("test")):
        call = open_call(form, due_periods(form, date(2024, 4, 1), date(2024, 4, 30))[0], "test")
    statistician = sign_in(client, Role.STATISTICIAN)
    assert "/organisations/enlist/" in statistician.get(f"/organisations/show/{who}").content.decode()
    answer = statistician.post(f"/organisations/enlist/{who}", {"on": "2024-01-01"})
    assert answer.status_code == 302, answer.context["form"].errors
    with acting(SYSTEM, Doer("test")):
        assert [one.organisation for one in Return.objects.filter(call=call)] == [who]
