"""Status reports and department data: filed in one's own name, wrong ones answered beside the field."""

from datetime import timedelta

import pytest
from tests.web.planning.conftest import OfficerOf

from nanfeng.forms.form import Purpose
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.role import Role
from nanfeng.plans.measures import MeasureState
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import Scope, acting
from nanfeng.web.planning.access import NO_MEASURE, NOT_THEIRS, NOT_YOURS
from nanfeng.web.planning.queries.judged import measures
from nanfeng.web.planning.queries.overview import reports_owed
from nanfeng.web.planning.services import file_record
from nanfeng.web.records.intake import context, minding_access, present_sender
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import table

pytestmark = pytest.mark.django_db

MEASURE = "/plans/zone_2023/measures/talent/"
REPORT = f"{MEASURE}report/"


def said(**other: str) -> dict[str, str]:
    cells = {"date": clock.today().isoformat(), "state": "on_course", "percent_done": "40", "says": "已启动试点"}
    return {f"0-{name}": text for name, text in {**cells, **other}.items()}


def test_the_leading_department_reports_and_everybody_reads_it(client, officer_of: OfficerOf):
    officer = officer_of("zone_committee")
    assert "报告进展" in officer.get(MEASURE).content.decode()
    assert officer.post(REPORT, said()).url == MEASURE
    page = client.get(MEASURE).content.decode()
    assert "已启动试点" in page
    assert "40.00%" in page
    assert [line.standing.state for line in measures() if line.key == "zone_2023/talent"] == [MeasureState.ON_COURSE]


def test_a_report_of_trouble_puts_the_measure_at_risk_and_before_the_leaders(officer_of: OfficerOf, client, sign_in):
    officer_of("zone_committee").post(REPORT, said(state="behind", says="缺少场地"))
    page = sign_in(client, Role.PLANNER).get("/plans/leaders/").content.decode()
    assert "高新技术产业开发区管理委员会" in page
    assert "有风险" in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(officer_of: OfficerOf):
    page = officer_of("zone_committee").post(REPORT, said(percent_done="140", says=""))
    errors = page.context["page"].sheet.form.errors
    assert "says" in errors
    assert "0-percent_done" in page.content.decode()
    assert "140" in page.content.decode()
    assert not Record.objects.filter(form="status_report").exists()


def test_a_second_report_of_the_same_day_replaces_the_first_and_both_are_kept(officer_of: OfficerOf):
    officer = officer_of("zone_committee")
    officer.post(REPORT, said())
    officer.post(REPORT, said(percent_done="45"))
    versions = Record.objects.filter(form="status_report").order_by("version")
    assert [(one.version, one.current) for one in versions] == [(1, False), (2, True)]


def test_other_departments_do_not_report_on_it(officer_of: OfficerOf):
    officer = officer_of("industry_it")
    assert "报告进展</a>" not in officer.get(MEASURE).content.decode()
    assert officer.post(REPORT, said()).status_code == 403
    assert not Record.objects.filter(form="status_report").exists()


@pytest.mark.parametrize(
    ("measure", "department", "fault"),
    [
        ("zone_2023/none", "cn-dept:zone_committee", NO_MEASURE),
        ("technological_reform_2018/robots_in_industries", "cn-dept:zone_committee", NOT_THEIRS),
    ],
)
def test_a_report_on_what_is_not_ones_own_comes_back_with_words(measure, department, fault):
    scope = Scope((department,), ("*",), (Purpose.PUBLIC,), writes=True)
    cells = {"measure": measure, "date": "2023-07-01", "state": "on_course", "says": "进行中"}
    with acting(scope, Doer("somebody", Role.DEPARTMENT_OFFICER.value)):
        taken = file_record(city.pack().forms["status_report"], cells)
    assert [issue.code for row in taken.refused for issue in row.issues] == [fault.code]


def test_in_a_workbook_too_nobody_reports_in_anothers_name():
    scope = Scope(("cn-dept:industry_it",), ("*",), (Purpose.PUBLIC,), writes=True)
    form = city.pack().forms["status_report"]
    with acting(scope, Doer("somebody", Role.DEPARTMENT_OFFICER.value)):
        from_elsewhere = _taken(form, "cn-dept:zone_committee")
    assert [issue.code for row in from_elsewhere.refused for issue in row.issues] == [NOT_YOURS.code]


def _taken(form, department):
    row = {
        "measure": "zone_2023/talent",
        "date": "2023-07-01",
        "state": "on_course",
        "says": "进行中",
        "department": department,
    }
    return take_rows(
        form, [{**row, "department": department}], minding_access(context(present_sender(), table(form)), form)
    )


def test_measures_without_a_recent_report_are_on_the_desk_of_their_department(officer_of: OfficerOf):
    officer = officer_of("zone_committee")
    owed = len(reports_owed("zone_committee"))
    assert owed > 1
    assert "待报告进展的措施" in officer.get("/").content.decode()
    officer.post(REPORT, said())
    assert len(reports_owed("zone_committee")) == owed - 1
    long_ago = (clock.today() - timedelta(days=400)).isoformat()
    officer.post("/plans/zone_2023/measures/exhibitions/report/", said(date=long_ago))
    assert len(reports_owed("zone_committee")) == owed - 1


def test_a_department_files_its_data_on_a_page_of_the_form(officer_of: OfficerOf):
    officer = officer_of("ecology")
    assert city.pack().forms["air_day"].label.zh in officer.get("/plans/file/").content.decode()
    right = {"0-date": "2023-06-01", "0-station": "桂城", "0-valid": "是", "0-good": "是"}
    assert officer.post("/plans/file/air_day/", right).status_code == 302
    assert Record.objects.get(form="air_day").content["station"] == "桂城"
    wrong = officer.post("/plans/file/air_day/", {**right, "0-date": "2023-06-02", "0-good": ""})
    assert "有效天没有写是否优良" in wrong.content.decode()
    assert officer.get("/plans/file/monthly_return/").status_code == 404
