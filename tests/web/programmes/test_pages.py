"""The pages of cases: begun, filled in, led on and paid by people, each seeing what is his."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.programmes.conftest import PDF, TRIAL, seen
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.cases.binding import outcome_digest
from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.one import shown

BEGIN = f"/cases/programmes/{TRIAL}/begin/"


def only() -> Case:
    with acting(SYSTEM, Doer("test")):
        return Case.objects.select_related("course").get()


def result(number: str) -> str:
    """The digest of the trial's result as it stands."""
    with acting(SYSTEM, Doer("test", Role.PARK_OFFICER.value)):
        found = shown(seen(number)).found
    return outcome_digest(found.programme.outcomes[0], found.case.values)


def page(client: Client, number: str) -> str:
    return client.get(f"/cases/case/{number}/").content.decode()


def post(client: Client, name: str, number: str, **data: object):
    return client.post(reverse(f"programmes:{name}", args=[number]), data, follow=True)


def fill(client: Client, number: str, section: str, **typed: str):
    with acting(SYSTEM, Doer("test", Role.PARK_OFFICER.value)):
        token = shown(seen(number)).token
    return client.post(f"/cases/case/{number}/save/{section}/", {"token": token, **typed}, follow=True)


def go(client: Client, number: str, transition: str, **more: str):
    case = only()
    data = {"transition": transition, "expected": case.course.version, "digest": case.course.digest, **more}
    return post(client, "move", number, **data)


def test_an_application_goes_from_the_enterprise_to_its_payment(zone, sign_in):
    clerk, officer, approver, planner = (
        sign_in(Client(), role) for role in (Role.ENTERPRISE_CLERK, Role.PARK_OFFICER, Role.APPROVER, Role.PLANNER)
    )
    assert OWN.name in clerk.post(BEGIN, {"forklifts": "2", "requested": "30"}, follow=True).content.decode()
    number = only().number
    file = SimpleUploadedFile("方案.pdf", PDF)
    assert "方案.pdf" in post(clerk, "attach", number, kind="safety_plan", file=file).content.decode()
    assert number in officer.get("/cases/", {"text": OWN.name}).content.decode()
    assert "已保存" in fill(officer, number, "grant", granted="30").content.decode()
    go(officer, number, "endorse")
    go(approver, number, "approve")
    go(officer, number, "begin_trial")
    paid = post(planner, "pay", number, instalment="first", day=clock.today().isoformat(), reference="PZ-1")
    assert "PZ-1" in paid.content.decode()
    fill(officer, number, "result", hours_run="900")
    assert post(clerk, "confirm", number, outcome="trial_done", digest="stale").status_code == 409
    assert "已确认" in post(clerk, "confirm", number, outcome="trial_done", digest=result(number)).content.decode()
    go(officer, number, "complete")
    assert only().stage == "completed"


def test_what_is_not_understood_stands_beside_its_input_and_what_was_typed_stays(work, sign_in):
    number = work.begin()
    answer = fill(sign_in(Client(), Role.PARK_OFFICER), number, "application", forklifts="许多", requested="30")
    assert answer.status_code == 422
    assert 'value="许多"' in answer.content.decode()
    assert 'id="id_forklifts-error"' in answer.content.decode()


def test_a_refused_step_says_every_rule(work, sign_in):
    number = work.begin()
    answer = go(sign_in(Client(), Role.APPROVER), number, "approve").content.decode()
    assert "没有“用氢安全方案”" in answer
    assert "没有填写“核定补贴”" in answer


def test_the_board_the_table_and_the_figures_open(work, sign_in):
    numbers = [work.begin(enterprise) for enterprise in ENTERPRISES[:2]]
    work.approve(numbers[0])
    planner = sign_in(Client(), Role.PLANNER)
    for view in ("board", "table", "figures"):
        answer = planner.get(f"/cases/programmes/{TRIAL}/", {"view": view})
        assert answer.status_code == 200
        assert "氢能叉车试用" in answer.content.decode()
    assert numbers[1] in planner.get(f"/cases/programmes/{TRIAL}/", {"stage": "applied"}).content.decode()
    assert "270" in planner.get(f"/cases/programmes/{TRIAL}/", {"view": "figures"}).content.decode()
    assert "氢能叉车试用" in planner.get("/cases/programmes/").content.decode()


