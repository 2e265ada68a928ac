"""A scope: which records somebody may see and write; queries filter by it, and the database's policy reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer, gathering
from nanfeng.web.people.models import Post
from nanfeng.web.people.roles import READ_ONLY, SIGHT

EVERYWHERE = "*"


@dataclass(frozen=True)
class Scope:
    """What may be seen: all records of `organisations`, and records of `purposes` in `parks` (`*`: everywhere).

    Public records may be seen by all. `writes` says whether anything may be written at all.
    """

    organisations: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    writes: bool = False

    def holds(self, organisation: str, park: str, purpose: Purpose) -> bool:
        """Whether a record is within the scope: then it may be seen, and written where the scope writes."""
        in_park = EVERYWHERE in self.parks or park in self.parks
        return organisation in self.organisations or (purpose in self.purposes and in_park)

    @property
    def condition(self) -> Q:
        """The scope as a filter of any table with columns organisation, park and purpose."""
        seen = Q(purpose=Purpose.PUBLIC.value) | Q(organisation__in=self.organisations)
        if not self.purposes or not self.parks:
            return seen
        wide = Q(purpose__in=[purpose.value for purpose in self.purposes])
        return seen | (wide if EVERYWHERE in self.parks else wide & Q(park__in=self.parks))


PUBLIC = Scope()
"""What somebody without an account sees: public records, and he writes nothing through a scope."""

SYSTEM = Scope(parks=(EVERYWHERE,), purposes=tuple(Purpose), writes=True)
"""What jobs of the platform itself see: everything."""


def scope_of(post: Post | None) -> Scope:
    """What a post may see and write; without a post, what the public may."""
    if post is None:
        return PUBLIC
    role = Role(post.role)
    sight = SIGHT[role]
    own = post.organisation or (f"cn-dept:{post.department}" if post.department else "")
    parks = (EVERYWHERE,) if sight.zone_wide else tuple(filter(None, [post.park]))
    return Scope((own,) if own else (), parks, tuple(sorted(sight.purposes)), role not in READ_ONLY)


_present: ContextVar[Scope] = ContextVar("scope", default=PUBLIC)


def present() -> Scope:
    """The scope that the running request or job acts in."""
    return _present.get()


@contextmanager
def seeing(scope: Scope) -> Iterator[None]:
    """Open a transaction in which the database shows and takes only what the scope allows.

    Settings are local to the transaction: a pooled connection never carries a scope to the next request. Within
    another transaction its scope comes back at the end: what the platform looks up for somebody who may not see it
    himself it looks up in `seeing(SYSTEM)`.
    """
    outer = present()
    token = _present.set(scope)
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
            if connection.in_atomic_block and not connection.needs_rollback:
                _tell_database(outer)  # of a transaction around this one; what is undone restores itself
    finally:
        _present.reset(token)


@contextmanager
def acting(scope: Scope, doer: Doer) -> Iterator[None]:
    """Open a transaction that sees what the scope allows, and in which the log is told of what this doer does."""
    with seeing(scope), gathering(doer):
        yield


def _tell_database(scope: Scope) -> None:
    says = {
        "nanfeng.organisations": ",".join(scope.organisations),
        "nanfeng.parks": ",".join(scope.parks),
        "nanfeng.purposes": ",".join(scope.purposes),
        "nanfeng.writes": "on" if scope.writes else "off",
    }
    told = ", ".join(["set_config(%s, %s, true)"] * len(says))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told}", [text for pair in says.items() for text in pair])
