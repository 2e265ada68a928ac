"""Who calls what, where several operations share it."""

from nanfeng.kinds.role import Role

FILERS = tuple(role for role in Role if role not in (Role.AUDITOR, Role.EXPERT, Role.ADMINISTRATOR))
"""Who may file some form; which, is said by the forms."""

READERS = (*FILERS, Role.AUDITOR)
"""Who may see what was filed, as far as his scope goes."""

REVIEWERS = (Role.PARK_OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR)
"""Who sees the returns of others."""
