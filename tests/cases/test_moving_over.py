"""An old case under an old version of its programme, and its way to a new one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import PROVE

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import confirmed
from nanfeng.cases.case import Case, Payment
from nanfeng.cases.course import begin
from nanfeng.cases.flow import Stage
from nanfeng.cases.handling import choices, save
from nanfeng.cases.moving_over import MOVED_OVER, move_over, moved_over
from nanfeng.cases.outcomes import confirm
from nanfeng.cases.paying import payables
from nanfeng.cases.programme import Demand, Part, Programme, Renamed
from nanfeng.forms.field import Code, FieldType
from nanfeng.forms.rule import Rule
from nanfeng.kinds.unit import Unit

from .grant import APPROVER, CLERK, DAY, GRANT, JUROR, MONDAY, OFFICER, WORDS, case, doing, field, filled, step, text
from .programmes import VALUES, programmes
from .programmes import filled as random_values

STRICT = replace(
    GRANT,
    demands=(*GRANT.demands, Demand("saves", Rule.parse("saved > 100"), "granted", text("saves little"), WORDS)),
    sections=(
        *GRANT.sections[:2],
        replace(GRANT.sections[2], fields=(*GRANT.sections[2].fields, field("jobs", FieldType.WHOLE)), since="granted"),
    ),
)


def with_request(programme: Programme, *fields, **said) -> Programme:
    """The programme with other fields in its first section."""
    request = replace(programme.sections[0], fields=fields)
    return replace(programme, sections=(request, *programme.sections[1:]), **said)


def over(new: Programme, ours: Case, **said) -> Case:
    return move_over(moved_over(GRANT, new, ours, **said), OFFICER, MONDAY, "new rules")


def test_an_old_case_finishes_under_its_old_version():
    ours = confirm(GRANT, case(stage="granted"), "success", CLERK, MONDAY)
    assert step(ours, "finish", OFFICER).course.stage == "done"


def test_moving_over_shows_what_is_missing_and_the_case_can_still_be_mended():
    ours = case(stage="granted")
    found = moved_over(GRANT, STRICT, ours)
    assert [(issue.code, issue.at) for issue in found.missing] == [("field", "jobs"), ("demand", "saves")]
    assert found.lost == found.barred == ()
    moved = over(STRICT, ours)
    assert moved.edition == STRICT.edition
    assert save(STRICT, moved, {"jobs": 3}, doing(OFFICER)).values["jobs"] == 3  # one thing after the other


def test_the_step_over_keeps_who_when_and_why():
    last = over(STRICT, case(stage="granted")).course.steps[-1]
    assert (last.transition, last.source, last.target) == (MOVED_OVER, "granted", "granted")
    assert (last.actor, last.entered, last.reason) == (OFFICER, MONDAY, "new rules")
    with pytest.raises(FlowError) as caught:
        move_over(moved_over(GRANT, STRICT, case()), OFFICER, MONDAY, "  ")
    assert caught.value.issue.code == "reason"


def test_names_that_changed_are_followed():
    stages = tuple(replace(one, id="agreed") if one.id == "granted" else one for one in GRANT.stages)
    ways = tuple(
        replace(
            way,
            sources=tuple("agreed" if name == "granted" else name for name in way.sources),
            target="agreed" if way.target == "granted" else way.target,
        )
        for way in GRANT.transitions
    )
    wanted = (Renamed(Part.STAGE, "granted", "agreed"), Renamed(Part.FIELD, "asked", "wanted"))
    papers = (replace(GRANT.papers[0], id="outline"),)
    new = with_request(GRANT, field("wanted", FieldType.AMOUNT), field("machines", FieldType.WHOLE, required=False))
    new = replace(
        new,
        stages=stages,
        transitions=ways,
        papers=papers,
        demands=(),
        limits=(),
        sections=(new.sections[0], replace(new.sections[1], since="agreed"), new.sections[2]),
        instalments=tuple(replace(one, since="agreed") for one in GRANT.instalments),
        renamed=(*wanted, Renamed(Part.PAPER, "plan", "outline")),
    )
    ours = case(stage="granted", payments=(Payment("first", "grant", Decimal(360), DAY, "7"),))
    found = moved_over(GRANT, new, confirm(GRANT, ours, "success", CLERK, MONDAY))
    assert (found.stage, found.lost, found.missing, found.barred) == ("agreed", (), (), ())
    moved = move_over(found, OFFICER, MONDAY, "renamed")
    assert (moved.values["wanted"], moved.papers) == (900, {"outline": ("aa",)})
    assert confirmed(new, moved) == {"success"}
    assert payables(new, moved)[0].payment is not None


def test_what_has_no_place_is_named_with_what_it_says():
    bare = with_request(GRANT, field("machines", FieldType.WHOLE), papers=(), demands=())
    found = moved_over(GRANT, bare, case(cohort="winter"))
    assert [(one.part, one.name, one.value) for one in found.lost] == [
        (Part.FIELD, "asked", 900),
        (Part.PAPER, "plan", ("aa",)),
        (Part.COHORT, "winter", "winter"),
    ]
    assert found.lost[0].label.zh == "〈asked〉"


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        (field("asked", FieldType.TEXT), False),
        (replace(field("asked", FieldType.AMOUNT), unit=Unit.USD), False),
        (replace(field("asked", FieldType.AMOUNT), unit=Unit.WAN_YUAN), True),
    ],
)
def test_a_value_is_kept_where_it_means_the_same(changed, kept):
    found = moved_over(GRANT, with_request(GRANT, changed), case())
    assert ("asked" in found.case.values) == kept
    assert ("asked" in [one.name for one in found.lost]) == (not kept)


def test_a_code_that_there_is_no_more_is_lost():
    codes = (Code("a", WORDS), Code("b", WORDS))
    old = with_request(GRANT, replace(field("kind", FieldType.CODE), codes=codes))
    new = with_request(GRANT, replace(field("kind", FieldType.CODE), codes=codes[:1]))
    assert [one.value for one in moved_over(old, new, case(old, values={"kind": "b"})).lost] == ["b"]
    assert moved_over(old, new, case(old, values={"kind": "a"})).lost == ()


def test_a_stage_that_there_is_no_more_has_to_be_chosen():
    gone = tuple(one for one in GRANT.stages if one.id != "applied")
    new = replace(GRANT, stages=(*gone, Stage("judged", WORDS)), sections=(), papers=())
    ours = case(stage="applied")
    found = moved_over(GRANT, new, ours)
    assert (found.stage, [issue.code for issue in found.barred]) == (None, ["stage"])
    with pytest.raises(FlowError, match="no stage 'applied'"):
        move_over(found, OFFICER, MONDAY, "new rules")
    assert over(new, ours, stage="draft").course.stage == "draft"


def test_money_that_was_paid_is_not_moved_to_where_nobody_can_account_for_it():
    ours = case(stage="granted", payments=(Payment("first", "grant", Decimal(360), DAY, "7"),))
    (issue,) = moved_over(GRANT, replace(GRANT, instalments=GRANT.instalments[1:]), ours).barred
    assert (issue.code, issue.at) == ("paid", "first")


def test_a_confirmation_of_something_else_is_lost():
    new = replace(GRANT, outcomes=(replace(GRANT.outcomes[0], fields=("saved", "grant")),))
    found = moved_over(GRANT, new, confirm(GRANT, case(), "success", CLERK, MONDAY))
    assert [(one.part, one.name) for one in found.lost] == [(Part.OUTCOME, "success")]


def test_nobody_does_both_though_a_step_was_renamed_in_between():
    ours = step(case(stage="applied"), "judge", replace(JUROR, by="one"))
    ways = tuple(replace(way, id="review") if way.id == "judge" else way for way in GRANT.transitions)
    ways = tuple(replace(way, not_by=("review",), needs=()) if way.id == "grant" else way for way in ways)
    new = replace(GRANT, transitions=ways, renamed=(Renamed(Part.TRANSITION, "judge", "review"),))
    with pytest.raises(FlowError) as caught:
        step(over(new, ours), "grant", replace(APPROVER, by="one"), programme=new)
    assert caught.value.issue.code == "not_by"


@settings(max_examples=1_000 if PROVE else 25)
@given(programmes, programmes, random_values, st.sampled_from([None, "winter", "autumn"]))
def test_nothing_is_lost_silently_between_any_two_versions(old, new, values, cohort):
    papers = {"plan": ("aa",)}
    ours = Case(begin(old.flow, MONDAY), "org:a", old.edition, cohort=cohort, values=values, papers=papers)
    found = moved_over(old, new, ours)
    lost = {one.name: one.value for one in found.lost}
    for name in VALUES:
        assert found.case.values.get(name, lost.get(name)) == values[name]
    assert found.case.papers.get("plan", lost.get("plan")) == ("aa",)
    assert (found.case.cohort or lost.get(cohort)) == cohort
    moved = move_over(found, OFFICER, MONDAY, "new rules")
    assert moved.course.steps[-1].target == "s0"
    assert len(choices(new, moved, doing(OFFICER))) == len(new.flow.leaving("s0"))
    assert save(new, moved, {}, doing(OFFICER)) == moved
    assert filled(moved).values == moved.values
