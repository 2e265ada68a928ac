"""Documents, linked records, messages and tasks of a case, and the organisation whose it is."""

import io
import zipfile
from datetime import timedelta

import pytest
from tests.web import zone as made_up
from tests.web.programmes.conftest import PDF, TRIAL, seen
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.cases.attempt import FlowError
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.role import Role
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.organisations import merging
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.models import Case, Message, Paper
from nanfeng.web.programmes.queries import lists
from nanfeng.web.programmes.services import Attached
from nanfeng.web.programmes.services.papers import LIMIT
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.access import NotFiledByError, check_role, may_file
from nanfeng.web.records.intake import Sender, context
from nanfeng.web.records.models import Record
from nanfeng.web.records.office import form_named
from nanfeng.web.records.queries import table

VISITS = '[[linked]]\nform = "tutoring_visit"\nlabel = { zh = "走访", en = "visits" }\nsince = "approved"\n\n# 分期'


def of_word() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return content.getvalue()


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (of_word(), "wordprocessingml")], ids=["pdf", "word"])
def test_a_document_is_known_by_its_content_and_kept_once(work, acting_as, content, kind):
    number = work.begin()
    with acting_as(Role.ENTERPRISE_CLERK):
        first = services.attach(number, Attached("safety_plan", "../方案.exe", content))
        again = services.attach(number, Attached("safety_plan", "方案.pdf", content))
    assert first.pk == again.pk
    assert kind in first.type
    assert "/" not in first.name


@pytest.mark.parametrize(
    "content", [b"MZ...", b"<html>", PDF + b" " * LIMIT, b""], ids=["exe", "html", "large", "empty"]
)
def test_other_documents_are_refused(work, acting_as, content):
    number = work.begin()
    with acting_as(Role.ENTERPRISE_CLERK), pytest.raises(FlowError) as refused:
        services.attach(number, Attached("safety_plan", "方案.pdf", content))
    assert refused.value.issue.code == "file"


def test_a_document_that_the_stage_leans_on_is_not_taken_back(work, acting_as):
    number = work.begin()
    work.approve(number)
    with acting_as(Role.ENTERPRISE_CLERK):
        (paper,) = whole(seen(number)).papers
        with pytest.raises(FlowError) as refused:
            services.take_back(number, paper.pk)
        assert refused.value.issue.code == "paper"
        services.attach(number, Attached("safety_plan", "新方案.docx", of_word()))
        services.take_back(number, paper.pk)
        assert [one.name for one in whole(seen(number)).papers] == ["新方案.docx"]
        with pytest.raises(Paper.DoesNotExist):
            services.take_back(number, paper.pk)


def test_only_who_files_a_document_takes_it_back(work, acting_as):
    number = work.begin()
    with acting_as(Role.ENTERPRISE_CLERK):
        paper = services.attach(number, Attached("safety_plan", "方案.pdf", PDF))
    with acting_as(Role.PARK_OFFICER), pytest.raises(FlowError) as refused:
        services.take_back(number, paper.pk)
    assert refused.value.issue.code == "filed_by"


def visit(number: str, case: str, organisation: str = OWN.organisation) -> dict[str, str]:
    day = (clock.today() - timedelta(days=1)).isoformat()
    return {"visit_no": number, "date": day, "organisation": organisation, "park": OWN.park, "case": case}


def test_records_that_name_a_case_belong_to_it_until_they_are_withdrawn(redefine, work, acting_as):
    redefine({"# 分期": VISITS})
    number = work.begin()
    made_up.file("tutoring_visit", [visit("V1", number), visit("V2", number), visit("V3", "")])
    with acting_as(Role.PARK_OFFICER):
        assert whole(seen(number)).case.linked == {"tutoring_visit": 2}
    made_up.file("tutoring_visit", [visit("V2", "")])
    with acting_as(Role.PARK_OFFICER):
        assert whole(seen(number)).case.linked == {"tutoring_visit": 1}


def test_a_record_that_names_a_foreign_case_is_refused(redefine, work):
    redefine({"# 分期": VISITS})
    number = work.begin()
    form = city.pack().forms["tutoring_visit"]
    known = context(Sender("test", clock.now(), synthetic=True), table(form))
    rows = [visit("V1", number, ENTERPRISES[1].organisation), visit("V2", f"{TRIAL}-1999-0001"), visit("V3", number)]
    with acting(SYSTEM, Doer("test")):
        taken = take_rows(form, rows, known)
    found = [(issue.field, issue.code) for row in taken.refused for issue in row.issues]
    assert found == [("case", "foreign_case"), ("case", "unknown_case")]
    assert taken.accepted["case"].to_pylist() == [number]


