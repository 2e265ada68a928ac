"""Slips in a programme: each is found where it is, with how to mend it, and all of them at once."""

import shutil
from pathlib import Path

import pytest

from nanfeng.pack.load import PackError, load

FILE = "programmes/hydrogen_forklifts.toml"
PAPER = "\n[[papers]]"
AGAIN = '\n[[reads]]\nname = "kind"\nlabel = { zh = "x", en = "x" }\norigin = "register"\nat = "kind"\n'

SLIPS = [  # what is written, what is written instead, where it is found, what the mend says
    ('owner = "zone_office"', 'owner = "zone_ofice"', "owner", "'zone_office'"),
    ('\nsource = "plan"\nuse', '\nsource = "pla"\nuse', "source", "'plan'"),
    ('use = "service"', 'use = "service"\nmeasure = "three_years/visit"', "measure", "'three_years/visiting'"),
    ('use = "service"', 'use = "service"\nparks = ["zone"]', "parks", "park_north"),
    ('use = "service"', 'use = "services"', "use", "'service'"),
    ('use = "service"', 'usage = "service"', "usage", "'use'"),
    ('begun_by = ["enterprise_clerk", "park_officer"]', "begun_by = []", "begun_by", "roles"),
    ('begun_by = ["enterprise_clerk"', 'begun_by = ["enterprise_clark"', "begun_by.1", "'enterprise_clerk'"),
    ('eligible_since = "approved"', 'eligible_since = "aproved"', "eligible_since", "'approved'"),
    ('id = "trial"', 'id = "on-trial"', "stages.on-trial", "small letters"),
    ('name = "forklifts"', 'name = "Forklifts"', "fields.Forklifts", "small letters"),
    ('name = "forklifts"', 'name = "park"', "fields.park", "another name"),
    ('name = "forklifts"', 'name = "confirmed_trial_done"', "fields.confirmed_trial_done", "another name"),
    ('id = "endorse"', 'id = "moved_over"', "transitions.moved_over", "another name"),
    ('id = "endorse"', 'id = "imported"', "transitions.imported", "another name"),
    ('target = "trial"', 'target = "trail"', "transitions.begin_trial.target", "'trial'"),
    ('sources = ["trial"]\ntarget = "completed"', 'sources = ["trial"]', "stages.completed", "leads here"),
    ("terminal = true", "terminal = false", "stages.completed", "terminal = true"),
    ('needs = [{ role = "park_officer" }]', 'needs = [{ role = "expert" }]', "transitions.approve.needs", "approval"),
    ('since = "approved"\nuntil = "applied"', 'since = "aproved"', "sections.grant.since", "'approved'"),
    ('until = "applied"', 'until = "aplied"', "sections.application.until", "'applied'"),
    ('filled_by = ["park_officer"]', "filled_by = []", "sections.grant.filled_by", "roles"),
    ('filed_by = ["enterprise_clerk"]', "filed_by = []", "papers.safety_plan.filed_by", "roles"),
    ('id = "result"', 'id = "grant"', "sections.grant", "rename"),
    ('name = "hours_run"', 'name = "granted"', "fields.granted", "rename"),
    ('en = "Hours run"', 'en = "Forklifts"', "fields", "one field"),
    ('unit = "wan_yuan"\namount = "granted"', 'amount = "granted"', "fields.granted.unit", "wan_yuan"),
    ('type = "whole"', 'type = "whole"\namount = "paid"', "fields.forklifts.amount", "leave"),
    ('en = "Forklifts"', 'en = " "', "sections.application.fields.forklifts.label.en", "both languages"),
    ('{ zh = "申请", en = "Application" }', '{ zh = "申请" }', "sections.application.label.en", "add en"),
    ('rule = "granted <= requested', 'rule = "granted <= request', "demands.within_the_rate.rule", "'requested'"),
    ('rule = "granted <= requested', 'rule = "granted =< requested', "demands.within_the_rate.rule", "as described"),
    ("rule = \"kind == 'enterprise'\"", "rule = \"kin == 'enterprise'\"", "criteria.is_enterprise.rule", "'kind'"),
    ("rule = \"kind == 'enterprise'\"", 'rule = "kind >= today"', "criteria.is_enterprise.rule", "days with days"),
    ('rule = "granted <= requested', 'rule = "today <= requested', "demands.within_the_rate.rule", "days with days"),
    ('at = "kind"', 'at = "kinds"', "reads.kind.at", "'kind'"),
    ('at = "kind"\n', f'at = "kind"\n{AGAIN}', "reads.kind.register.kind", "remove"),
    ('"register"\nat = "kind"', '"return"\nat = "monthly_return.outputs"', "reads.kind.at", "'output'"),
    ('"register"\nat = "kind"', '"return"\nat = "monthly"', "reads.kind.at", "monthly_return"),
    ('"register"\nat = "kind"', '"case"\nat = "forklift"', "reads.kind.at", "'forklifts'"),
    ('"register"\nat = "kind"', '"certificate"\nat = "high_tech"', "reads.kind.at", "nothing of that kind"),
    ('source = "plan"\n\n# 单位', 'source = "press_"\n\n# 单位', "criteria.is_enterprise.source", "'press'"),
    ('fields = ["hours_run"]', 'fields = ["hours"]', "outcomes.trial_done.fields", "'hours_run'"),
    ('fields = ["hours_run"]', "fields = []", "outcomes.trial_done.fields", "fields"),
    ('fields = ["hours_run"]', 'fields = ["hours_run"]\nby = "supplier"', "outcomes.trial_done.by", "define"),
    ('use = "service"', 'use = "service"\nparties = ["forklifts"]', "parties", "organisation"),
    ('use = "service"', 'use = "service"\ntitled_by = "forklifts"', "titled_by", "text"),
    ("total = 20", "total = 0", "limits.seats.total", "above 0"),
    ("total = 20", 'total = 20\nper = ["parks"]', "limits.seats.per", "'park'"),
    ('of = "granted"\nsince = "approved"', 'of = "grant"\nsince = "approved"', "limits.budget.of", "'granted'"),
    ('of = "granted"\nshare = 0.6', 'of = "forklifts"\nshare = 0.6', "instalments.first.of", "amount"),
    ("share = 0.4", "share = 0.5", "instalments", "1 at most"),
    ("share = 0.4", "share = 0", "instalments.second.share", "above 0"),
    ('confirmed = "trial_done"\npaid_by', 'confirmed = "a"\npaid_by', "instalments.second.confirmed", "there are"),
    ('paid_by = ["planner"]', "paid_by = []", "instalments.first.paid_by", "roles"),
    ('reached = "trial"', 'reached = "trail"', "counted.hydrogen_trials.reached", "'trial'"),
    ('what = "organisations"', 'what = "organisation"', "counted.hydrogen_trials.what", "'organisations'"),
    ('what = "organisations"', 'what = "amount"', "counted.hydrogen_trials.of", "add `of`"),
    ('what = "amount"', 'what = "cases"', "counted.hydrogen_support.of", "leave `of` out"),
    ('of = "granted"\nreached', 'of = "kind"\nreached', "counted.hydrogen_support.of", "there are"),
    (
        'pleted"\nconfirmed = "trial_done"\n',
        'pleted"\nconfirmed = "a"\n',
        "counted.hydrogen_support.confirmed",
        "there",
    ),
    ('reached = "trial"', 'reached = "trial"\nwhere = "grant > 1"', "counted.hydrogen_trials.where", "'granted'"),
    ('id = "hydrogen_support"', 'id = "hydrogen_trials"', "counted.hydrogen_trials", "rename"),
    ('id = "hydrogen_support"', 'id = "visits"', "id", "rename"),
    ('id = "hydrogen_forklifts"', 'id = "return"', "id", "rename"),
    ('id = "hydrogen_forklifts"', 'id = "hydrogen-forklifts"', "id", "small letters"),
    ('id = "hydrogen_forklifts"', 'id = "e' + "e" * 40 + '"', "id", "40 at most"),
]

