"""Who may see what of figures beyond the releases, of which `closing.access` says it."""

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web.people.roles import SIGHT

WATCHERS = tuple(role for role in Role if Purpose.STATISTICS in SIGHT[role].purposes)
"""Who sees statistical returns of single enterprises, of the zone or of a park."""
