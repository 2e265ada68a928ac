"""A programme that nobody foresaw: one file in the city's pack, and it works on every page, in figures and the report.

The file is the one that docs/how-to-open-a-programme.md writes; no code knows its name.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.closing import made
from tests.web.programmes.conftest import AS_DEFINED, PDF, ROOT, TRIAL, Work, seen
from tests.web.programmes.test_pages import BEGIN, fill, go, only, page, post, result
from tests.web.zone import ENTERPRISES, OWN, Enterprise

from nanfeng.cases.past import past_form
from nanfeng.intake.template import write_template
from nanfeng.kinds.figure import Figure, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.pack import files
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.release.content import figure_of
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, ReleasedFigure
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release, report_folder, write_documents
from nanfeng.web.people.scope import acting, scope_of
from nanfeng.web.programmes import services
from nanfeng.web.programmes.services import Attached
from nanfeng.web.records.offered import known

LETTER = """
[[letters]]
id = "approval"
label = { zh = "试用批复", en = "Approval of the trial" }
after = ["approve", "begin_trial"]
text = { zh = "同意贵单位试用{forklifts}台氢能叉车。", en = "Your trial of {forklifts} forklifts is approved." }
"""
IN_TIME = """
[[counted]]
id = "hydrogen_in_time"
name = { zh = "按期批复的申请数", en = "Applications answered in time" }
definition = { zh = "报告期内提出、十五个工作日内批复的申请数", en = "applications answered within their time" }
what = "cases"
reached = "applied"
where = "in_time"
"""
IN_REPORT = {
    "bulletin.services.zh.md": "试用氢能叉车企业[[hydrogen_trials @to_date]]家，补贴[[hydrogen_support @to_date]]，"
    "按期批复[[hydrogen_in_time @to_date]]件。",
    "bulletin.services.en.md": "Trying forklifts: [[hydrogen_trials @to_date]]; paid: [[hydrogen_support @to_date]]; "
    "answered in time: [[hydrogen_in_time @to_date]].",
}
PROGRAMME = f"/cases/programmes/{TRIAL}/"


@cache
def city_with_the_file() -> Pack:
    """Foshan with all its programmes and this one, which its bulletin names."""
    folder = Path(mkdtemp()) / "pack"
    files.copy(ROOT / "packs" / "foshan", folder)
    text = AS_DEFINED.replace('"zone_office"', '"zone_committee"').replace('source = "plan"', 'source = "s0"')
    (folder / "programmes" / f"{TRIAL}.toml").write_text(text + LETTER + IN_TIME)
    for name, said in IN_REPORT.items():
        path = folder / "report" / name
        path.write_text(f"{path.read_text()}\n{said}\n")
    return load(folder)


@pytest.fixture(autouse=True)
def city_with_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = city_with_the_file()
    monkeypatch.setattr(city, "pack", lambda: pack)


@pytest.fixture
def at(zone, sign_in):
    """Somebody at the platform, by his role."""
    return lambda role: sign_in(Client(), role)


def test_it_is_found_applied_for_and_led_to_its_end_on_the_pages(at, tmp_path):
    clerk, officer = at(Role.ENTERPRISE_CLERK), at(Role.PARK_OFFICER)
    approver, planner = at(Role.APPROVER), at(Role.PLANNER)
    assert "申请单位是企业" in clerk.get("/cases/finder/").content.decode().split(f'id="{TRIAL}"')[1]
    assert "申请补贴" in clerk.get(BEGIN).content.decode()
    clerk.post(BEGIN, {"forklifts": "2", "requested": "30"})
    number = only().number
    post(clerk, "attach", number, kind="safety_plan", file=SimpleUploadedFile("方案.pdf", PDF))
    assert "没有填写“核定补贴”" in page(officer, number)
    assert "已保存" in fill(officer, number, "grant", granted="30").content.decode()
    go(officer, number, "endorse")
    due = only().due
    assert due is not None
    assert OWN.name in approver.get("/cases/calendar/", {"month": f"{due:%Y-%m}"}).content.decode()
    go(approver, number, "approve")
    assert clerk.get(f"/cases/case/{number}/letters/approval.pdf").content.startswith(b"%PDF")
    assert clerk.get(f"/cases/case/{number}/letters/approval.docx").content.startswith(b"PK")
    go(officer, number, "begin_trial")
    pay = {"day": clock.today().isoformat(), "reference": "PZ-1"}
    assert "PZ-1" in post(planner, "pay", number, instalment="first", **pay).content.decode()
    fill(officer, number, "result", hours_run="900")
    assert "尚未确认" in go(officer, number, "complete").content.decode()
    post(clerk, "confirm", number, outcome="trial_done", digest=result(number))
    go(officer, number, "complete")
    assert "PZ-2" in post(planner, "pay", number, instalment="second", **pay | {"reference": "PZ-2"}).content.decode()
    assert (only().stage, only().state) == ("completed", "active")
    for address in ("/cases/", "/cases/programmes/", PROGRAMME, f"{PROGRAMME}?view=table", f"{PROGRAMME}?view=figures"):
        assert "氢能叉车试用" in planner.get(address).content.decode(), address
    found = planner.get("/search/", {"text": "氢能叉车"}).content.decode()
    assert PROGRAMME in found
    assert number in planner.get("/search/", {"text": OWN.name}).content.decode()
    assert number in planner.get("/cases/", {"text": OWN.name}).content.decode()
    assert number in planner.get(PROGRAMME, {"view": "board"}).content.decode()
    assert officer.get(f"{PROGRAMME}past/empty.xlsx").status_code == 200
    assert officer.get(f"{PROGRAMME}cases.xlsx").status_code == 200


def test_its_figures_are_computed_from_cases_stand_in_the_report_and_lead_back_to_them(at, work, people):
    for enterprise in ENTERPRISES[:3]:
        completed(work, enterprise)
    going_on = work.begin()
    release = bulletin()
    trials, support = (figure(release, name) for name in ("hydrogen_trials", "hydrogen_support"))
    assert (trials.value, trials.status) == (Decimal(3), Status.COMPUTED)
    assert figure(release, "hydrogen_in_time").value == Decimal(3)
    assert (support.value, support.status) == (Decimal(900_000), Status.COMPUTED)
    report = (report_folder(release.pk) / "index.html").read_text()
    assert "试用氢能叉车企业" in report
    assert str(trials.key) in report.replace("%3A", ":")
    auditor = at(Role.AUDITOR)
    traced = auditor.get(f"/figures/trace/{trials.key}").content.decode()
    assert traced.count(f"/cases/case/{TRIAL}-") == 3
    assert going_on not in traced
    progress = auditor.get(PROGRAMME, {"view": "figures"}).content.decode()
    assert f"/figures/trace/{trials.key}" in progress
    assert f"/figures/figure/{support.key}" in progress
    assert "90.00万元" in progress


def test_the_twenty_first_seat_is_refused_and_the_page_names_the_rule(at, work, tmp_path):
    imported(work, tmp_path, {"granted": Decimal(10_000)}, 20)
    assert "名额" in refused(at, work)


def test_more_than_three_million_are_refused_and_the_page_names_the_rule(at, work, tmp_path):
    imported(work, tmp_path, {"granted": Decimal(300_000)}, 9)
    number = work.begin()
    work.ready(number, granted="30")
    assert work.step(Role.APPROVER, number, "approve").stage == "approved"
    assert "补贴资金" in refused(at, work)


def refused(at, work: Work) -> str:
    """What the approver's page says as she approves one more application, which then stands where it stood."""
    number = work.begin()
    work.ready(number, granted="1")
    with work.act(Role.APPROVER):
        case = seen(number)
    data = {"transition": "approve", "expected": case.course.version, "digest": case.course.digest}
    said = post(at(Role.APPROVER), "move", number, **data).content.decode()
    with work.act(Role.APPROVER):
        assert seen(number).stage == "applied"
    return said.split("<main", 1)[1].split("<h1", 1)[0]


