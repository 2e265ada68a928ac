"""Probable duplicates: what a person would look at twice, and not what only sounds alike."""

import time

import pytest

from nanfeng.kinds.identifier import check_character
from nanfeng.ledger.duplicates import Entry, Sign, suspicions
from nanfeng.ledger.name_core import name_core


def code(number: int, division: str = "440605") -> str:
    body = f"91{division}{number:09}"
    return f"uscc:{body}{check_character(body)}"


def entry(number: int, name: str, park: str = "east", division: str = "440605") -> Entry:
    return Entry(code(number, division), (name,), park)


def signs(one: Entry, other: Entry) -> tuple[Sign, ...]:
    found = suspicions([one, other])
    return found[0].signs if found else ()


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("阿里巴巴集团控股有限公司", "阿里巴巴"),
        ("广东省南风（岭南）科技股份有限公司", "南风科技"),
        ("南风 陶瓷 有限责任公司", "南风陶瓷"),
        ("Lingge Ceramics Co., Ltd.", "linggeceramics"),
        ("有限公司", "有限公司"),
        ("中国银行股份有限公司", "银行"),
    ],
)
def test_the_core_of_a_name(name, core):
    assert name_core(name) == core


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("岭禾（虚构）有限公司", "岭禾(虚构) 有限公司", Sign.SAME_NAME),
        ("广东省岭禾陶瓷有限公司", "岭禾陶瓷股份有限公司", Sign.SAME_CORE),
        ("岭禾陶瓷有限公司", "岭和陶瓷有限公司", Sign.SIMILAR_NAME),
        ("岭禾陶瓷有限公司", "岭禾建陶瓷有限公司", Sign.SIMILAR_NAME),
    ],
)
def test_names_that_are_alike(one, other, sign):
    assert sign in signs(entry(1, one), entry(2, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岭禾第一陶瓷有限公司", "岭禾第二陶瓷有限公司"),
        ("岭禾3号制造有限公司", "岭禾4号制造有限公司"),
        ("岭禾有限公司", "岭和有限公司"),  # too short to tell
        ("岭禾陶瓷有限公司", "岭南玻璃有限公司"),
    ],
)
def test_names_that_are_meant_to_differ(one, other):
    assert signs(entry(1, one), entry(2, other)) == ()


def test_likeness_counts_within_a_park():
    assert signs(entry(1, "岭禾陶瓷有限公司", "east"), entry(2, "岭和陶瓷有限公司", "west")) == ()


def test_codes_that_are_one_slip_apart():
    good = code(123456789).removeprefix("uscc:")
    swapped = "uscc:" + good[:9] + good[10] + good[9] + good[11:]
    assert signs(entry(123456789, "岭禾"), Entry(swapped, ("云谷",))) == (Sign.MISTYPED_CODE,)
    assert signs(entry(5, "岭禾"), entry(6, "云谷")) == ()  # neighbours that both keep their check


def test_one_body_registered_under_two_divisions():
    assert signs(entry(7, "岭禾"), entry(7, "云谷", division="440606")) == (Sign.SAME_BODY,)


def test_a_name_that_many_share_tells_nothing():
    assert suspicions(entry(number, "建材商行") for number in range(100)) == []


def test_a_large_register_takes_seconds():
    characters = [chr(0x4E00 + step * 7) for step in range(300)]
    names = ("".join(characters[(i * step) % 300] for step in (1, 7, 13, 29)) for i in range(20_000))
    begin = time.perf_counter()
    suspicions(entry(i, f"{name}科技有限公司", f"p{i % 5}") for i, name in enumerate(names))
    assert time.perf_counter() - begin < 10
