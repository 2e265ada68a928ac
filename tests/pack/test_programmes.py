"""A programme that nobody foresaw, written as one file: what the rest of the platform gets of it."""

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from nanfeng.cases.counted import Counted, What
from nanfeng.cases.criterion import Criterion, Origin, Reads
from nanfeng.cases.flow import Allowed, Approvals, Condition, Stage, Transition
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.cases.programme import (
    Cohort,
    Demand,
    Linked,
    Outcome,
    Paper,
    Part,
    Programme,
    Projection,
    Renamed,
    Section,
)
from nanfeng.cases.quick import Quick
from nanfeng.cases.state import State
from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.forms.columns import schema
from nanfeng.forms.field import Code, Field, FieldType
from nanfeng.forms.form import Purpose
from nanfeng.intake.context import Context
from nanfeng.intake.offered import Known
from nanfeng.intake.take import take
from nanfeng.intake.template import write_template
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.read import reader_over
from nanfeng.pack.load import PackError, load, read_definition
from nanfeng.pack.pack import Pack
from nanfeng.pack.vocabulary import place_names

FILE, FORM = "programmes/hydrogen_forklifts.toml", "case_hydrogen_forklifts"
MORE = "## What this trial does not need"
CASE_FIELD = '[[fields]]\nname = "case"\nlabel = { zh = "办件", en = "Case" }\ntype = "text"\n'
Q1, Q2 = Period.parse("2023-Q1"), Period.parse("2023-Q2")
NORTH, SOUTH = "park_north", "park_south"

STAYS = [  # case, whose, where, stage, since, until, granted, confirmed
    ("1", "a", NORTH, "applied", "2023-01-05", "2023-01-20", None, None),
    ("1", "a", NORTH, "trial", "2023-02-01", "2023-04-03", 300_000, None),
    ("1", "a", NORTH, "completed", "2023-04-03", None, 300_000, "2023-04-10"),
    ("2", "a", NORTH, "trial", "2023-03-31", "2023-05-02", 100_000, None),
    ("2", "a", NORTH, "completed", "2023-05-02", None, 100_000, None),  # the enterprise has not confirmed it
    ("3", "b", SOUTH, "trial", "2023-03-01", "2023-06-30", 150_000, None),
    ("3", "b", SOUTH, "completed", "2023-06-30", None, 150_000, "2023-07-03"),
    ("4", "c", SOUTH, "approved", "2023-02-01", "2023-02-20", 150_000, None),  # given up before its trial
]


@pytest.fixture
def pack(trial: Path) -> Pack:
    return load(trial)


@pytest.fixture
def how_to(root: Path) -> str:
    return (root / "docs" / "how-to-open-a-programme.md").read_text("utf-8")


def boxes(text: str) -> list[str]:
    """The TOML that a text shows."""
    return re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def record(pack: Pack, stay: tuple) -> dict:
    case, whose, park, stage, since, until, granted, confirmed = stay
    said = {"case": case, "organisation": whose, "park": park, "stage": stage, "state": "active", "forklifts": 2}
    dated = {"since": day(since), "until": day(until), "confirmed_trial_done": day(confirmed)}
    envelope = {"_key": f"{case}|{stage}", "_organisation": whose, "_first": day(since), "_last": day(until)}
    located = {"_place": park, "_version": 1, "_current": True, "_synthetic": True, "_status": "accepted"}
    came = {"_purpose": pack.forms[FORM].purpose, "_entered": datetime(2023, 7, 4, tzinfo=UTC)}
    money = {"granted": None if granted is None else Decimal(granted)}
    return {**said, **dated, **envelope, **located, **came, **money}


def figures(pack: Pack, indicator: str, period: Period) -> dict[str, Decimal | None]:
    """The indicator by place, computed as every figure is."""
    wanted = schema(pack.forms[FORM])
    rows = [{name: row.get(name) for name in wanted.names} for row in (record(pack, stay) for stay in STAYS)]
    reader = reader_over({FORM: pa.Table.from_pylist(rows, wanted)}, pack.forms)
    found = compute([Request(indicator, period, "zone", "park")], pack.definitions, reader)
    return {figure.key.place: figure.value for figure in found}


def test_the_rest_of_the_pack_knows_it(pack):
    programme = pack.programmes["hydrogen_forklifts"]
    assert pack.flows["hydrogen_forklifts"] is programme.flow
    assert pack.forms[FORM].field("granted").label.zh == "核定补贴"
    assert {"hydrogen_trials", "hydrogen_support"} < pack.indicators.keys()
    assert {"hydrogen_trials", "hydrogen_support"} < pack.definitions.digests.keys()


def test_enterprises_are_counted_when_they_come_to_a_stage(pack):
    assert figures(pack, "hydrogen_trials", Q1) == {"zone": 2, NORTH: 1, SOUTH: 1}
    assert figures(pack, "hydrogen_trials", Q2) == {"zone": 0, NORTH: 0, SOUTH: 0}


def test_money_counts_once_the_enterprise_has_confirmed_what_came_of_it(pack):
    assert figures(pack, "hydrogen_support", Q2) == {"zone": 450_000, NORTH: 300_000, SOUTH: 150_000}


