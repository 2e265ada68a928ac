"""Who may see which organisation, and how much of it."""

from dataclasses import dataclass

from django.db.models import Q

from nanfeng.forms.field import Sensitivity
from nanfeng.forms.form import Form
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import present_doer
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import EVERYWHERE, present

DIRECTORY = frozenset(Role) - {Role.ENTERPRISE_CLERK}
"""Who looks organisations up: everybody who works with more than his own enterprise."""

DECIDES = (Role.PARK_OFFICER, Role.STATISTICIAN)
"""Who decides on duplicates: the officer those of his park, the statistician all."""

_WATCHES = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
_FIGURES = frozenset({Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR, Role.PARK_OFFICER})


@dataclass(frozen=True)
class Sight:
    """How much of one organisation is shown: its `records`, those fields of them that are `confidential`, what the
    `log` says of it, and there even the `looks` at it. The directory's public facts are shown in any case.
    """

    records: bool = False
    confidential: bool = False
    log: bool = False
    looks: bool = False


def seen() -> Q:
    """The organisations that the present doer may look up, as a filter of the directory."""
    role = present_doer().role
    if role and Role(role) not in DIRECTORY:
        return Q(pk__in=present().organisations)
    return Q()


def sight_of(organisation: Organisation) -> Sight:
    """How much the present doer sees of an organisation that he may look up."""
    role = present_doer().role
    scope = present()
    if organisation.pk in scope.organisations or (not role and EVERYWHERE in scope.parks):
        return Sight(records=True, confidential=True, log=True)
    if not role or Role(role) not in STAFF:
        return Sight()
    within = EVERYWHERE in scope.parks or organisation.park in scope.parks
    return Sight(
        records=True,
        confidential=role in _FIGURES,
        log=role in _WATCHES or (within and role in _FIGURES),
        looks=role in _WATCHES,
    )


def shown_fields(form: Form, sight: Sight) -> list[str]:
    """The names of the fields of a form that are shown; whose record it is stands above them."""
    hidden = () if sight.confidential else (Sensitivity.CONFIDENTIAL,)
    return [field.name for field in form.fields if field.sensitivity not in hidden and field.name != form.organisation]
