"""A park's officer: what waits in his park, passing one or many, sending back with reasons; nothing of other parks."""

import pytest
from tests.web import zone as made_up
from tests.web.log import entry
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES, NANHAI, SHUNDE

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Message
from nanfeng.web.returns.services import Seen

NAMES = {park: [one.name for one in ENTERPRISES if one.park == park] for park in (NANHAI, SHUNDE)}


@pytest.fixture
def officer(submitted, go):
    return go(Role.PARK_OFFICER)


def stages() -> list[str]:
    return [one.course.stage for one in returns_of()]


def ticked(returns, **said: str) -> dict[str, object]:
    return {"chosen": [str(Seen.of(one)) for one in returns], **said}


def test_he_sees_what_waits_in_his_park_and_nothing_of_another(officer):
    page = officer.get("/returns/review/").content.decode()
    assert all(name in page for name in NAMES[NANHAI])
    assert not any(name in page for name in NAMES[SHUNDE])
    assert officer.get(f"/returns/{returns_of()[3].pk}/").status_code == 404


def test_he_filters_by_stage_and_name(officer):
    page = officer.get("/returns/review/", {"text": NAMES[NANHAI][1]}).content.decode()
    assert NAMES[NANHAI][1] in page.split("<tbody>")[1]
    assert NAMES[NANHAI][0] not in page.split("<tbody>")[1]
    assert "<tbody>" not in officer.get("/returns/review/", {"stage": "passed"}).content.decode()


def test_what_is_strange_is_marked_in_the_list(call, office, go):
    history = [filing(one, 80_000, "2026-01..2026-08") for one in ENTERPRISES]
    made_up.file("monthly_return", history)
    slip = filing(ENTERPRISES[1], 900_000_000) | {"_explained": "没有问题"}
    made_up.file("monthly_return", [filing(ENTERPRISES[0], 90_000), slip])
    office.step(Role.ENTERPRISE_CLERK, "submit", returns_of(ENTERPRISES[:2]))
    lines = go(Role.PARK_OFFICER).get("/returns/review/").content.decode().split("<tbody>")[1].split("</tr>")
    assert [name for name in NAMES[NANHAI] for line in lines if name in line and "有疑点" in line] == [NAMES[NANHAI][1]]


def test_he_passes_many_at_once(officer):
    officer.post("/returns/review/move/", ticked(returns_of()[:3], transition="pass"))
    assert stages() == ["passed"] * 3 + ["submitted"] * 3


def test_he_passes_none_of_another_park(officer):
    answer = officer.post("/returns/review/move/", ticked(returns_of(), transition="pass"))
    assert answer.status_code == 404
    assert stages() == ["submitted"] * 6


def test_what_changed_since_he_looked_is_not_passed_with_the_others(officer):
    seen = ticked(returns_of()[:3], transition="pass")
    seen["chosen"][1] = seen["chosen"][1].rsplit(":", 1)[0] + ":" + "0" * 64
    page = officer.post("/returns/review/move/", seen, follow=True).content.decode()
    assert "2 份报表现为“园区已审”" in page
    assert "1 份未办理" in page
    assert stages()[:3] == ["passed", "submitted", "passed"]


def test_sending_back_needs_a_reason_and_tells_the_enterprise(officer, go):
    one = returns_of()[0]
    seen = {"transition": "return_with_reasons", "expected": one.course.version, "digest": one.course.digest}
    officer.post(f"/returns/{one.pk}/move/", seen)
    assert stages()[0] == "submitted"
    officer.post(f"/returns/{one.pk}/move/", seen | {"reason": "请核对出口交货值"})
    assert stages()[0] == "returned"
    clerk = go(Role.ENTERPRISE_CLERK)
    assert "新消息" in clerk.get("/").content.decode()
    assert "请核对出口交货值" in clerk.get("/returns/inbox/").content.decode()
    assert "请核对出口交货值" in clerk.get(f"/returns/{one.pk}/fill/").content.decode()
    with acting(SYSTEM, Doer("test")):
        assert Message.objects.get().read_at is not None


def test_who_comes_second_is_told_who_was_faster(officer):
    one = returns_of()[0]
    seen = {"transition": "pass", "expected": one.course.version, "digest": one.course.digest}
    assert officer.post(f"/returns/{one.pk}/move/", seen).status_code == 302
    answer = officer.post(f"/returns/{one.pk}/move/", seen)
    assert answer.status_code == 409
    assert "审核通过" in answer.content.decode()


def test_looking_at_a_single_enterprise_is_in_the_log(officer):
    one = returns_of()[0]
    page = officer.get(f"/returns/{one.pk}/").content.decode()
    assert "90,000" in page
    looked = entry(action="look", noun="return")
    assert (looked.who, looked.organisation) == ("park_officer@example.org", one.organisation)