def test_words_and_tasks_on_the_page(work, sign_in):
    number = work.begin()
    clerk, officer = sign_in(Client(), Role.ENTERPRISE_CLERK), sign_in(Client(), Role.PARK_OFFICER)
    assert "何时批复" in post(clerk, "say", number, text="何时批复").content.decode()
    assert "何时批复" in page(officer, number)
    day = clock.today().isoformat()
    assert "回访企业" in post(officer, "add_task", number, what="回访企业", day=day).content.decode()
    assert "回访企业" in officer.get("/cases/").content.decode()
    assert post(clerk, "add_task", number, what="x", day=day).status_code == 403


def test_a_document_is_saved_and_never_shown_inside_a_page(work, sign_in):
    number = work.begin()
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    post(clerk, "attach", number, kind="safety_plan", file=SimpleUploadedFile("方案.pdf", PDF))
    with acting(SYSTEM, Doer("test", Role.PARK_OFFICER.value)):
        (paper,) = shown(seen(number)).found.papers
    answer = clerk.get(f"/cases/case/{number}/papers/{paper.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_foreign_case_is_not_there(work, sign_in):
    number = work.begin(ENTERPRISES[1])
    clerk = sign_in(Client(), Role.ENTERPRISE_CLERK)
    assert clerk.get(f"/cases/case/{number}/").status_code == 404
    assert clerk.get(f"/cases/case/{number}/papers/1/").status_code == 404
    assert post(clerk, "say", number, text="x").status_code == 404
    assert sign_in(Client(), Role.BANK_OFFICER).get(BEGIN).status_code == 403


def test_an_organisation_that_nobody_knows_is_asked_for_again(zone, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    answer = officer.post(BEGIN, {"whose-organisation": "没有这家", "forklifts": "2", "requested": "30"})
    assert answer.status_code == 422
    assert "名录中找不到这个单位" in answer.content.decode()


def test_an_enterprise_reads_beforehand_whether_it_may_apply_and_why(zone, sign_in):
    shown_to_clerk = sign_in(Client(), Role.ENTERPRISE_CLERK).get(BEGIN).content.decode()
    assert "申请单位是企业" in shown_to_clerk
    assert "符合" in shown_to_clerk


def test_a_case_is_handed_to_nobody_who_is_not_of_the_staff(work, sign_in):
    number = work.begin()
    officer = sign_in(Client(), Role.PARK_OFFICER)
    answer = post(officer, "hand_over", number, owner="enterprise_clerk@example.org").content.decode()
    assert "没有工作人员使用enterprise_clerk@example.org" in answer
    assert "已移交" in post(officer, "hand_over", number, owner="planner@example.org").content.decode()
    assert only().owner == "planner@example.org"


def test_many_are_led_on_from_the_table(work, sign_in):
    numbers = [work.begin(enterprise) for enterprise in ENTERPRISES[:3]]
    work.step(Role.PARK_OFFICER, numbers[2], "endorse")
    officer = sign_in(Client(), Role.PARK_OFFICER)
    table = officer.get(f"/cases/programmes/{TRIAL}/", {"view": "table", "stage": "applied"}).content.decode()
    assert f'value="{numbers[0]}:0"' in table
    chosen = [f"{number}:0" for number in numbers]
    said = officer.post(
        f"/cases/programmes/{TRIAL}/move/", {"transition": "endorse", "chosen": chosen}, follow=True
    ).content.decode()
    assert "已办理 2 件" in said
    assert "1 件未办理" in said
    assert "请先勾选" in officer.post(f"/cases/programmes/{TRIAL}/move/", {}, follow=True).content.decode()
