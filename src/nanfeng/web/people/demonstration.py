"""The accounts of the demonstration: one for each role, shown at the sign-in of a demonstration and nowhere else."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from nanfeng.kinds.role import Role
from nanfeng.ledger.storage import write_whole
from nanfeng.web import city
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.queries import standing
from nanfeng.web.people.services import grant
from nanfeng.web.people.services.accounts import open_account

DOMAIN = "demo.example"
_FILE = "demo-password"


@dataclass(frozen=True)
class Setting:
    """For whom the demonstration's people act: canonical identifiers of organisations, codes of park and department."""

    enterprise: str
    service: str
    bank: str
    guarantor: str
    institution: str
    park: str
    department: str


@dataclass(frozen=True)
class Account:
    """An account as the sign-in page offers it."""

    email: str
    post: Post
    role: Role


def offices(setting: Setting) -> list[Office]:
    """One office for each role."""
    for_whom = {
        Role.ENTERPRISE_CLERK: {"organisation": setting.enterprise, "park": setting.park},
        Role.SERVICE_ORGANISATION: {"organisation": setting.service},
        Role.BANK_OFFICER: {"organisation": setting.bank},
        Role.GUARANTOR: {"organisation": setting.guarantor},
        Role.RESEARCH_INSTITUTION: {"organisation": setting.institution},
        Role.STATION_STAFF: {"park": setting.park},
        Role.PARK_OFFICER: {"park": setting.park},
        Role.DEPARTMENT_OFFICER: {"department": setting.department},
    }
    return [Office(role, **for_whom.get(role, {})) for role in Role]


def make_accounts(wanted: Iterable[Office]) -> list[User]:
    """Accounts for these offices, each role's first as `<role>@demo.example`, the next as `<role>2@…`; those that
    are there already stay. All sign in with `pass_phrase`.
    """
    counted: dict[Role, int] = {}
    users = []
    for office in wanted:
        number = counted[office.role] = counted.get(office.role, 0) + 1
        email = f"{office.role.value}{number if number > 1 else ''}@{DOMAIN}"
        name = office.role.label.zh
        user = User.objects.filter(email=email).first() or open_account(email, pass_phrase(), name)
        grant(user, office, "demonstration")
        users.append(user)
    return users


def pass_phrase() -> str:
    """The one pass phrase of all accounts of this installation's demonstration, made once and kept in the home."""
    path = city.home() / _FILE
    if not path.is_file():
        write_whole(path, _write)
    return path.read_text("ascii").strip()


def shown() -> list[Account]:
    """What the sign-in page offers, each account once, in the order of the roles; nothing outside a demonstration."""
    if not settings.ENVIRONMENT.demo:
        return []
    posts = standing().filter(user__email__endswith=f"@{DOMAIN}").select_related("user")
    order = list(Role)
    first = {post.user.email: post for post in reversed(posts)}
    return sorted(
        (Account(email, post, Role(post.role)) for email, post in first.items()),
        key=lambda account: (order.index(account.role), account.email),
    )


def _write(path: Path) -> None:
    path.touch(mode=0o600)
    path.write_text("-".join(secrets.token_hex(3) for _ in range(3)) + "\n", "ascii")
