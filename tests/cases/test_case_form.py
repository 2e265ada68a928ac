"""The form that a programme's cases give their records."""

from dataclasses import replace
from datetime import date

import pytest

from nanfeng.cases.case_form import OWN, case_form
from nanfeng.cases.flow import Stage, Transition
from nanfeng.cases.programme import Cohort, Outcome, Programme, Section
from nanfeng.forms.columns import schema
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Purpose, Timing
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


def words(text: str) -> Text:
    return Text(text, text)


@pytest.fixture
def lending() -> Programme:
    money = Field("amount", words("amount"), FieldType.AMOUNT, unit=Unit.WAN_YUAN, required=True)
    return Programme(
        id="lending",
        label=Text("借阅", "Lending"),
        about=words("books"),
        owner="library",
        use=Purpose.FINANCE,
        begun_by=(Role.PLANNER,),
        stages=(Stage("asked", words("asked")), Stage("lent", words("lent"), terminal=True)),
        transitions=(Transition("lend", words("lend"), ("asked",), (Role.PLANNER,), target="lent"),),
        sections=(Section("asked", words("asked"), (money,), (Role.PLANNER,)),),
        outcomes=(Outcome("returned", words("returned"), ("amount",)),),
    )


def test_it_holds_what_every_case_has_and_what_the_programme_asks(lending):
    form = case_form(lending)
    assert [field.name for field in form.fields] == [*OWN, "confirmed_returned", "amount"]
    assert (form.name, form.purpose, form.timing) == ("case_lending", Purpose.FINANCE, Timing.SPAN)
    assert (form.key, form.when, form.until) == (("case", "stage"), "since", "until")
    assert (form.organisation, form.place) == ("organisation", "park")
    assert [code.code for code in form.field("stage").codes] == ["asked", "lent"]
    assert [code.code for code in form.field("state").codes] == ["active", "paused", "withdrawn", "lost"]


def test_nobody_files_it_and_nothing_of_the_programme_has_to_be_there(lending):
    form = case_form(lending)
    assert (form.filed_by, form.due) == ((), None)
    assert not form.field("amount").required
    assert {field.name for field in form.fields if field.required} == {
        "case",
        "stage",
        "state",
        "since",
    }


def test_money_is_money_and_a_confirmation_a_day(lending):
    columns = schema(case_form(lending))
    assert str(columns.field("amount").type) == "decimal128(18, 2)"
    assert str(columns.field("confirmed_returned").type) == "date32[day]"


def test_cohorts_can_be_chosen_where_there_are_any(lending):
    assert case_form(lending).field("cohort").type is FieldType.TEXT
    spring = Cohort("spring", words("spring"), date(2023, 3, 1), date(2023, 3, 31))
    cohort = case_form(replace(lending, cohorts=(spring,))).field("cohort")
    assert (cohort.type, [code.code for code in cohort.codes]) == (FieldType.CODE, ["spring"])


def test_a_stage_is_not_left_before_it_was_come_to(lending):
    (check,) = case_form(lending).checks
    days = {"since": date(2023, 3, 2), "until": date(2023, 3, 1)}
    assert check.rule.evaluate(days).verdict is Verdict.NO
    assert check.rule.evaluate({**days, "until": None}).verdict is Verdict.YES


def test_what_cases_do_not_say_does_not_change_the_form(lending):
    other = replace(lending, owner="archive", begun_by=(Role.EXPERT,))
    assert digest_of(case_form(other)) == digest_of(case_form(lending))