ADDED = [  # a table that is added, where it is found, what the mend says
    (
        'cohorts]]\nid = "spring"\nlabel = { zh = "春", en = "spring" }\nopens = 2023-03-02\ncloses = 2023-03-01',
        "cohorts.spring.closes",
        "two days",
    ),
    ('renamed]]\npart = "stage"\nwas = "testing"\nnow = "trail"', "renamed.testing.now", "'trial'"),
    (
        'letters]]\nid = "a"\nlabel = { zh = "a", en = "a" }\nafter = ["aprove"]\ntext = { zh = "a", en = "a" }',
        "letters.a.after",
        "'approve'",
    ),
    (
        'letters]]\nid = "a"\nlabel = { zh = "a", en = "a" }\nafter = []\ntext = { zh = "a", en = "a" }',
        "letters.a.after",
        "name the steps",
    ),
    (
        'letters]]\nid = "a"\nlabel = { zh = "a", en = "a" }\nafter = ["approve"]\ntext = { zh = "a", en = "{grant}" }',
        "letters.a.text.en",
        "'granted'",
    ),
    ('prefills]]\nfield = "forklift"\norigin = "register"\nat = "name"', "prefills.forklift.field", "'forklifts'"),
    ('prefills]]\nfield = "forklifts"\norigin = "register"\nat = "nam"', "prefills.forklifts.at", "'name'"),
    ('renamed]]\npart = "field"\nwas = "granted"\nnow = "requested"', "renamed.granted.was", "remove"),
    ('linked]]\nform = "visits"\nlabel = { zh = "走访", en = "visits" }', "linked.visits.form", "'visit'"),
    ('linked]]\nform = "visit"\nlabel = { zh = "走访", en = "visits" }', "linked.visit.form", "`case`"),
    (
        'linked]]\nform = "case_hydrogen_forklifts"\nlabel = { zh = "a", en = "a" }',
        "linked.case_hydrogen_forklifts.form",
        "visit",
    ),
    ('linked]]\nform = "visit"\nlabel = { zh = "a", en = "a" }\nplans = "trial"', "linked.visit.plans", "defined"),
    (
        'linked]]\nform = "visit"\nlabel = { zh = "a", en = "a" }\nplans = "trial"\nmade = "kinds"',
        "linked.visit.made",
        "'kind'",
    ),
]


