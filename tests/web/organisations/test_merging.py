"""A merge moves exactly what its preview lists, vintages count one organisation, and an undo gives everything back."""

import pytest
from django.test import Client
from tests.web.organisations.conftest import acting_as, code, entered, registered
from tests.web.zone import NANHAI, SHUNDE, file

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.organisations import merging, suspecting
from nanfeng.web.organisations.models import Merge, Organisation, Suspect
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.register import register

SURVIVOR, LOSER = code(1), code(1, "440606")

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.slow]


@pytest.fixture
def twice() -> None:
    """One body entered twice; both report, one month both."""
    entered(1, "岭禾陶瓷有限公司")
    registered(LOSER, "岭禾建材有限公司")
    file("statistical_scope", [{"organisation": LOSER, "entered": "2020-01-01"}])
    for who, month, output in ((SURVIVOR, 2, 2100), (SURVIVOR, 3, 3200), (LOSER, 3, 3300), (LOSER, 4, 4400)):
        said = {"output": f"{output}", "revenue": f"{output + 50}"}
        file("monthly_return", [{"organisation": who, "period": f"2024-01..2024-{month:02}", **said}])


def standing() -> dict[tuple[str, str], object]:
    """What stands of every form, by key: who it is of and what it says."""
    with seeing(SYSTEM):
        kept = Record.objects.filter(current=True).exclude(status="withdrawn")
        return {(one.form, one.key): (one.organisation, one.content, one.status) for one in kept}


def plan() -> merging.Plan:
    return merging.plan(Organisation.objects.get(pk=LOSER), Organisation.objects.get(pk=SURVIVOR))


def merge() -> Merge:
    agreed = plan()
    return merging.merge(agreed, agreed.digest, "同一营业执照")


def test_the_preview_lists_exactly_what_the_merge_does(twice):
    before = standing()
    with acting_as(Role.STATISTICIAN):
        agreed = plan()
        merging.merge(agreed, agreed.digest, "同一营业执照")
    after = standing()
    gone = {(move.form, move.key) for move in agreed.moves}
    come = {(move.form, move.to) for move in agreed.moves if move.to}
    assert before.keys() - after.keys() == gone
    assert {key for key in after.keys() - before.keys() if key[0] != "alias"} == come
    assert not any(LOSER in str(said) for said in after.values())


def test_vintages_count_one_organisation_once(twice):
    with acting_as(Role.STATISTICIAN):
        merge()
    with seeing(SYSTEM):
        rows = table(city.pack().forms["monthly_return"], Which(current=True)).to_pylist()
    counted = [
        (row["organisation"], row["period"], int(row["output"])) for row in rows if row["_status"] != "withdrawn"
    ]
    assert sorted(counted) == [
        (SURVIVOR, "2024-01..2024-02", 2_100_000),
        (SURVIVOR, "2024-01..2024-04", 4_400_000),
        (SURVIVOR, "2024-Q1", 3_200_000),
    ]


def test_the_survivor_bears_the_other_name_and_the_other_leads_to_it(twice, client, sign_in):
    with acting_as(Role.STATISTICIAN):
        merge()
    assert register().resolve("岭禾建材有限公司", Record.objects.first().entered.date()) == SURVIVOR
    statistician = sign_in(client, Role.STATISTICIAN)
    assert statistician.get(f"/organisations/show/{LOSER}").url == f"/organisations/show/{SURVIVOR}"
    assert SURVIVOR.partition(":")[2] in statistician.get("/organisations/?q=岭禾建材").content.decode()


def test_an_undo_gives_everything_back(twice):
    before = standing()
    with acting_as(Role.STATISTICIAN):
        merging.undo(merge(), "看错了")
    assert standing() == before
    with acting_as(Role.STATISTICIAN):
        merging.undo(merge(), "又看错了")
    assert standing() == before