@pytest.mark.parametrize(
    ("what", "figure"),
    [
        ('what = "organisations"\nstanding = true', {"zone": 2, NORTH: 1, SOUTH: 1}),
        ('what = "cases"\nstanding = true', {"zone": 3, NORTH: 2, SOUTH: 1}),
        ('what = "cases"', {"zone": 3, NORTH: 2, SOUTH: 1}),
        ('what = "amount"\nof = "granted"\nstanding = true', {"zone": 550_000, NORTH: 400_000, SOUTH: 150_000}),
        ('what = "amount"\nof = "forklifts"', {"zone": 6, NORTH: 4, SOUTH: 2}),
        ('what = "cases"\nwhere = "granted >= 150_000 or forklifts > 2"', {"zone": 2, NORTH: 1, SOUTH: 1}),
    ],
)
def test_what_came_in_a_period_and_what_stands_at_its_end(trial, spoil, what, figure):
    spoil(FILE, 'what = "organisations"', what)
    assert figures(load(trial), "hydrogen_trials", Q1) == figure


def test_who_leaves_on_the_last_day_stands_there_no_more(trial, spoil):
    spoil(FILE, 'what = "organisations"', 'what = "cases"\nstanding = true')
    assert figures(load(trial), "hydrogen_trials", Q2) == {"zone": 0, NORTH: 0, SOUTH: 0}


def test_past_cases_come_in_through_its_template(pack, tmp_path):
    form, path = pack.forms[FORM], tmp_path / "cases.xlsx"
    known = Known(tuple(pack.places.values()))
    filled = {
        "case": "7",
        "organisation": "hk-br:12345678",
        "park": NORTH,
        "stage": "trial",
        "state": "active",
        "since": date(2023, 3, 1),
        "granted": Decimal(150_000),
    }
    write_template(form, path, known, [filled])
    assert openpyxl.load_workbook(path).worksheets[0].max_row == 2

    context = Context(datetime(2023, 7, 4, tzinfo=UTC), "office", forms=(form,), places=place_names(pack))
    (taken,) = take(path, form, context).accepted.to_pylist()
    assert {name: taken[name] for name in filled} == filled
    assert taken["_key"] == "7|trial"


def test_the_file_of_the_how_to_is_the_file_that_loads(trial, how_to):
    shown = "\n".join(boxes(how_to.split(MORE)[0]))
    assert shown == (trial / FILE).read_text("utf-8")


def test_the_further_tables_of_the_how_to_load_too(trial, how_to):
    above, below = boxes(how_to.split(MORE)[1])
    text = (trial / FILE).read_text("utf-8")
    (trial / FILE).write_text(f"{above}{text}\n{below}", encoding="utf-8")
    visit = (trial / "forms" / "visit.toml").read_text("utf-8")
    (trial / "forms" / "visit.toml").write_text(f"{visit}\n{CASE_FIELD}", encoding="utf-8")

    programme = load(trial).programmes["hydrogen_forklifts"]
    assert (programme.parties, programme.linked[0].form) == (("supplier",), "visit")
    assert load(trial).forms[FORM].field("cohort").codes[0].code == "spring"


def test_the_how_to_names_every_role_and_every_type_of_field(how_to):
    names = {*Role, *FieldType, *Purpose, *What, *Origin, *State, *Part} - {State.ACTIVE}
    assert [name for name in names if not re.search(rf"\b{name}s?\b", how_to)] == []


def test_the_file_may_hold_nothing_that_the_how_to_does_not_explain(how_to):
    of_flows = (Stage, Allowed, Transition, Approvals, Condition)
    of_cases = (Section, Paper, Demand, Linked, Outcome, Cohort, Renamed, Projection, Limit, Instalment, Counted)
    shapes = (Programme, *of_flows, *of_cases, Reads, Criterion, Quick, Field, Code)
    keys = {one.name for shape in shapes for one in fields(shape) if one.init} - {"note"}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", how_to)] == []


def test_a_programme_can_be_read_alone(trial):
    path = trial / FILE
    assert read_definition(path, Programme).label.en == "Hydrogen forklift trial"


def test_who_names_what_a_broken_programme_would_have_given_is_not_blamed(trial, spoil):
    (trial / "indicators" / "per_trial.toml").write_text(
        'id = "per_trial"\nname = { zh = "户均", en = "each" }\ndefinition = { zh = "户均", en = "each" }\n'
        'unit = "yuan"\n'
        'formula = { kind = "ratio", numerator = "hydrogen_support", denominator = "hydrogen_trials" }\n',
        encoding="utf-8",
    )
    (trial / "indicators" / "approved.toml").write_text(
        'id = "approved"\nname = { zh = "批准", en = "approved" }\ndefinition = { zh = "批准", en = "approved" }\n'
        f'unit = "count"\nformula = {{ kind = "count", form = "{FORM}", where = "stage == \'approved\'" }}\n',
        encoding="utf-8",
    )
    load(trial)

    spoil(FILE, 'use = "service"', 'use = "servce"')
    with pytest.raises(PackError) as caught:
        load(trial)
    assert [(issue.where, issue.at) for issue in caught.value.issues] == [(FILE, "use")]
