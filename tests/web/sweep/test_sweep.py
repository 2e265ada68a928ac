"""Every address × everybody × own and foreign things: who may not come in stays out, and nothing of another's shows.

The addresses are those of the platform's own table: a new page is swept without another word, and one whose parameter
is not known here fails.
"""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Q
from tests.web.sweep.actors import Actor
from tests.web.sweep.addresses import addresses
from tests.web.sweep.conftest import Ground
from tests.web.sweep.planted import ELSEWHERE, NUMBERS, OWN
from tests.web.sweep.walk import Question, ask
from tests.web.sweep.walls import walled
from tests.web.zone import ENTERPRISES

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import start
from nanfeng.web.people.matrix import Route, routes
from nanfeng.web.people.scope import PUBLIC, SYSTEM, Scope, acting, seeing
from nanfeng.web.records import queries as record_queries
from nanfeng.web.records.models import Record, Sending

pytestmark = pytest.mark.django_db

PACKAGES = ("/accounts/", "/admin/", "/i18n/")
"""Pages of packages, which read nothing from behind the wall."""


def questions(ground: Ground, who: str, methods: tuple[str, ...] = ("GET", "POST")) -> list[Question]:
    """What somebody asks for: every address, with everything that may stand in it; one of those that do not open."""
    actor = ground.actors[who]
    found = []
    for route in routes():
        opens = route.rule.admits(actor.role, signed_in=actor.role is not None)
        filled = addresses(route, ground.planted)[: None if opens else 1]
        found += [Question(actor, route, address, method) for address in filled for method in methods]
    return found


def sent(ground: Ground) -> dict[str, object]:
    """A form that fits many pages, about things of another."""
    other = {kind: things[-1].value for kind, things in ground.planted.things.items()}
    return {
        "transition": "pass",
        "version": "3",
        "reason": "x",
        "chosen": [other["seen return"]],
        "post": other["post"],
        "form": "monthly_return",
        "organisation": ELSEWHERE.organisation,
        "next": "/",
    }


def swept(ground: Ground, asked: list[Question]) -> list[str]:
    """All that is wrong with what somebody is answered."""
    form = sent(ground)
    return [wrong for question in asked for wrong in ask(question, form, ground.planted)]


def test_v8_2_2_everybody_sees_and_writes_his_own_and_nothing_of_another(ground, who):
    """ASVS 5 V8.2.1, V8.2.2, V8.3.1: pages and their data, by role and by object."""
    wrong = swept(ground, questions(ground, who))
    assert not wrong, "\n".join(wrong)


def test_with_the_filter_off_the_wall_holds(ground, who, monkeypatch):
    """The same where every view forgets whose records it may read: the database itself gives nothing away."""
    for condition in ("condition", "readable"):
        monkeypatch.setattr(Scope, condition, property(lambda _scope: Q()))
    monkeypatch.setattr(record_queries, "_seen", lambda _scope: ("true", []))
    monkeypatch.setattr("nanfeng.web.records.views.own_sendings", Sending.objects.order_by)
    monkeypatch.setattr("nanfeng.web.jobs.queries.visible", Job.objects.order_by)
    asked = [each for each in questions(ground, who, ("GET",)) if not each.route.path.startswith(PACKAGES)]
    shown = [wrong for wrong in swept(ground, asked) if ": shows " in wrong]
    assert not shown, "\n".join(shown)


def test_the_sweep_finds_what_it_looks_for(ground):
    """The markers are there to be seen: the auditor, who reads everything, meets the numbers of all three."""
    auditor = ground.actors[Role.AUDITOR]
    returns = ground.planted.things["return"]
    pages = [auditor.browser().get(f"/returns/{thing.value}/").content.decode() for thing in returns]
    for page, number in zip(pages, NUMBERS.values(), strict=True):
        assert number[:5] in page.replace(",", "")


def test_a_new_page_whose_parameter_is_not_known_fails(ground):
    new = Route("/somewhere/<int:new>/", "new", routes()[0].rule)
    with pytest.raises(LookupError, match="/somewhere/<int:new>/"):
        addresses(new, ground.planted)


PARKS = {one.organisation: one.park for one in ENTERPRISES}


@pytest.mark.parametrize("model", walled(), ids=lambda model: model._meta.label)
def test_everybody_sees_the_rows_of_his_scope_alone(ground, model):
    """Rows of the purpose public among them: it is the record that is public, not its file, its job or its course."""
    shown = model.objects.exclude(purpose="public") if model is Record else model.objects.all()
    for actor in ground.actors.values():
        with seeing(actor.scope):
            rows = shown.values_list("organisation", "park", "purpose")
            assert [row for row in rows if not actor.scope.holds(*row)] == [], str(actor)


def test_nobody_sees_the_steps_of_a_course_that_he_does_not_see(ground):
    for actor in ground.actors.values():
        with seeing(actor.scope):
            courses = set(Course.objects.values_list("pk", flat=True))
            assert set(Step.objects.values_list("course", flat=True)) <= courses, str(actor)
    with seeing(PUBLIC):
        assert not Step.objects.exists()


def reads(actor: Actor, entry: Entry) -> bool:
    """Whether an entry of the log is there for somebody: all, those of his own office, those of returns he checks."""
    scope = actor.scope
    checks = scope.holds("", PARKS.get(entry.organisation, ""), Purpose.STATISTICS)
    return scope.log or (entry.organisation != "" and (entry.organisation in scope.owns or checks))


def test_the_log_is_read_by_its_readers_and_else_as_far_as_ones_own_office_goes(ground):
    for actor in ground.actors.values():
        with seeing(actor.scope):
            told = list(Entry.objects.all())
        assert [entry.what for entry in told if not reads(actor, entry)] == [], str(actor)
    readers = {name for name, actor in ground.actors.items() if actor.scope.log}
    assert readers == {Role.AUDITOR, Role.ADMINISTRATOR}
    with seeing(ground.actors[Role.ENTERPRISE_CLERK].scope):
        assert {entry.organisation for entry in Entry.objects.all()} == {OWN.organisation}


def test_no_entry_of_the_log_is_written_by_going_round_the_platform(ground):
    with seeing(SYSTEM), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.update(why="another reason")


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR, Role.PLANNER, Role.ENTERPRISE_CLERK])
def test_whoever_may_write_starts_jobs_of_his_own_that_others_outside_do_not_see(ground, role):
    actor = ground.actors[role]
    with acting(actor.scope, Doer(actor.email, role.value)):
        job = start("intake", Text("我的", "mine"), {"sending": 0})
        assert Job.objects.filter(actor.scope.condition, pk=job.pk).exists()
    for name in ("public", *({Role.EXPERT, Role.ENTERPRISE_CLERK, Role.BANK_OFFICER} - {role})):
        with seeing(ground.actors[name].scope):
            assert not Job.objects.filter(pk=job.pk).exists()
