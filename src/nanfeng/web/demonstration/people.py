"""The demonstration's people: one for each role, acting for organisations of the demonstration zone."""

from nanfeng.web import city, clock
from nanfeng.web.closing.publishing import Team
from nanfeng.web.people.demonstration import DOMAIN, Setting, make_accounts, offices
from nanfeng.web.records.models import Record
from nanfeng.web.records.register import register

ONE_OF = {"service": "service", "bank": "bank", "guarantor": "guarantor", "institution": "university"}
"""Whom the external roles act for: the first organisation of a kind."""


def open_accounts() -> None:
    """Accounts for every role, as far as there are organisations to act for; those that are there stay."""
    enterprise, park = _enterprise()
    acting = {role: _first(kind) for role, kind in ONE_OF.items()}
    department = next(iter(city.pack().departments), "")
    setting = Setting(enterprise=enterprise, park=park, department=department, **acting)
    make_accounts(offices(setting))


def team() -> Team:
    """Those who publish in the demonstration."""
    return Team(f"statistician@{DOMAIN}", f"approver@{DOMAIN}")


def _enterprise() -> tuple[str, str]:
    """An enterprise that has filed of late, and its park."""
    owed = [name for name, form in city.pack().forms.items() if form.due]
    filed = (
        Record.objects.filter(form__in=owed, current=True).exclude(organisation="").order_by("-last", "organisation")
    )
    for organisation in filed.values_list("organisation", flat=True)[:100]:
        membership = register().membership(organisation, clock.today())
        if membership and membership.park:
            return organisation, membership.park
    return "", ""


def _first(kind: str) -> str:
    """The identifier of the first organisation of a kind in the register; empty where there is none."""
    names = [form.name for form in city.pack().forms.values() if form.register_role == "organisation"]
    of_kind = Record.objects.filter(form__in=names, current=True, content__kind=kind)
    return of_kind.order_by("organisation").values_list("organisation", flat=True).first() or ""
