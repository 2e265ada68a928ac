"""Every address × everybody × own and foreign things: who may not come in stays out, and nothing of another's shows.

The addresses are those of the platform's own table: a new page is swept without another word, and one whose parameter
is not known here fails.
"""

import pytest
from django.db.models import Q
from tests.web.sweep.addresses import addresses
from tests.web.sweep.conftest import Ground
from tests.web.sweep.planted import ELSEWHERE, NUMBERS
from tests.web.sweep.walk import Question, ask
from tests.web.sweep.walls import is_forced, walled

from nanfeng.kinds.role import Role
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.matrix import Route, routes
from nanfeng.web.people.scope import Scope, seeing
from nanfeng.web.records import queries as record_queries
from nanfeng.web.records.models import Sending

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
    monkeypatch.setattr(Scope, "condition", property(lambda _scope: Q()))
    monkeypatch.setattr(record_queries, "_seen", lambda _scope: ("true", []))
    monkeypatch.setattr("nanfeng.web.records.views.own_sendings", Sending.objects.order_by)
    monkeypatch.setattr("nanfeng.web.jobs.queries.visible", Job.objects.order_by)
    asked = [each for each in questions(ground, who, ("GET",)) if not each.route.path.startswith(PACKAGES)]
    shown = [wrong for wrong in swept(ground, asked) if ": shows " in wrong]
    assert not shown, "\n".join(shown)


@pytest.mark.parametrize("model", walled(), ids=lambda model: model._meta.label)
def test_every_table_of_single_organisations_is_behind_the_wall(ground, model):
    """A new table that says whose its rows are is forced behind the wall, and shows everybody his own rows only."""
    assert is_forced(model)
    for actor in ground.actors.values():
        with seeing(actor.scope):
            rows = model.objects.exclude(purpose="public").values_list("organisation", "park", "purpose")
            assert [row for row in rows if not actor.scope.holds(*row)] == [], str(actor)


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
