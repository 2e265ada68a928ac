"""What holds between the definitions of a pack: small checks, each giving issues."""

from nanfeng.pack.checks.subject import Check, Subject

CHECKS: tuple[Check, ...] = ()
"""Every check of a pack, in the order in which their issues are shown."""

__all__ = ["CHECKS", "Check", "Subject"]
