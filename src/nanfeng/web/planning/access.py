"""Who may file a status report: the departments of the measure, each in its own name."""

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Measure
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.models import Post
from nanfeng.web.people.scope import present

FORM = "status_report"

NO_MEASURE = Fault(
    "no_such_measure",
    Text("没有这条措施", "there is no such measure"),
    Text("写成“规划编号/措施编号”，可从规划页面复制", "write plan/measure as the page of the measure shows it"),
)
NOT_THEIRS = Fault(
    "measure_of_another_department",
    Text("该部门不是这条措施的牵头或配合部门", "this department neither leads nor supports the measure"),
    Text("请由牵头或配合部门填报", "Let a department of the measure report on it"),
)
NOT_YOURS = Fault(
    "report_of_another_department",
    Text("只能以本部门名义填报", "you report in the name of your own department alone"),
    Text("把填报部门改为本部门", "write your own department"),
)


def identifier(department: str) -> str:
    """A department as records name it."""
    return f"cn-dept:{department}"


def measure_of(key: str) -> Measure | None:
    """The measure of a key `plan/measure`; None where there is none."""
    name, _, measure = key.partition("/")
    plan = city.pack().plans.get(name)
    return next((one for one in plan.measures if one.id == measure), None) if plan else None


def departments_of(measure: Measure) -> set[str]:
    """The departments that lead or support a measure, or have a task in it."""
    named = {measure.lead, *measure.supporting, *(task.department for task in measure.tasks)}
    return {code for code in named if code}


def may_report(post: Post | None, measure: Measure) -> bool:
    """Whether somebody who acts in a post may report on a measure."""
    if post is None or post.role != Role.DEPARTMENT_OFFICER:
        return False
    return post.department in departments_of(measure)


def barred(form: Form) -> Barred | None:
    """Bars reports on what is no measure, of departments that have nothing to do with it, and in others' names."""
    if form.name != FORM:
        return None
    own = None if present_doer().role in ("", Role.STATISTICIAN) else present().organisations

    def faults(rows: pa.Table) -> dict[int, Fault]:
        said = zip(rows["_organisation"].to_pylist(), rows["measure"].to_pylist(), strict=True)
        found = {
            row: _fault(organisation or "", measure or "", own) for row, (organisation, measure) in enumerate(said)
        }
        return {row: fault for row, fault in found.items() if fault}

    return faults


def _fault(organisation: str, key: str, own: tuple[str, ...] | None) -> Fault | None:
    measure = measure_of(key)
    if measure is None:
        return NO_MEASURE
    if own is not None and organisation not in own:
        return NOT_YOURS
    theirs = {identifier(code) for code in departments_of(measure)}
    return None if organisation in theirs else NOT_THEIRS