def completed(work: Work, enterprise: Enterprise) -> None:
    """A trial from its application to its confirmed result."""
    number = work.begin(enterprise)
    with clerk_of(work, enterprise):
        services.attach(number, Attached("safety_plan", "方案.pdf", PDF))
    work.save(Role.PARK_OFFICER, number, granted="30")
    work.step(Role.PARK_OFFICER, number, "endorse")
    work.step(Role.APPROVER, number, "approve")
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    work.save(Role.PARK_OFFICER, number, hours_run="1200")
    with clerk_of(work, enterprise):
        services.confirm(number, "trial_done")
    work.step(Role.PARK_OFFICER, number, "complete")


@contextmanager
def clerk_of(work: Work, enterprise: Enterprise) -> Iterator[None]:
    """Act as the clerk of an enterprise."""
    with work.act(Role.ENTERPRISE_CLERK) as own:
        other = copy(own)
    other.organisation = enterprise.organisation
    doer = Doer(f"{enterprise.organisation}@example.org", Role.ENTERPRISE_CLERK.value, enterprise.organisation)
    with acting(scope_of(other), doer):
        yield


def bulletin() -> Release:
    """The zone's bulletin of the year so far, from a vintage that is closed now, with its report; it is out."""
    year = Period.parse(f"{clock.today():%Y}-01..{clock.today():%Y-%m}")
    with made.doing(Role.STATISTICIAN):
        computed = compute_release(Wanted("bulletin", "zone", year, made.frozen().pk))
        release = enter_release(computed, "statistician@example.org")
        write_documents(computed)
    return made.published(release)


def figure(release: Release, indicator: str) -> Figure:
    """The figure of an indicator in a release, since the start of the year."""
    found = ReleasedFigure.objects.get(release=release, indicator=indicator)
    return figure_of(found.content)


def imported(work: Work, folder: Path, values: Mapping[str, object], count: int) -> None:
    """So many trials that were approved before the platform knew of them."""
    programme = city.pack().programmes[TRIAL]
    came = {"_came_applied": date(2025, 3, 3), "_came_approved": date(2025, 3, 20)}
    asked = {"organisation": OWN.organisation, "forklifts": 2, "requested": Decimal(300_000)}
    rows = [{"case": f"旧-{number}", **came, **asked, **values} for number in range(count)]
    write_template(past_form(programme), folder / "cases.xlsx", known(), rows)
    with work.act(Role.PARK_OFFICER):
        assert len(services.import_past(programme, folder / "cases.xlsx").cases) == count
