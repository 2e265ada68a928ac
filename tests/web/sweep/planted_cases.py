"""Cases that are swept: of each enterprise's cultivation one with words, documents, records and things to do, and one
that was refused, with its letter; and in each park a round of visits with its plan.
"""

from datetime import date

from tests.web.sweep.markers import Planted, Seen, or_in_the_log, own_office, within
from tests.web.zone import Enterprise

from nanfeng.cases.past import came, past_form
from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import OVERSEES, roles_of
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services import Attached, Begun
from nanfeng.web.programmes.services.entering import Telling, tell_past
from nanfeng.web.programmes.services.keeping import doing
from nanfeng.web.records.intake import Sender

PROGRAMME, ROUND = "high_tech", "visit_round"
LINKED = "tutoring_visit"
PAPER = "application_form"


def plant_cases(planted: Planted, who: str, one: Enterprise) -> None:
    """The cases of one of the three enterprises, and the round of its park."""
    _going_on(planted, who, one)
    _refused(planted, who, one)
    _round(planted, who, one)


def begin_case(one: Enterprise, title: str) -> Case:
    """A case in its first stage, by who acts now."""
    values = {"application": "new", "year": 2026}
    return services.begin(Begun(PROGRAMME, one.organisation, one.name, one.park, title=title, values=values))


def add_more(number: str, text: str) -> None:
    """Words on a case, something to do, a document and a record that belongs to it, by who acts now."""
    services.say(number, text)
    services.add_task(number, text, clock.today())
    services.attach(number, Attached(PAPER, f"{text}.pdf", document(text)))
    day = {"date": "2026-05-06", "visit_no": f"{number}-{text}", "topic": text}
    taken = services.record(number, city.pack().forms[LINKED], {**day, "park": Case.objects.get(number=number).park})
    assert taken.accepted.num_rows == 1, [*taken.refused, *taken.questions]


def document(text: str) -> bytes:
    """A document that says so."""
    return f"%PDF-1.7\n{text}\n%%EOF\n".encode()


def of_offices(programme: str, seen: Seen) -> Seen:
    """Those of them who see cases of a programme for the zone."""
    offices = OVERSEES | roles_of(city.pack().programmes[programme])
    return lambda actor: seen(actor) and actor.role in offices


def own_or(who: str, offices: Seen) -> Seen:
    """These, and whose it is."""
    own = own_office(who)
    return lambda actor: own(actor) or offices(actor)


def _going_on(planted: Planted, who: str, one: Enterprise) -> None:
    service = within(one, Purpose.SERVICE)
    offices = of_offices(PROGRAMME, service)
    seen = own_or(who, offices)
    with acting(SYSTEM, Doer(f"station-{who}@elsewhere.example", Role.STATION_STAFF.value)):
        number = begin_case(one, planted.mark(f"事项标记{who}", seen)).number
        services.say(number, planted.mark(f"留言标记{who}", seen))
        services.add_task(number, planted.mark(f"跟进标记{who}", offices), clock.today())
        name = planted.mark(f"材料标记{who}", or_in_the_log(seen))
        content = document(planted.mark(f"document of {who}", seen))
        paper = services.attach(number, Attached(PAPER, f"{name}.pdf", content))
        topic = planted.mark(f"辅导标记{who}", service)
        visit = {"visit_no": f"v-{number}", "date": "2026-05-07", "park": one.park, "topic": topic}
        services.record(number, city.pack().forms[LINKED], visit)
    planted.add("case", number, seen)
    planted.add("paper", f"{number}/papers/{paper.pk}", seen)
    planted.add("linked record", f"{number}/records/{LINKED}", offices)


def _refused(planted: Planted, who: str, one: Enterprise) -> None:
    """A case of an earlier year that was not recognised: the letter says why."""
    seen = own_or(who, of_offices(PROGRAMME, within(one, Purpose.SERVICE)))
    programme = city.pack().programmes[PROGRAMME]
    came_on = {
        came(stage): date(2025, 5, day) for day, stage in enumerate(("cultivating", "applied", "recommended"), 1)
    }
    told = {"case": f"旧-{who}", "organisation": one.organisation, "application": "new", "year": 2025, **came_on}
    with acting(SYSTEM, Doer(f"planner-{who}@elsewhere.example", Role.PLANNER.value)):
        now = doing(programme)
        telling = Telling(now, Sender("office", now.at, synthetic=True))
        (case,) = tell_past(programme, [{each.name: None for each in past_form(programme).fields} | told], telling)
        reason = planted.mark(f"未通过标记{who}", or_in_the_log(seen))
        services.move(case.number, case.version, Asked("not_recognised", reason=reason, reason_code="other"))
    planted.add("case", case.number, seen)
    planted.add("letter", f"{case.number}/letters/not_recognised.docx", seen)


def _round(planted: Planted, who: str, one: Enterprise) -> None:
    """A round of visits in the enterprise's park, on whose plan it stands; a round is nobody's own."""
    seen = of_offices(ROUND, lambda actor: actor.scope.holds("", one.park, Purpose.SERVICE))
    title = planted.mark(f"走访轮次标记{who}", seen)
    values = {"title": title, "aim": "service", "first_day": date(2026, 5, 4), "last_day": date(2026, 5, 8)}
    with acting(SYSTEM, Doer(f"station-{who}@elsewhere.example", Role.STATION_STAFF.value)):
        number = services.begin(Begun(ROUND, "", title, one.park, title=title, values=values)).number
        services.plan(number, [one.organisation], clock.today())
    planted.add("case", number, seen)
    planted.add("round", f"{number}/plan", seen)
