"""What the zone offers to others: programmes with their criteria, open calls, the measure that each carries out; and
for an organisation, whether it may have each, and why or why not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nanfeng.cases.criterion import Assessed, verdict
from nanfeng.cases.programme import Cohort, Programme
from nanfeng.forms.form import Form
from nanfeng.kinds.answer import Verdict
from nanfeng.pack.pack import Pack
from nanfeng.plans.plan import Measure, Plan
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.roles import EXTERNAL, READ_ONLY
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.access import is_named
from nanfeng.web.programmes.eligibility import Applicant, assessed, withheld
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.lists import GOING_ON, cases
from nanfeng.web.programmes.whole import whole, with_course
from nanfeng.web.records.register import parks_on


@dataclass(frozen=True)
class Call:
    """A cohort that is open on a day, or will be."""

    cohort: Cohort
    opens_later: bool
    days_left: int


@dataclass(frozen=True)
class Offer:
    """A programme as somebody finds it. `own` holds how each criterion is answered for the organisation (None: nobody's
    is asked); `withheld` the forms that it would have to let be read; `going_on` its newest case that goes on;
    `elsewhere` says that it is in none of the parks in which alone the programme runs.
    """

    programme: Programme
    basis: tuple[Plan, Measure] | None
    calls: tuple[Call, ...]
    own: tuple[Assessed, ...] | None
    withheld: tuple[Form, ...] = ()
    going_on: Case | None = None
    elsewhere: bool = False

    @property
    def verdict(self) -> Verdict | None:
        """Whether the organisation may have it; None where nobody's is asked."""
        if self.own is None:
            return None
        return Verdict.NO if self.elsewhere else verdict(self.own)

    @property
    def open(self) -> bool:
        """Whether an application may begin today."""
        return not self.programme.cohorts or any(not call.opens_later for call in self.calls)


def offers() -> list[Offer]:
    """What there is to apply for, in the order of the city's definitions. Who acts for an organisation finds how each
    criterion is answered for it.
    """
    pack, own = city.pack(), present().organisations
    found = [one for one in pack.programmes.values() if offered(one)]
    if not own:
        return [Offer(one, basis(pack, one), calls(one, clock.today()), None) for one in found]
    organisation = sorted(own)[0]
    under_way = _under_way(organisation, found)
    return [_own(pack, one, organisation, under_way.get(one.id)) for one in found]


def offer_to(programme: Programme, organisation: str) -> Offer:
    """A programme as an organisation finds it, whether or not it applies for such itself."""
    going_on = _under_way(organisation, [programme]).get(programme.id)
    return _own(city.pack(), programme, organisation, going_on)


def begins(offer: Offer) -> bool:
    """Whether the present doer may begin a case of what is offered now."""
    role = present_doer().role
    may = bool(role) and role not in READ_ONLY and is_named(offer.programme.begun_by)
    return may and offer.open and not offer.elsewhere


def offered(programme: Programme) -> bool:
    """Whether people from outside the zone's offices apply for it, or are asked to meet criteria."""
    return bool(programme.criteria) or bool(EXTERNAL & set(programme.begun_by))


def basis(pack: Pack, programme: Programme) -> tuple[Plan, Measure] | None:
    """The measure of a plan that a programme carries out."""
    name, _, wanted = (programme.measure or "").partition("/")
    plan = pack.plans.get(name)
    measure = next((one for one in plan.measures if one.id == wanted), None) if plan else None
    return (plan, measure) if plan and measure else None


def calls(programme: Programme, on: date) -> tuple[Call, ...]:
    """The cohorts that are open on a day or will be, those that close first before others."""
    coming = sorted((one for one in programme.cohorts if one.closes >= on), key=lambda one: one.closes)
    return tuple(Call(one, one.opens > on, (one.closes - on).days) for one in coming)


def _own(pack: Pack, programme: Programme, organisation: str, under_way: Case | None) -> Offer:
    case = whole(with_course(under_way)) if under_way else None
    applicant = Applicant(organisation, case.case.values if case else {})
    return Offer(
        programme=programme,
        basis=basis(pack, programme),
        calls=calls(programme, clock.today()),
        own=assessed(pack, programme, applicant),
        withheld=tuple(withheld(pack, programme, organisation)),
        going_on=under_way,
        elsewhere=bool(programme.parks) and _park(organisation) not in programme.parks,
    )


def _park(organisation: str) -> str:
    return parks_on([organisation], clock.today()).get(organisation, "")


def _under_way(organisation: str, programmes: Sequence[Programme]) -> dict[str, Case]:
    """By programme the organisation's newest case that goes on; one query."""
    names = [one.id for one in programmes]
    going_on = cases().filter(organisation=organisation, programme__in=names, state__in=GOING_ON)
    return {case.programme: case for case in going_on.order_by("programme", "-pk").distinct("programme")}
