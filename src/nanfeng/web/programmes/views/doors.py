"""Who opens the pages of cases: everybody who has work there; what he sees of it is said in `access`."""

from nanfeng.kinds.role import Role
from nanfeng.web.people.roles import STAFF

WORKERS = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
"""The administrator looks after the platform, and has no cases."""

FIELD = tuple(role for role in WORKERS if role in STAFF)
"""Who works for the zone where the enterprises are."""