@pytest.mark.usefixtures("db")
def test_records_of_cases_are_filed_by_nobody():
    form = city.pack().forms[f"case_{TRIAL}"]
    assert not [role for role in ("", *Role) if may_file(form, role)]
    with acting(SYSTEM, Doer("office")), pytest.raises(NotFiledByError):
        check_role(form)
    with pytest.raises(ValueError, match="on the case itself"):
        form_named(form.name)


def test_words_go_between_the_organisation_and_the_office(work, acting_as):
    number = work.begin()
    with acting_as(Role.ENTERPRISE_CLERK):
        assert services.say(number, " 何时批复？ ").inbound
    with acting_as(Role.PARK_OFFICER):
        assert services.mark_read(seen(number)) == 1
        assert services.mark_read(seen(number)) == 0
        assert not services.say(number, "本周内").inbound
        assert [said.text for said in Message.objects.order_by("pk")] == ["何时批复？", "本周内"]


def test_a_task_is_done_once(work, acting_as):
    number = work.begin()
    with acting_as(Role.PARK_OFFICER):
        task = services.add_task(number, "回访", clock.today())
        assert list(lists.tasks()) == [task]
        services.finish_task(number, task.pk)
        assert not lists.tasks().exists()
    with acting_as(Role.ENTERPRISE_CLERK), pytest.raises(NotForYouError):
        services.add_task(number, "催办", clock.today())


def test_cases_follow_a_merge_and_come_back(work):
    number = work.begin(ENTERPRISES[1])
    with acting(SYSTEM, Doer("s@example.org", Role.STATISTICIAN.value)):
        loser, survivor = (Organisation.objects.get(pk=one.organisation) for one in (ENTERPRISES[1], OWN))
        agreed = merging.plan(loser, survivor)
        merge = merging.merge(agreed, agreed.digest, "同一营业执照")
        case = Case.objects.select_related("course").get(number=number)
        assert (case.organisation, case.course.organisation) == (OWN.organisation, OWN.organisation)
        kept = Record.objects.filter(form=f"case_{TRIAL}", current=True).exclude(status=WITHDRAWN)
        assert [record.organisation for record in kept] == [OWN.organisation]
        merging.undo(merge, "误并")
        assert Case.objects.get(number=number).organisation == ENTERPRISES[1].organisation


CERTIFIES = (
    '[[projections]]\nform = "certificate"\nsince = "trial"\nfields = { certificate_no = "plate", '
    'organisation = "organisation", kind = "\'high_tech\'", issued = "entered.trial", expires = "ends" }\n\n# 指标。'
)
PLATE = """[[sections]]
id = "vehicle"
label = { zh = "车辆", en = "Vehicle" }
filled_by = ["park_officer"]
since = "trial"

[[sections.fields]]
name = "plate"
label = { zh = "车牌", en = "Plate" }
type = "text"
required = true

[[sections.fields]]
name = "ends"
label = { zh = "到期", en = "Ends" }
type = "date"
required = true

# 材料。"""


def certificates() -> dict[str, str]:
    """The certificates that stand and those that were withdrawn, by number."""
    with acting(SYSTEM, Doer("test")):
        return dict(Record.objects.filter(form="certificate", current=True).values_list("key", "status"))


def test_what_follows_from_a_case_in_another_form_goes_with_it(redefine, work):
    redefine({"# 指标。": CERTIFIES, "# 材料。": PLATE})
    number = work.begin()
    work.approve(number)
    with pytest.raises(FlowError) as refused:
        work.step(Role.PARK_OFFICER, number, "begin_trial")
    assert [issue.code for issue in refused.value.issues] == ["field", "field"]
    work.save(Role.PARK_OFFICER, number, plate="A-1", ends="2099-12-31")
    assert certificates() == {}
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    assert certificates() == {"A-1": "accepted"}
    work.save(Role.PARK_OFFICER, number, plate="A-2")
    assert certificates() == {"A-1": "withdrawn", "A-2": "accepted"}
    work.step(Role.PARK_OFFICER, number, "withdraw", reason="停产")
    assert certificates() == {"A-1": "withdrawn", "A-2": "withdrawn"}