def test_what_was_corrected_since_goes_back_as_corrected(twice):
    with acting_as(Role.STATISTICIAN):
        done = merge()
    file("monthly_return", [{"organisation": SURVIVOR, "period": "2024-01..2024-04", "output": "4500"}])
    with acting_as(Role.STATISTICIAN):
        merging.undo(done, "")
    assert standing()["monthly_return", f"{LOSER}|2024-01..2024-04"][1]["output"] == "4500000.00"


def test_what_was_shown_is_what_is_done(twice):
    with acting_as(Role.STATISTICIAN):
        seen = plan().digest
    file("monthly_return", [{"organisation": LOSER, "period": "2024-01..2024-05", "output": "5500", "revenue": "5600"}])
    with acting_as(Role.STATISTICIAN), pytest.raises(merging.StaleError):
        merging.merge(plan(), seen, "")
    assert not Merge.objects.exists()


def test_the_last_merge_is_undone_first(twice):
    third = entered(3, "岭禾新材有限公司")
    with acting_as(Role.STATISTICIAN):
        first = merge()
        survivor, other = Organisation.objects.get(pk=third), Organisation.objects.get(pk=SURVIVOR)
        agreed = merging.plan(other, survivor)
        second = merging.merge(agreed, agreed.digest, "")
        with pytest.raises(RefusedError, match="undo that merge first"):
            merging.undo(first, "")
        merging.undo(second, "")
        merging.undo(first, "")
        with pytest.raises(RefusedError, match="undone already"):
            merging.undo(first, "")


def test_nothing_more_is_filed_under_the_entry_that_went(twice, client, sign_in):
    with acting_as(Role.STATISTICIAN):
        merge()
    officer = sign_in(client, Role.STATISTICIAN)
    said = {"organisation": LOSER, "name": "岭禾", "kind": "enterprise", "established": "2020-01-01", "park": NANHAI}
    page = officer.post("/organisations/new/", said | {"industry": "C3851", "since": "2020-01-01"})
    assert "已并入" in page.content.decode()


def test_duplicates_are_proposed_decided_and_not_proposed_again(twice):
    entered(7, "云谷玻璃有限公司")
    entered(8, "云谷波璃有限公司")
    with acting_as(Role.STATISTICIAN):
        assert suspecting.search() == 2
        assert suspecting.search() == 2
        apart = Suspect.objects.get(organisation=code(7))
        suspecting.keep_apart(apart, "两张执照")
        merge()
        assert suspecting.search() == 0
        assert set(Suspect.objects.values_list("state", flat=True)) == {"different", "merged"}
        with pytest.raises(RefusedError, match="decided already"):
            suspecting.keep_apart(apart, "")


def test_an_officer_decides_on_his_park_by_the_page(twice, client: Client, sign_in):
    elsewhere = entered(9, "岭禾陶瓷股份有限公司", SHUNDE)
    with seeing(SYSTEM):
        suspecting.search()
    officer = sign_in(client, Role.PARK_OFFICER)
    assert officer.get("/").context["cards"]
    assert [pair.other.pk for pair in officer.get("/organisations/duplicates/").context["pairs"]] == [LOSER]
    asked = {"loser": LOSER, "survivor": SURVIVOR}
    preview = officer.get("/organisations/merge/", asked)
    assert "月" in preview.content.decode()
    digest = preview.context["plan"].digest
    assert officer.post("/organisations/merge/do/", asked | {"digest": "x", "why": "同一执照"}).status_code == 409
    assert officer.post("/organisations/merge/do/", asked | {"digest": digest, "why": ""}).status_code == 200
    assert officer.post("/organisations/merge/do/", asked | {"digest": digest, "why": "同一执照"}).status_code == 302
    assert "同一执照" in officer.get("/organisations/merges/").content.decode()
    with seeing(SYSTEM):
        done = Merge.objects.get()
    officer.post(f"/organisations/merges/{done.pk}/undo/")
    assert Organisation.objects.filter(pk=LOSER).exists()
    assert officer.get("/organisations/merge/", {"loser": elsewhere, "survivor": SURVIVOR}).status_code == 404
