"""The policy finder: the public reads what there is, an enterprise whether it may have it, and gives its consent."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import OWN

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.queries import finder
from nanfeng.web.records.models import Record

FINDER = "/cases/finder/"
COHORT = """
[[cohorts]]
id = "spring"
label = {{ zh = "春季批次", en = "spring round" }}
opens = {opens}
closes = {closes}

[[papers]]"""
RETURN = {
    'origin = "register"\nat = "kind"': 'origin = "return"\nat = "monthly_return.employees"',
    "rule = \"kind == 'enterprise'\"": 'rule = "kind > 5"',
}


def cohort(first: int, last: int) -> dict[str, str]:
    """The trial is open from so many days from today to so many."""
    opens, closes = (clock.today() + timedelta(days=days) for days in (first, last))
    return {"\n[[papers]]": COHORT.format(opens=opens, closes=closes)}


def consents() -> list[Record]:
    with acting(SYSTEM, Doer("test")):
        return list(Record.objects.filter(form="consent", current=True))


def page(client: Client) -> str:
    return client.get(FINDER).content.decode()


def test_the_public_reads_programmes_criteria_and_open_calls(zone, redefine):
    redefine(cohort(-3, 5))
    shown = page(Client())
    for said in ("氢能叉车试用", "申请单位是企业", "春季批次", "还有5天"):
        assert said in shown
    assert "/begin/" not in shown


def test_an_enterprise_reads_its_verdict_and_applies(zone, sign_in):
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    shown = page(clerk)
    assert "符合条件" in shown
    assert f"/cases/programmes/{TRIAL}/begin/" in shown


def test_nobody_applies_outside_the_days_of_a_call(zone, redefine, sign_in):
    redefine(cohort(3, 9))
    shown = page(sign_in(Client(), Role.ENTERPRISE_CLERK))
    assert "尚未开始" in shown
    assert "/begin/" not in shown
    redefine(cohort(-9, -3))
    assert "春季批次" not in page(Client())


def test_who_is_in_none_of_its_parks_is_told_before_he_applies(zone, redefine, sign_in):
    redefine({'use = "service"': 'use = "service"\nparks = ["park_shunde"]'})
    shown = page(sign_in(Client(), Role.ENTERPRISE_CLERK))
    assert "贵单位不在其中" in shown
    assert "/begin/" not in shown
    redefine({'use = "service"': 'use = "service"\nparks = ["park_nanhai"]'})
    shown = page(sign_in(Client(), Role.ENTERPRISE_CLERK))
    assert "贵单位不在其中" not in shown
    assert f"/cases/programmes/{TRIAL}/begin/" in shown


def test_of_calls_those_that_are_open_are_offered(zone, redefine, sign_in):
    past = cohort(-9, -3)["\n[[papers]]"].replace("spring", "autumn").replace("春季", "秋季")
    redefine({"\n[[papers]]": past.removesuffix("[[papers]]") + cohort(-3, 5)["\n[[papers]]"].lstrip()})
    begin = sign_in(Client(), Role.ENTERPRISE_CLERK).get(f"/cases/programmes/{TRIAL}/begin/").content.decode()
    assert '<option value="spring"' in begin
    assert '<option value="autumn"' not in begin


def test_a_case_that_goes_on_is_shown_with_its_programme(work, sign_in):
    number = work.begin()
    assert f"/cases/case/{number}/" in page(sign_in(Client(), Role.ENTERPRISE_CLERK))


def test_what_is_withheld_is_asked_consent_for_and_read_once_it_is_given(zone, redefine, sign_in, people):
    redefine(RETURN)
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    assert "尚不能确认" in page(clerk)
    assert "单位未授权" in page(clerk)
    given = clerk.post(f"{FINDER}{TRIAL}/consent/", {"form": "monthly_return"}, follow=True).content.decode()
    assert "已授权" in given
    assert "没有报送记录" in given
    assert "单位未授权" not in given
    clerk.post(f"{FINDER}{TRIAL}/consent/", {"form": "monthly_return"})
    (record,) = consents()
    assert (record.organisation, record.content["purpose"]) == (OWN.organisation, "service")


def test_consent_to_another_form_is_no_consent(zone, redefine, sign_in):
    redefine(RETURN)
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    clerk.post(f"{FINDER}{TRIAL}/consent/", {"form": "research_return"})
    clerk.post(f"{FINDER}nothing/consent/", {"form": "monthly_return"})
    assert consents() == []


@pytest.mark.parametrize("role", [Role.SERVICE_ORGANISATION, Role.PARK_OFFICER])
def test_others_cannot_give_it(zone, redefine, sign_in, role):
    redefine(RETURN)
    answer = sign_in(Client(), role).post(f"{FINDER}{TRIAL}/consent/", {"form": "monthly_return"})
    assert answer.status_code == 403


def test_the_queries_do_not_grow_with_the_cases(work, acting_as, django_assert_max_num_queries):
    numbers = [work.begin() for _ in range(4)]
    with acting_as(Role.ENTERPRISE_CLERK), django_assert_max_num_queries(25):
        (offer,) = finder.offers()
    assert offer.going_on.number == numbers[-1]
