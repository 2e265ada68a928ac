"""Who opens the pages of cases: everybody who has work there; what he sees of it is said in `access`."""

from nanfeng.kinds.role import Role

WORKERS = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
"""The administrator looks after the platform, and has no cases."""
