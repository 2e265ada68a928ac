"""The demonstration's people: one for each role, acting for organisations of the demonstration zone."""

from collections import Counter

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.closing.publishing import Team
from nanfeng.web.people.demonstration import DOMAIN, Setting, make_accounts, offices
from nanfeng.web.people.models import Office
from nanfeng.web.records.models import Record
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.stages import DRAFT

ONE_OF = {"service": "service", "bank": "bank", "guarantor": "guarantor", "institution": "laboratory"}
"""Whom the external roles act for: the first organisation of a kind."""


def open_accounts() -> str:
    """Accounts for every role, as far as there are organisations to act for; those that are there stay.

    Gives the park whose officer one can be.
    """
    enterprise, park = _enterprise()
    acting = {role: _first(kind) for role, kind in ONE_OF.items()}
    leads, *files = _departments()
    setting = Setting(enterprise=enterprise, park=park, department=leads, **acting)
    make_accounts([*offices(setting), *(Office(Role.DEPARTMENT_OFFICER, department=one) for one in files)])
    return park


def team() -> Team:
    """Those who publish in the demonstration."""
    return Team(f"statistician@{DOMAIN}", f"approver@{DOMAIN}")


def _enterprise() -> tuple[str, str]:
    """An enterprise that has not reported yet, and its park."""
    owing = Return.objects.filter(course__stage=DRAFT, filed_at=None).exclude(park="")
    return owing.order_by("-call__last", "organisation").values_list("organisation", "park").first() or ("", "")


def _departments() -> list[str]:
    """The department that leads most measures, and the one that files most returns where that is another."""
    pack = city.pack()
    leads = Counter(measure.lead for plan in pack.plans.values() for measure in plan.measures if measure.lead)
    files = Counter(code for form in pack.forms.values() if form.due for code in form.due.departments)
    busiest = [code for counted in (leads, files) for code, _ in counted.most_common(1)]
    return list(dict.fromkeys(busiest)) or [next(iter(pack.departments), "")]


def _first(kind: str) -> str:
    """The identifier of the first organisation of a kind in the register; empty where there is none."""
    names = [form.name for form in city.pack().forms.values() if form.register_role == "organisation"]
    of_kind = Record.objects.filter(form__in=names, current=True, content__kind=kind)
    return of_kind.order_by("organisation").values_list("organisation", flat=True).first() or ""
