"""The cases of the demonstration: what offices have done so far, programme by programme, and what is under way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from nanfeng.cases.case import case_number
from nanfeng.cases.past import came
from nanfeng.demo.batches import Source, pool, staying
from nanfeng.demo.investment_shape import Investment
from nanfeng.demo.programmes import certificate_rows
from nanfeng.demo.projects import project_rows
from nanfeng.demo.rows import Batch, Cell, Row
from nanfeng.demo.services import contact_rows, professional_rows, visit_rows
from nanfeng.demo.support_shape import Rounds, Services, Support
from nanfeng.demo.told import Told
from nanfeng.demo.told_high_tech import open_applications, told_certificates
from nanfeng.demo.told_projects import told_leads, told_projects
from nanfeng.demo.told_rounds import plan_rows, questionnaire_rows, told_month, told_rounds
from nanfeng.demo.told_services import (
    open_issues,
    planned_visits,
    told_applicants,
    told_issues,
    told_providers,
    told_visits,
)
from nanfeng.demo.zone import Company


def all_cases(source: Source) -> Iterator[Told]:
    """All cases that offices tell of."""
    calibration = source.calibration
    if calibration.investment:
        yield _told(source, "investment", _projects(source, calibration.investment), calibration.investment.entered_by)
    if calibration.support:
        yield _told(source, "high_tech", _certificates(source, calibration.support), calibration.support.entered_by)
    if plan := calibration.services:
        for programme, rows in _services(source, plan).items():
            yield _told(source, programme, rows, plan.entered_by)


def linked_batches(source: Source) -> Iterator[Batch]:
    """The files whose rows name cases: they are sent once those are there."""
    plan = source.calibration.services
    if plan is None:
        return
    staff = _professionals(source, plan)
    yield Batch(
        "service_professional", "service_professional/service_professional.xlsx", staff, plan.entered_by, source.closing
    )
    if plan.rounds is None:
        return
    today, parks = source.calibration.today, _parks(source)
    companies = {park: [one for one in _present(source) if one.park.place == park] for park in parks}
    answers = questionnaire_rows(plan.rounds, _present(source), today, source.rng("questionnaires"))
    sheets = {"visit_plan": plan_rows(plan.rounds, parks, companies, today), "service_questionnaire": answers}
    for form, rows in sheets.items():
        yield Batch(form, f"{form}/{form}.xlsx", rows, plan.entered_by, today)


def _professionals(source: Source, plan: Services) -> list[Row]:
    """The staff of the pool, each with the case in which its organisation was admitted."""
    providers = pool(source, plan)
    rows = professional_rows(plan, staying(providers), source.rng("professionals"))
    counted: Counter[int] = Counter()
    numbers: dict[Cell, str] = {}
    for case in told_providers(providers, source.rng("told providers")):
        year = int(str(case[came("draft")])[:4])
        counted[year] += 1
        numbers[case["organisation"]] = case_number("service_provider", year, counted[year])
    return [{**row, "case": numbers[row["provider"]]} for row in rows]


def _told(source: Source, programme: str, rows: Sequence[Row], office: str) -> Told:
    return Told(programme, rows, office, source.calibration.today)


def _projects(source: Source, plan: Investment) -> list[Row]:
    signed = project_rows(plan, source.namer, source.rng("projects"))
    parks = {park.division: park.place for park in source.calibration.population.parks}
    leads = told_leads(plan, source.namer, source.calibration.today, source.rng("leads"))
    return [*told_projects(signed, parks, source.rng("told projects")), *leads]


def _certificates(source: Source, plan: Support) -> list[Row]:
    today = source.calibration.today
    held = certificate_rows(plan.certificates, source.zone.companies, source.rng("certificates"))
    holders = {row["organisation"] for row in held}
    others = [company for company in _present(source) if company.code not in holders]
    applications = open_applications(plan.applications, others, today, source.rng("applications"))
    return [*told_certificates(held, today, source.rng("told certificates")), *applications]


def _services(source: Source, plan: Services) -> dict[str, list[Row]]:
    """By programme the rows of its cases."""
    today, companies, providers = source.calibration.today, _present(source), pool(source, plan)
    visits = visit_rows(plan, source.zone, source.rng("visits"))
    contacts = contact_rows(plan, source.zone, staying(providers), source.rng("contacts"))
    open_since = (plan.followed_up_until or today) + timedelta(days=1)
    applicants = [str(row["organisation"]) for row in (*source.providers[len(providers) :], *source.partners.values())]
    return {
        "service_provider": [
            *told_providers(providers, source.rng("told providers")),
            *told_applicants(plan, applicants, today, source.rng("applicants")),
        ],
        **_campaigns(source, plan.rounds),
        "tutoring_visit": [
            *told_visits(visits, open_since, source.rng("told visits")),
            *planned_visits(plan.planned, companies, today, source.rng("planned visits")),
        ],
        "service_issue": [
            *told_issues(contacts, source.rng("told issues")),
            *open_issues(plan.issues, companies, today, source.rng("open issues")),
        ],
    }


def _campaigns(source: Source, rounds: Rounds | None) -> dict[str, list[Row]]:
    if rounds is None:
        return {}
    today = source.calibration.today
    return {"visit_round": told_rounds(_parks(source), today), "service_month": [told_month(rounds, today)]}


def _parks(source: Source) -> list[str]:
    return [park.place for park in source.calibration.population.parks]


def _present(source: Source) -> list[Company]:
    """The companies that are in a park on the demonstration's day."""
    there = source.zone.parks_on(source.calibration.today)
    return [company for company in source.zone.companies if company.code in there]
