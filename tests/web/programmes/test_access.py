"""Who sees which case, with and without the filter of the queries."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.web import zone as made_up
from tests.web.programmes.conftest import TRIAL, begun, seen
from tests.web.zone import ENTERPRISES, OTHERS, OWN

from nanfeng.cases.case_form import form_name
from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.scope import SYSTEM, Scope, acting
from nanfeng.web.programmes import models, services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries import lists
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.models import Record

NANHAI, SHUNDE = ENTERPRISES[1], ENTERPRISES[4]
PARTS = (models.Confirmation, models.Link, models.Message, models.Paper, models.Payment, models.Taken, models.Task)

SEES = {
    Role.ENTERPRISE_CLERK: {OWN.name},
    Role.PARK_OFFICER: {OWN.name, NANHAI.name},
    Role.STATION_STAFF: {OWN.name, NANHAI.name, SHUNDE.name},
    Role.PLANNER: {OWN.name, NANHAI.name, SHUNDE.name},
    Role.APPROVER: {OWN.name, NANHAI.name, SHUNDE.name},
    Role.AUDITOR: {OWN.name, NANHAI.name, SHUNDE.name},
    Role.INVESTMENT_OFFICER: set(),
    Role.DEPARTMENT_OFFICER: set(),
    Role.BANK_OFFICER: set(),
    Role.ADMINISTRATOR: set(),
}


@pytest.fixture
def three(work) -> list[str]:
    """Cases of the clerk's own enterprise, of another one of its park, and of one of another park."""
    numbers = [work.begin(OWN), work.begin(NANHAI)]
    with acting(SYSTEM, Doer("p@example.org", Role.PARK_OFFICER.value)):
        return [*numbers, services.begin(begun(SHUNDE)).number]


@pytest.mark.parametrize("role", SEES)
def test_a_role_sees_the_cases_of_its_scope_that_are_its_work(three, acting_as, role):
    with acting_as(role):
        assert {case.name for case in lists.cases()} == SEES[role]


def test_who_takes_part_sees_the_case(three, acting_as):
    with acting(SYSTEM, Doer("test")):
        Case.objects.filter(number=three[2]).update(parties=[OTHERS[1].organisation])
    with acting_as(Role.BANK_OFFICER):
        assert [case.number for case in lists.cases()] == [three[2]]
        assert Case.objects.count() == 1


def test_what_belongs_to_a_foreign_case_is_not_there_even_without_a_filter(work, three, acting_as):
    with acting_as(Role.ENTERPRISE_CLERK):
        services.say(three[0], "何时批复？")
    work.approve(three[0])
    with acting_as(Role.PARK_OFFICER):
        services.add_task(three[0], "回访", clock.today())
    foreign = Scope(organisations=(NANHAI.organisation,), writes=True)
    with acting(foreign, Doer("x@example.org", Role.ENTERPRISE_CLERK.value, NANHAI.organisation)):
        assert [case.number for case in Case.objects.all()] == [three[1]]
        assert [part for part in PARTS if part.objects.exists()] == []
    with acting(SYSTEM, Doer("test")):
        case = Case.objects.get(number=three[0])
    with acting(foreign, Doer("x")), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        models.Message.objects.create(case=case, inbound=True, text="x", by="x", entered=clock.now())


def test_a_foreign_case_cannot_be_written(three, acting_as):
    with acting_as(Role.ENTERPRISE_CLERK):
        for act in (
            lambda: services.save(three[1], "", {}),
            lambda: services.move(three[1], 0, Asked("withdraw", reason="x")),
            lambda: services.say(three[1], "x"),
            lambda: services.confirm(three[1], "trial_done"),
        ):
            with pytest.raises(Case.DoesNotExist):
                act()
        with pytest.raises(NotForYouError):
            services.begin(begun(NANHAI))


def test_who_only_reads_writes_nothing(three, acting_as):
    with acting_as(Role.AUDITOR):
        for act in (lambda: services.say(three[0], "x"), lambda: services.save(three[0], "", {}), begin_one):
            with pytest.raises(NotForYouError):
                act()


def begin_one() -> None:
    services.begin(begun(programme=TRIAL))


def test_who_reads_the_records_of_a_case_alone_does_not_read_why_it_was_moved(work, acting_as):
    number = work.begin()
    work.step(Role.ENTERPRISE_CLERK, number, "withdraw", reason="另有打算")
    with acting_as(Role.INVESTMENT_OFFICER):
        versions = list(Record.objects.filter(organisation=OWN.organisation, form=form_name(TRIAL)))
        assert len(versions) > 1
        assert [one.why for one in versions if one.why] == []


def test_the_log_tells_what_was_done_on_a_case_and_no_words_or_amounts(work, acting_as):
    number = work.begin()
    work.approve(number)
    work.complete(number)
    with acting_as(Role.PLANNER):
        task = services.add_task(number, "催收发票", clock.today())
        services.pay(number, "first", clock.today(), "PZ-1")
    with acting_as(Role.ADMINISTRATOR):
        told = {entry.action: entry.changes for entry in Entry.objects.filter(what=number)}
    assert told["add task"] == {"task": [None, task.pk], "day": [None, str(clock.today())]}
    assert told["pay"] == {"instalment": [None, "first"]}


@pytest.mark.parametrize("table", ["programmes_payment", "programmes_confirmation"])
def test_payments_and_confirmations_are_never_changed_or_deleted(work, acting_as, table):
    number = work.begin()
    work.approve(number)
    work.complete(number)
    with acting_as(Role.PLANNER):
        services.pay(number, "first", clock.today(), "PZ-1")
    for statement in (f"UPDATE {table} SET by = 'x'", f"DELETE FROM {table}"):
        with acting(SYSTEM, Doer("t")), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            connection.cursor().execute(statement)


LENT = """[[sections]]
id = "finance"
label = { zh = "融资", en = "Finance" }
filled_by = ["park_officer"]

[[sections.fields]]
name = "bank"
label = { zh = "银行", en = "Bank" }
type = "organisation"

[[sections]]
id = "loan"
label = { zh = "贷款", en = "Loan" }
filled_by = ["bank_officer"]

[[sections.fields]]
name = "lent"
label = { zh = "放款笔数", en = "Loans" }
type = "whole"

# 材料。"""


def test_who_takes_part_opens_the_case_and_fills_in_his_part(redefine, work, acting_as, sign_in):
    redefine({'use = "service"': 'use = "service"\nparties = ["bank"]', "# 材料。": LENT})
    number = work.begin()
    bank = sign_in(Client(), Role.BANK_OFFICER)
    assert bank.get(f"/cases/case/{number}/").status_code == 404
    made_up.register(OTHERS)
    work.save(Role.PARK_OFFICER, number, bank=OTHERS[1].organisation)
    assert "放款笔数" in bank.get(f"/cases/case/{number}/").content.decode()
    work.save(Role.BANK_OFFICER, number, lent="2")
    with acting_as(Role.BANK_OFFICER):
        assert whole(seen(number)).case.values["lent"] == 2
        assert number in [case.number for case in lists.mine()]
    work.save(Role.PARK_OFFICER, number, bank="")
    assert bank.get(f"/cases/case/{number}/").status_code == 404
