"""The directory says what the records say, however they came in."""

import random

import pytest
from django.db import transaction
from tests.web.organisations.conftest import code, entered
from tests.web.zone import NANHAI, SHUNDE, file

from nanfeng.web.organisations import directory
from nanfeng.web.organisations.models import Organisation

pytestmark = pytest.mark.usefixtures("db")


def everything() -> list[tuple]:
    return list(Organisation.objects.order_by("pk").values_list())


def edit(chance: random.Random) -> None:
    """One edit of the register, as anybody might make it."""
    who = code(chance.randrange(8))
    day = f"20{chance.randrange(15, 26)}-0{chance.randrange(1, 10)}-11"
    name = "".join(chance.choices("岭禾南风云谷星河", k=4)) + "有限公司"
    kind = chance.choice(["enterprise", "membership", "alias"])
    rows = {
        "enterprise": {"name": name, "name_en": chance.choice(["", "Star"]), "kind": "enterprise", "established": day},
        "membership": {"park": chance.choice([NANHAI, SHUNDE]), "industry": "C3851", "since": day},
        "alias": {"name": name, "since": day},
    }
    file(kind, [{"organisation": who, **rows[kind]}])


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_a_rebuild_makes_after_random_edits(seed):
    chance = random.Random(seed)
    for _ in range(12):
        edit(chance)
    followed = everything()
    assert followed
    assert directory.rebuild() == len(followed)
    assert everything() == followed


def test_an_entry_says_what_the_register_says():
    who = entered(1, "岭禾陶瓷有限公司", name_en="Linghe")
    file("membership", [{"organisation": who, "park": SHUNDE, "industry": "C3074", "since": "2024-05-01"}])
    entry = Organisation.objects.get(pk=who)
    assert (entry.name, entry.name_en, entry.kind, entry.park) == ("岭禾陶瓷有限公司", "Linghe", "enterprise", SHUNDE)
    assert (entry.industry, entry.since.isoformat()) == ("C3074", "2024-05-01")
    assert entry.synthetic


def test_a_file_that_is_undone_leaves_no_trace():
    who = entered(1, "岭禾陶瓷有限公司")
    with pytest.raises(RuntimeError, match="undone"):
        _broken_off(who)
    assert Organisation.objects.get(pk=who).name == "岭禾陶瓷有限公司"


def _broken_off(who: str) -> None:
    with transaction.atomic():
        file("enterprise", [{"organisation": who, "name": "云谷", "kind": "enterprise", "established": "2018-03-04"}])
        raise RuntimeError("undone")
