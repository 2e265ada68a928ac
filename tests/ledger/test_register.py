"""Who is meant, where they belonged, whom they became."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.ledger.names import FORMERLY, NameBorne, Span
from nanfeng.ledger.register import Candidates, Membership, Register
from nanfeng.ledger.versions import WITHDRAWN

DAY = date(2023, 6, 30)
A, B = "uscc:91440605MA4UTQ5T3K", "uscc:91440606700000001X"


@pytest.fixture
def register(register_forms, make_rows):
    """Build a register from records by form name."""

    def build(**records):
        tables = {name: make_rows(register_forms[name], *rows) for name, rows in records.items()}
        return Register.of(tables, register_forms)

    return build


def enterprise(organisation, name, **more):
    return {"organisation": organisation, "name": name, **more}


def merger(predecessor, successor, on, kind="merger"):
    return {"predecessor": predecessor, "successor": successor, "on": on, "kind": kind}


def test_an_identifier_is_itself_entered_or_not(register):
    entered = register(enterprise=[enterprise(A, "甲公司")])
    assert entered.resolve(" ９１440605ma4utq5t3k ", DAY) == A
    assert entered.resolve(B, DAY) == B
    assert (entered.knows(A), entered.knows(B)) == (True, False)


@pytest.mark.parametrize(
    "written", ["甲（南）有限公司", "甲(南)有限公司", " 甲 〔南〕有限　公司", "甲【南】有限公司\n"]
)
def test_a_name_is_found_however_brackets_and_blanks_are_written(register, written):
    assert register(enterprise=[enterprise(A, "甲（南）有限公司")]).resolve(written, DAY) == A


def test_an_english_name_is_found_in_any_case(register):
    assert register(enterprise=[enterprise(A, "甲", name_en="South Wind Ltd")]).resolve("SOUTH WIND LTD", DAY) == A


def test_brackets_are_told_apart_from_none(register):
    assert register(enterprise=[enterprise(A, "甲（南）公司")]).resolve("甲南公司", DAY) is None


def test_an_alias_counts_on_its_days_first(register):
    used = register(
        enterprise=[enterprise(A, "甲"), enterprise(B, "乙")],
        alias=[
            enterprise(A, "南风", since=date(2020, 1, 1), until=date(2022, 12, 31)),
            enterprise(B, "南风", since=date(2023, 1, 1)),
        ],
    )
    assert used.resolve("南风", date(2022, 12, 31)) == A
    assert used.resolve("南 风", date(2023, 1, 1)) == B


def test_an_old_name_is_found_after_its_days(register):
    given_up = enterprise(A, "旧名", since=date(2018, 1, 1), until=date(2020, 1, 1))
    assert register(enterprise=[enterprise(A, "新名")], alias=[given_up]).resolve("旧名", DAY) == A


def test_the_name_of_an_earlier_version_is_an_old_name(register):
    renamed = [enterprise(A, "旧名", _current=False), enterprise(A, "新名", _version=2)]
    assert register(enterprise=renamed).resolve("旧名", DAY) == A
    reused = [*renamed, enterprise(B, "旧名")]
    assert register(enterprise=reused).resolve("旧名", DAY) == B


def test_one_name_of_two_is_never_decided(register):
    two = register(enterprise=[enterprise(A, "甲（南）公司"), enterprise(B, "甲(南)公司 ")])
    assert two.resolve("甲（南）公司", DAY) == A
    assert two.resolve("甲 （南）公司", DAY) == Candidates((A, B))


def test_a_withdrawn_entry_is_not_known(register):
    gone = register(enterprise=[enterprise(A, "甲", _status=WITHDRAWN)])
    assert gone.resolve("甲", DAY) is None
    assert not gone.knows(A)


def test_membership_on_a_day(register):
    moved = register(
        membership=[
            {"organisation": A, "park": "p1", "industry": "C39", "since": None, "until": date(2023, 5, 31)},
            {"organisation": A, "park": "p2", "industry": "C40", "since": date(2023, 6, 1), "until": date(2023, 8, 1)},
        ]
    )
    parks = [moved.membership(A, date(*day)) for day in ((1990, 1, 1), (2023, 5, 31), (2023, 6, 1), (2023, 8, 2))]
    assert [belonged and (belonged.park, belonged.industry) for belonged in parks] == [
        ("p1", "C39"),
        ("p1", "C39"),
        ("p2", "C40"),
        None,
    ]
    assert moved.membership(B, DAY) is None


def test_where_memberships_overlap_the_one_begun_last_holds(register):
    both = register(
        membership=[
            {"organisation": A, "park": "p2", "since": date(2021, 1, 1), "until": date(2021, 12, 31)},
            {"organisation": A, "park": "p1", "since": date(2020, 1, 1)},
        ]
    )
    assert [both.membership(A, date(year, 6, 1)).park for year in (2020, 2021, 2022)] == ["p1", "p2", "p1"]


def test_mergers_are_followed_to_their_end_on_the_day(register):
    chain = register(
        succession=[merger("b", "c", date(2022, 5, 1)), merger("a", "b", date(2021, 5, 1)), merger("x", "c", DAY)]
    )
    days = (date(2021, 4, 30), date(2021, 5, 1), date(2022, 5, 1))
    assert [chain.successor("a", day) for day in days] == ["a", "b", "c"]
    assert chain.successor("c", DAY) == "c"


def test_what_went_back_and_forth_ends(register):
    circle = register(succession=[merger("a", "b", date(2021, 1, 1)), merger("b", "a", date(2022, 1, 1))])
    assert circle.successor("a", date(2021, 6, 1)) == "b"
    assert circle.successor("a", DAY) == "a"
    assert circle.successor("b", DAY) == "a"


def test_a_split_is_not_followed(register):
    split = register(succession=[merger("a", "b", DAY, kind="split"), merger("a", "c", DAY, kind="split")])
    assert split.successor("a", DAY) == "a"


def test_an_organisation_is_called_by_the_name_that_it_bears_now():
    names = [NameBorne("旧名", "uscc:A", FORMERLY), NameBorne("新名", "uscc:A"), NameBorne("New Name", "uscc:A")]
    register = Register(names, [], [])
    assert register.name("uscc:A") == "新名"
    assert register.name("uscc:B") is None


WRITTEN = ("甲", "甲 ", "A1", "ａ1", "乙")
ENTRIES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(WRITTEN), st.sampled_from(["p1", "p2"])), max_size=8
)


@given(ENTRIES, ENTRIES, st.sets(st.sampled_from("abcd")))
def test_one_that_is_revised_says_what_one_built_anew_says(before, after, touched):
    said = [entry for entry in after if entry[0] in touched]
    anew = built([entry for entry in before if entry[0] not in touched] + said)
    revised = built(before).revised(touched, built(said))
    assert _told(revised) == _told(anew)


def built(entries):
    names = [NameBorne(name, who) for who, name, _ in entries]
    return Register(names, [Membership(who, park, None, Span()) for who, _, park in entries], [])


def _told(register):
    written = [register.resolve(name, DAY) for name in WRITTEN]
    return written, [(register.knows(who), register.name(who), register.membership(who, DAY)) for who in "abcd"]
