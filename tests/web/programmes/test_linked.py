"""A record that belongs to a case is filed from its page: the case and its organisation are filled in already."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.web.programmes.conftest import seen
from tests.web.zone import NANHAI, OWN

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.models import Record

VISITS = {"# 分期": '[[linked]]\nform = "tutoring_visit"\nlabel = { zh = "走访", en = "visits" }\n\n# 分期'}


@pytest.fixture
def number(redefine, work) -> str:
    """A case to which visits belong."""
    redefine(VISITS)
    return work.begin()


def address(number: str, form: str = "tutoring_visit") -> str:
    return f"/cases/case/{number}/records/{form}/"


def test_a_visit_is_filed_from_the_page_of_its_case(number, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    assert address(number) in officer.get(f"/cases/case/{number}/").content.decode()
    asked = officer.get(address(number)).content.decode()
    assert f'value="{number}-1"' in asked
    assert 'name="case"' not in asked
    day = (clock.today() - timedelta(days=1)).isoformat()
    typed = {"visit_no": f"{number}-1", "date": day, "park": NANHAI, "topic": "试用情况"}
    answer = officer.post(address(number), typed, follow=True).content.decode()
    assert "已记录" in answer
    with acting(SYSTEM, Doer("test")):
        record = Record.objects.get(form="tutoring_visit")
        assert (record.content["case"], record.organisation) == (number, OWN.organisation)
        assert whole(seen(number)).case.linked == {"tutoring_visit": 1}
    assert f'value="{number}-2"' in officer.get(address(number)).content.decode()


def test_what_is_wrong_stands_beside_its_input(number, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    answer = officer.post(address(number), {"visit_no": "1", "date": "昨天", "park": NANHAI})
    assert answer.status_code == 422
    assert 'id="id_date-error"' in answer.content.decode()


def test_only_who_files_the_form_is_asked(number, sign_in):
    assert sign_in(Client(), Role.ENTERPRISE_CLERK).get(address(number)).status_code == 403
    officer = sign_in(Client(), Role.PARK_OFFICER)
    assert officer.get(address(number, "monthly_return")).status_code == 404
    assert officer.get(address("nothing-2025-0001")).status_code == 404
