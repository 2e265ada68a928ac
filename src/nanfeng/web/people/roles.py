"""What each role sees of single records. Said once: pages, API, search, export, report and database follow it."""

from dataclasses import dataclass

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role

STAFF = frozenset(
    {
        Role.STATION_STAFF,
        Role.INVESTMENT_OFFICER,
        Role.PARK_OFFICER,
        Role.DEPARTMENT_OFFICER,
        Role.STATISTICIAN,
        Role.PLANNER,
        Role.APPROVER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
"""Who works for the zone, its parks or the city: they need a second factor."""

EXTERNAL = frozenset(Role) - STAFF


@dataclass(frozen=True)
class Sight:
    """Records that a role works with besides those of its own organisation, which it sees whole.

    `purposes` of which records; `zone_wide` of every park, else of the post's own. Public records are seen by
    everybody: where they stand among the purposes, the role also writes them.
    """

    purposes: frozenset[Purpose] = frozenset()
    zone_wide: bool = False


_OFFICE = frozenset({Purpose.PUBLIC, Purpose.SERVICE})

SIGHT = dict.fromkeys(Role, Sight()) | {
    Role.STATION_STAFF: Sight(_OFFICE, zone_wide=True),
    Role.INVESTMENT_OFFICER: Sight(_OFFICE, zone_wide=True),
    Role.PARK_OFFICER: Sight(_OFFICE | {Purpose.STATISTICS}),
    Role.DEPARTMENT_OFFICER: Sight(frozenset({Purpose.PUBLIC}), zone_wide=True),
    Role.STATISTICIAN: Sight(frozenset(Purpose), zone_wide=True),
    Role.PLANNER: Sight(_OFFICE, zone_wide=True),
    Role.APPROVER: Sight(frozenset(Purpose), zone_wide=True),
    Role.AUDITOR: Sight(frozenset(Purpose), zone_wide=True),
}
"""Statistical returns: their own enterprise, its park, the statistician, the approver and the auditor, nobody else.
Who works for no office (enterprises, banks, experts) has his own organisation's records and no others, and so has the
administrator.
"""

READ_ONLY = frozenset({Role.AUDITOR})

READS_LOG = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
"""Who reads the log whole; it tells who did what to which record, never the record's values."""
