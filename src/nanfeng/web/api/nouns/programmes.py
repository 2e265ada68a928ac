"""Programmes: what the zone runs, what an organisation may apply for and why not, and how each goes."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from ninja import Query, Schema

from nanfeng.cases.programme import Programme
from nanfeng.kinds.answer import Verdict
from nanfeng.web import city, clock
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.case_answers import criterion_out
from nanfeng.web.api.nouns.case_shapes import CriterionOut
from nanfeng.web.api.nouns.programme_shapes import OpenCall, Part, ProgrammeFigures, ProgrammeOut, ProgrammeWhole
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.rows import described_values
from nanfeng.web.api.shapes import Short
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.organisations.queries import organisation
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import EXTERNAL, STAFF
from nanfeng.web.people.scope import present
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import asks_about, is_named
from nanfeng.web.programmes.queries import programme as figures
from nanfeng.web.programmes.queries.finder import Offer, begins, calls, offer_to, offers
from nanfeng.web.programmes.views.doors import FIELD, WORKERS

programmes = Noun("cases")
_SHOWN = ("id", "label", "about", "owner", "use", "source", "measure", "parks")
_DEFINED = ("stages", "transitions", "sections", "papers", "criteria", "eligible_since", "outcomes", "instalments")


class Eligibility(Schema):
    """Whether an organisation may have what a programme offers: yes, no or unknown, and unknown is never yes.

    `withheld` are forms whose returns are not read for want of its consent; `going_on` is its case that goes on.
    """

    verdict: Verdict
    criteria: list[CriterionOut]
    withheld: list[str]
    going_on: str | None


class OfferOut(Part):
    """What there is to apply for. `measure` is the policy that it carries out; `own` how the caller's organisation
    stands to it, null where he acts for none; `open`: an application may begin today; `begins`: by the caller.
    """

    about: Words
    plan: str | None
    measure: Words | None
    calls: list[OpenCall]
    open: bool
    begins: bool
    own: Eligibility | None


class OfWhom(Schema):
    """Of which organisation is asked; who acts for one asks of that, and names none."""

    organisation: Short = ""


class ConsentWish(Schema):
    """The form whose returns a programme may read from now on."""

    form: Short


class Given(Schema):
    """Whether consent was given now; false where it was not needed."""

    given: bool


@programmes.get("/programmes", list[ProgrammeOut])
@allow(*WORKERS)
def programmes_listed(request: Request) -> list[dict[str, Any]]:
    """项目 / The programmes that are the caller's work, with open calls and how many cases he sees of each."""
    counts = figures.standing()
    return [_shown(one, counts.get(one.id, {})) for one in figures.mine()]


@programmes.get("/programmes/{slug:name}", ProgrammeWhole)
@allow(*WORKERS)
def programme(request: Request, name: str) -> dict[str, Any]:
    """一个项目 / A programme: stages, steps, fields, criteria, limits and what is left of them."""
    found = programme_named(name)
    said = _shown(found, figures.standing().get(found.id, {})) | {each: getattr(found, each) for each in _DEFINED}
    uses = figures.limits(found) if present_doer().role in STAFF else []
    return said | {"linked": found.linked, "limits": found.limits, "uses": uses, "values": described_values(found)}


@programmes.get("/programmes/{slug:name}/figures", ProgrammeFigures)
@allow(*FIELD)
def programme_figures(request: Request, name: str) -> dict[str, Any]:
    """项目进展与资金 / How far cases come, how long they stand in each stage, funds, cohorts."""
    found = programme_named(name)
    return {"funnel": figures.funnel(found), "uses": figures.limits(found), "cohorts": figures.rounds(found)}


@programmes.get("/programmes/{slug:name}/eligibility", Eligibility)
@allow(*WORKERS)
def eligibility(request: Request, name: str, asked: Query[OfWhom]) -> dict[str, Any]:
    """一家单位是否符合条件，为什么 / Whether an organisation meets the criteria of a programme, and why not."""
    found = programme_named(name)
    entry = organisation(asked.organisation or next(iter(present().organisations), ""))
    if entry is None or not asks_about(found, entry.pk, entry.park):
        raise Http404("there is no such organisation, or it is not the caller's to ask about")
    return _eligibility(offer_to(found, entry.pk))


@programmes.post("/programmes/{slug:name}/consents", Given)
@allow(*sorted(EXTERNAL))
def consent(request: Request, name: str, wish: ConsentWish) -> dict[str, Any]:
    """授权读取报表 / Let a programme read one's returns of a form, for what the programme is for."""
    return {"given": services.consent(programme_named(name).id, wish.form)}


@programmes.get("/offers", list[OfferOut])
@allow_public
def offered(request: Request) -> list[dict[str, Any]]:
    """可以申请什么 / What there is to apply for; to an organisation, whether it may, and why not."""
    return [_offer(one) for one in offers()]


def programme_named(name: str) -> Programme:
    """A programme that the city runs; raise Http404 for others."""
    found = city.pack().programmes.get(name)
    if found is None:
        raise Http404("the city runs no such programme")
    return found


def _shown(found: Programme, counts: Mapping[str, int]) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in _SHOWN}
    return said | {"begins": is_named(found.begun_by), "cases": dict(counts), "calls": calls(found, clock.today())}


def _offer(one: Offer) -> dict[str, Any]:
    plan, measure = one.basis or (None, None)
    return {
        "id": one.programme.id,
        "label": one.programme.label,
        "about": one.programme.about,
        "plan": plan.id if plan else None,
        "measure": words_of(measure.statement) if measure else None,
        "calls": one.calls,
        "open": one.open,
        "begins": begins(one),
        "own": None if one.own is None else _eligibility(one),
    }


def _eligibility(one: Offer) -> dict[str, Any]:
    return {
        "verdict": one.verdict,
        "criteria": [criterion_out(each) for each in one.own or ()],
        "withheld": [form.name for form in one.withheld],
        "going_on": one.going_on.number if one.going_on else None,
    }
