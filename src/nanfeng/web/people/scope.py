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
from nanfeng.web.people.roles import READ_ONLY, READS_LOG, SIGHT

EVERYWHERE = "*"


@dataclass(frozen=True)
class Scope:
    """What may be seen: all records of `organisations`, and records of `purposes` in `parks` (`*`: everywhere).

    Public records may be seen by all. `writes` says whether anything may be written at all, `log` whether the log is
    read whole. `desk` is where somebody's own work lies who has neither an organisation nor a purpose: it counts as an
    organisation that is his alone.
    """

    organisations: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    writes: bool = False
    log: bool = False
    desk: str = ""

    @property
    def owns(self) -> tuple[str, ...]:
        """Whose records are seen whole: those of its organisations, and what lies on its desk."""
        return (*self.organisations, self.desk) if self.desk else self.organisations

    def holds(self, organisation: str, park: str, purpose: Purpose) -> bool:
        """Whether a record is within the scope: then it may be seen, and written where the scope writes."""
        in_park = EVERYWHERE in self.parks or park in self.parks
        return organisation in self.owns or (purpose in self.purposes and in_park)

    @property
    def condition(self) -> Q:
        """The scope as a filter of any table with columns organisation, park and purpose."""
        own = Q(organisation__in=self.owns)
        if not self.purposes or not self.parks:
            return own
        wide = Q(purpose__in=[purpose.value for purpose in self.purposes])
        return own | (wide if EVERYWHERE in self.parks else wide & Q(park__in=self.parks))

    @property
    def readable(self) -> Q:
        """The scope and public records, as a filter of the table of records."""
        return self.condition | Q(purpose=Purpose.PUBLIC.value)


PUBLIC = Scope()
"""What somebody without an account sees: public records, and he writes nothing through a scope."""

SYSTEM = Scope(parks=(EVERYWHERE,), purposes=tuple(Purpose), writes=True, log=True)
"""What jobs of the platform itself see: everything."""


def scope_of(post: Post | None) -> Scope:
    """What a post may see and write; without a post, what the public may."""
    if post is None:
        return PUBLIC
    role = Role(post.role)
    sight = SIGHT[role]
    own = post.organisation or (f"cn-dept:{post.department}" if post.department else "")
    parks = (EVERYWHERE,) if sight.zone_wide else tuple(filter(None, [post.park]))
    return Scope(
        organisations=(own,) if own else (),
        parks=parks,
        purposes=tuple(sorted(sight.purposes)),
        writes=role not in READ_ONLY,
        log=role in READS_LOG,
        desk="" if own or sight.purposes else f"post:{post.pk}",
    )


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
    outer, within = present(), connection.in_atomic_block
    token = _present.set(scope)
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
            if within and not connection.needs_rollback:
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
        "nanfeng.organisations": ",".join(scope.owns),
        "nanfeng.parks": ",".join(scope.parks),
        "nanfeng.purposes": ",".join(scope.purposes),
        "nanfeng.writes": "on" if scope.writes else "off",
        "nanfeng.log": "on" if scope.log else "off",
    }
    told = ", ".join(["set_config(%s, %s, true)"] * len(says))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told}", [text for pair in says.items() for text in pair])