def found(issues, at: str) -> list[str]:
    return [issue.mend.en for issue in issues() if (issue.where, issue.at) == (FILE, at)]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(("table", "at", "mend"), ADDED)
def test_a_table_that_leads_nowhere_is_found(spoil, issues, table, at, mend):
    spoil(FILE, PAPER, f"\n[[{table}\n{PAPER}")
    assert any(mend in each for each in found(issues, at)), [(i.at, i.mend.en) for i in issues()]


FILLED = {"visit_no": "case", "date": "entered.trial", "organisation": "organisation", "kind": "'visit'"}

PROJECTED = [  # how a record of the form `visit` is filled otherwise, where it is found, what the mend says
    ({"date": "entered.trail"}, "date", "'trial'"),
    ({"date": "entered.completed"}, "date", "'trial' at the latest"),
    ({"date": "today"}, "date", "there are"),
    ({"date": "granted"}, "date", "type date"),
    ({"kind": "'phone'"}, "kind", "same codes"),
    ({"topic": "case"}, "", "there are"),
    ({"kind": None}, "", "taken from"),
]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(("old", "new", "at", "mend"), SLIPS)
def test_a_slip_is_found_where_it_is(spoil, issues, old, new, at, mend):
    spoil(FILE, old, new)
    assert any(mend in each for each in found(issues, at)), [(i.where, i.at, i.mend.en) for i in issues()]
    assert all(issue.wrong.zh and issue.wrong.en and issue.mend.zh and issue.mend.en for issue in issues())


def projection(fields: dict[str, str | None]) -> str:
    filled = ", ".join(f'{name} = "{value}"' for name, value in fields.items() if value)
    return f'\n[[projections]]\nform = "visit"\nsince = "trial"\nfields = {{ {filled} }}\n'


