"""What a case lacks, and whether it may be saved all the same."""

from dataclasses import replace

import pytest

from nanfeng.cases.criterion import Facts, assess
from nanfeng.cases.judge import in_section, lacking, worsened

from .grant import GRANT, case, filled


def codes(issues):
    return [(issue.code, issue.at) for issue in issues]


def test_nothing_is_needed_before_its_stage():
    assert lacking(GRANT, case(values={}, papers={}, linked={}), "draft") == ()


def test_what_is_needed_since_a_stage_is_needed_in_all_that_follow():
    bare = case(values={}, papers={}, linked={})
    applied, granted, done = (codes(lacking(GRANT, bare, stage)) for stage in ("applied", "granted", "done"))
    assert applied == [("field", "asked"), ("paper", "plan")]
    assert set(granted) - set(applied) == {("field", "grant"), ("demand", "enough"), ("limit", "budget")}
    assert set(done) - set(granted) == {("linked", "visit"), ("outcome", "success")}


def test_a_missing_field_is_named_with_the_section_to_fill_it_in():
    (issue,) = lacking(GRANT, case(values={}), "applied")
    assert (issue.wrong.zh, issue.mend.zh) == ("没有填写“〈asked〉”", "在“〈request〉”中填写")
    assert (issue.field, issue.where) == ("asked", "grant")


def test_a_demand_that_nobody_can_answer_is_not_met():
    assert ("demand", "enough") in codes(lacking(GRANT, filled(case(), asked=None), "granted"))


def test_a_section_is_complete_where_none_of_its_fields_lacks():
    found = lacking(GRANT, case(values={}), "granted")
    assert codes(in_section(GRANT, "request", found)) == [("field", "asked")]
    assert in_section(GRANT, "result", found) == ()


def test_a_limit_cannot_be_taken_of_by_who_does_not_say_where():
    (issue,) = lacking(GRANT, case(park=None), "granted")
    assert (issue.code, issue.at) == ("limit", "places")
    assert "园区" in issue.wrong.zh


@pytest.mark.parametrize("known", [False, None])
def test_only_a_yes_is_eligible_and_unknown_is_none(known):
    programme = replace(GRANT, eligible_since="applied")
    answers = assess(programme.criteria, Facts({"known": known}, {}, {}))
    assert codes(lacking(programme, case(assessed=answers), "applied")) == [("criterion", "fit")]
    assert codes(lacking(programme, case(), "applied")) == [("criterion", "fit")]  # nobody asked


def test_eligibility_is_asked_on_the_way_and_not_again():
    programme = replace(GRANT, eligible_since="applied")
    fit = assess(programme.criteria, Facts({"known": True}, {}, {}))
    assert lacking(programme, case(assessed=fit), "applied") == ()
    assert lacking(programme, case(stage="applied"), "granted") == ()


def test_what_lacked_before_does_not_keep_a_case_from_being_saved():
    before = case(stage="granted", values={}, papers={})
    assert worsened(GRANT, before, filled(before, machines=3)) == ()


def test_a_save_that_takes_away_what_the_stage_needs_is_refused():
    before = case(stage="granted")
    assert codes(worsened(GRANT, before, filled(before, grant=None))) == [
        *(("field", "grant"), ("demand", "enough"), ("limit", "budget"))
    ]
