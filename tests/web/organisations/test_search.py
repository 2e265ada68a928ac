"""Whatever people write finds the organisation that they mean, the best first, and by the index."""

import pytest
from django.db import connection
from tests.web.organisations.conftest import acting_as, code, entered
from tests.web.zone import NANHAI, SHUNDE, file

from nanfeng.kinds.role import Role
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.organisations.queries import Which, listed
from nanfeng.web.organisations.search import find, matching

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def some() -> dict[str, str]:
    return {
        "ali": entered(1, "阿里巴巴集团控股有限公司", name_en="Alibaba Group Holding Limited"),
        "cloud": entered(2, "阿里巴巴云计算（佛山）有限公司", SHUNDE),
        "ling": entered(3, "岭格陶瓷有限公司", name_en="Ling Ge Ceramics Co., Ltd."),
        "new": entered(4, "南风新材料股份有限公司"),
    }


def names(text: str) -> list[str]:
    with acting_as(Role.STATION_STAFF):
        return [one.name for one in find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("阿里巴巴集团控股", "阿里巴巴集团控股有限公司"),
        ("阿里巴巴集团控股有限公司", "阿里巴巴集团控股有限公司"),
        ("阿里巴巴", "阿里巴巴集团控股有限公司"),
        ("alibaba", "阿里巴巴集团控股有限公司"),
        ("云计算", "阿里巴巴云计算（佛山）有限公司"),
        ("ling ge", "岭格陶瓷有限公司"),
        ("lingge", "岭格陶瓷有限公司"),
        ("ＬＩＮＧ　ge ceram", "岭格陶瓷有限公司"),
        ("岭格公司", "岭格陶瓷有限公司"),
        ("格", "岭格陶瓷有限公司"),
        ("广东省岭格陶瓷股份有限公司", "岭格陶瓷有限公司"),
        ("南风新才料股份有限公司", "南风新材料股份有限公司"),
    ],
)
def test_what_people_write_finds_whom_they_mean(some, text, name):
    assert names(text)[:1] == [name]


def test_the_very_code_and_its_beginning(some):
    number = some["new"].partition(":")[2]
    assert names(number) == ["南风新材料股份有限公司"]
    assert names(number.lower()) == ["南风新材料股份有限公司"]
    assert set(names(number[:10])) == {one.name for one in Organisation.objects.all()}


def test_a_former_name_finds_it(some):
    file("alias", [{"organisation": some["new"], "name": "旧风材料厂", "since": "2018-03-04", "until": "2020-01-01"}])
    assert names("旧风材料厂") == ["南风新材料股份有限公司"]


@pytest.mark.parametrize("text", ["", "  ", "，。", "'", "\\", "':* | a", "%", "\x00"])
def test_what_says_nothing_finds_nothing(some, text):
    assert names(text) in ([], ["阿里巴巴集团控股有限公司"])


def test_filters(some):
    with acting_as(Role.STATION_STAFF):
        assert [one.name for one in listed(Which(text="阿里巴巴", park=SHUNDE))] == ["阿里巴巴云计算（佛山）有限公司"]
        assert listed(Which(park=NANHAI, industry="C38", kind="enterprise")).count() == 3
        assert listed(Which(industry="C1")).count() == 0


def test_a_clerk_finds_his_own_alone(some, zone):
    with acting_as(Role.ENTERPRISE_CLERK):
        assert [one.name for one in listed(Which())] == [zone[0].name]
        assert find("阿里巴巴") == []


MANY = """
INSERT INTO organisations_organisation
  (identifier, number, name, name_en, kind, park, industry, plain, core, names, tokens, synthetic)
SELECT 'x-y:' || n, 'X' || n, '某' || n, '', 'enterprise', 'p' || n % 9, 'C' || n % 99, '某' || n, '某' || n,
  ARRAY['某' || n], ARRAY['t' || n, chr(20000 + n % 9000) || '某', '有限', '限公', '公司'], true
FROM generate_series(1, 100000) n
"""
ASKED = [
    Which(),
    Which(park="p3"),
    Which(text="阿里巴巴集团控股"),
    Which(text="阿里巴巴集团控股有限公司"),
    Which(text="ling ge"),
    Which(text=code(4).partition(":")[2]),
    Which(text="9144060"),
    Which(text="南风新才料", park=NANHAI),
]


@pytest.mark.slow
def test_a_hundred_thousand_are_searched_by_the_index(some, django_assert_num_queries):
    with connection.cursor() as cursor:
        cursor.execute(MANY)
        cursor.execute("ANALYZE organisations_organisation")
    with acting_as(Role.STATION_STAFF):
        plans = {which: listed(which)[:50].explain() for which in ASKED}
        with django_assert_num_queries(1):
            assert list(matching("阿里巴巴集团控股有限公司")[:50])
    assert {which: plan for which, plan in plans.items() if "Seq Scan" in plan} == {}