def test_a_record_that_is_filled_from_the_case_is_in_order(trial, spoil):
    spoil(FILE, PAPER, projection(FILLED) + PAPER)
    assert load(trial).programmes["hydrogen_forklifts"].projections[0].fields == FILLED


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(("otherwise", "at", "mend"), PROJECTED)
def test_a_record_that_cannot_be_filled_so_is_found(spoil, issues, otherwise, at, mend):
    spoil(FILE, PAPER, projection(FILLED | otherwise) + PAPER)
    where = ".".join(part for part in ("projections.visit.fields", at) if part)
    assert any(mend in each for each in found(issues, where)), [(i.at, i.mend.en) for i in issues()]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("old", "new", "sure"),
    [
        ("required = true", "required = true", True),
        ("required = true", "required = false", False),
        ("[[sections.fields]]", 'since = "trial"\n\n[[sections.fields]]', True),
        ("[[sections.fields]]", 'since = "completed"\n\n[[sections.fields]]', False),
    ],
)
def test_what_a_record_needs_is_required_of_the_case_by_then(trial, spoil, issues, old, new, sure):
    serial = (
        '[[sections.fields]]\nname = "serial"\nlabel = { zh = "车号", en = "Serial" }\ntype = "text"\nrequired = true'
    )
    section = (
        f'\n[[sections]]\nid = "fleet"\nlabel = {{ zh = "车", en = "Fleet" }}\nfilled_by = ["park_officer"]\n{serial}\n'
    )
    written = section.replace(old, new) + projection(FILLED | {"visit_no": "serial"})
    spoil(FILE, PAPER, written + PAPER)
    if sure:
        assert load(trial)
    else:
        assert [mend for mend in found(issues, "projections.visit.fields.visit_no") if "'serial'" in mend]


@pytest.mark.usefixtures("trial")
def test_everything_wrong_comes_at_once(spoil, issues):
    spoil(FILE, 'owner = "zone_office"', 'owner = "nobody"')
    spoil(FILE, "total = 20", "total = -1")
    spoil(FILE, 'reached = "trial"', 'reached = "trail"')
    spoil(FILE, "share = 0.4", "share = 0.7")
    at = {issue.at for issue in issues()}
    assert at == {"owner", "limits.seats.total", "counted.hydrogen_trials.reached", "instalments"}


@pytest.mark.usefixtures("trial")
def test_a_programme_without_stages_says_so(town, issues):
    text = (town / FILE).read_text("utf-8")
    head, _, rest = text.partition("[[stages]]")
    (town / FILE).write_text(f"{head}stages = []\n\n[[transitions]]{rest.partition('[[transitions]]')[2]}", "utf-8")
    assert any("has no stage" in issue.wrong.en for issue in issues())


def test_two_programmes_may_not_count_under_one_name(trial):
    again = trial / "programmes" / "again.toml"
    shutil.copy(trial / FILE, again)
    again.write_text(again.read_text("utf-8").replace('id = "hydrogen_forklifts"', 'id = "again"'), "utf-8")
    with pytest.raises(PackError) as caught:
        load(Path(trial))
    assert {issue.where for issue in caught.value.issues} == {FILE}
    assert all("programmes/again.toml" in issue.wrong.en for issue in caught.value.issues)
    assert len(caught.value.issues) == 2


QUICK = [  # what a short form says, where that is found, what the mend says
    ('asks = ["forklift"]', "quick.asks", "'forklifts'"),
    ('asks = []\ntoday = ["forklifts"]', "quick.today", "date"),
    ('asks = []\nstep = "aprove"', "quick.step", "'approve'"),
    ('asks = []\nstep = "complete"', "quick.step", "there are"),
    ('asks = []\nphoto = "safety"', "quick.photo", "'safety_plan'"),
    ('asks = []\nof = "forklifts"', "quick.of", "text"),
]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(("said", "at", "mend"), QUICK)
def test_a_short_form_that_cannot_be_filled_in_is_found(spoil, issues, said, at, mend):
    spoil(FILE, PAPER, f"\n[quick]\n{said}\n{PAPER}")
    assert any(mend in each for each in found(issues, at)), [(i.at, i.mend.en) for i in issues()]
