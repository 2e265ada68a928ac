"""A small made-up zone: six enterprises in two parks that owe monthly returns, and somebody for every role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nanfeng.intake.typed import take_rows
from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.demonstration import Setting, offices
from nanfeng.web.people.models import User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant
from nanfeng.web.records.intake import Sender, context, keep
from nanfeng.web.records.queries import table

NANHAI, SHUNDE = "park_nanhai", "park_shunde"
DEPARTMENT = "industry_it"


@dataclass(frozen=True)
class Enterprise:
    """An enterprise: its canonical identifier, its name, its park."""

    organisation: str
    name: str
    park: str


def enterprise(number: int, park: str) -> Enterprise:
    """The made-up enterprise of that number, with a credit code that passes its check."""
    body = f"91440605MA4NF{number:04}"
    return Enterprise(f"uscc:{body}{check_character(body)}", f"试岭第{number}制造有限公司", park)


ENTERPRISES = tuple(enterprise(number, NANHAI if number <= 3 else SHUNDE) for number in range(1, 7))
"""Three in Nanhai, then three in Shunde. The first is the clerk's own."""

OWN = ENTERPRISES[0]
OTHERS = tuple(enterprise(number, NANHAI) for number in range(9001, 9005))
"""Whom the service organisation, the bank officer, the guarantor and the research institution act for."""
_SETTING = Setting(OWN.organisation, *(one.organisation for one in OTHERS), park=NANHAI, department=DEPARTMENT)


def file(form: str, rows: Sequence[Mapping[str, str]], by: str = "test") -> None:
    """Take rows in through the core's intake, as the platform does, and keep them; each has to be accepted."""
    definition = city.pack().forms[form]
    with acting(SYSTEM, Doer(by)):
        taken = take_rows(definition, rows, context(Sender(by, clock.now(), synthetic=True), table(definition)))
        faults = [issue.wrong.en for row in (*taken.refused, *taken.questions) for issue in row.issues]
        assert not faults, faults
        keep(taken)


def settle(enterprises: Sequence[Enterprise]) -> None:
    """Enter enterprises in the register, in their parks, and in the statistical scope, all since 2020."""
    register(enterprises)
    since = {"industry": "C3851", "since": "2020-01-01"}
    file("membership", [{"organisation": one.organisation, "park": one.park, **since} for one in enterprises])
    file("statistical_scope", [{"organisation": one.organisation, "entered": "2020-01-01"} for one in enterprises])


def register(organisations: Sequence[Enterprise]) -> None:
    """Enter organisations in the register, and nowhere else."""
    file("enterprise", [_registered(one) for one in organisations])


def _registered(one: Enterprise) -> Mapping[str, str]:
    return {
        "organisation": one.organisation,
        "name": one.name,
        "kind": "enterprise",
        "established": "2019-05-06",
        "address": "虚构路1号",
    }


def somebody_for_every_role() -> dict[Role, User]:
    """An account `<role>@example.org` for every role, each with one post; officers are of Nanhai."""
    users = {}
    with acting(SYSTEM, Doer("test")):
        for office in offices(_SETTING):
            users[office.role], _ = User.objects.get_or_create(email=f"{office.role}@example.org")
            grant(users[office.role], office, "test")
    return users
