"""Filling in a case: what is typed is read by the core's intake, and what is wrong stands beside its field."""

from collections.abc import Mapping

from nanfeng.cases.handling import save as core_save
from nanfeng.kinds.digest import digest_of
from nanfeng.web.flows.conflict import changed
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services.keeping import changing, doing, keep
from nanfeng.web.programmes.typed import understood
from nanfeng.web.programmes.whole import Whole


def token(found: Whole) -> str:
    """What tells one state of a case's page from another."""
    return digest_of([found.case.course.version, found.case.values])


def save(number: str, seen: str, typed: Mapping[str, str]) -> Case:
    """Fill in fields with what was typed, by their names; those that are not named stay as they are.

    Raise NotUnderstoodError for what is typed and not understood, another FlowError where a rule refuses it, and
    ConflictError where the case is no longer as it was `seen` (a token). Nothing is written then.
    """
    with changing(number) as found:
        if token(found) != seen:
            raise changed(found.programme.flow, "save")
        values = understood(found.programme, typed)
        return keep(found, core_save(found.programme, found.case, values, doing(found.programme, found.row)))
