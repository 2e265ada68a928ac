"""What approvals and confirmations are bound to: the digest of values, so that changing one voids them."""

from collections.abc import Iterable, Mapping

from nanfeng.cases.attempt import Subject
from nanfeng.cases.case import Case
from nanfeng.cases.programme import Outcome, Programme
from nanfeng.forms.value import Value
from nanfeng.kinds.digest import digest_of


def subject_of(programme: Programme, case: Case) -> Subject:
    """The case as the stage machine takes it."""
    return Subject(bound_digest(programme, case), case.facts, case.organisation)


def bound_digest(programme: Programme, case: Case) -> str:
    """The digest of what approvals are given to: the fields and documents of what binds in the programme."""
    names = (each.name for section in programme.sections if section.binds for each in section.fields)
    kinds = [paper.id for paper in programme.papers if paper.binds and case.papers.get(paper.id)]
    papers = {kind: sorted(case.papers[kind]) for kind in kinds}
    return digest_of({"values": _said(case.values, names), "papers": papers})


def outcome_digest(outcome: Outcome, values: Mapping[str, Value]) -> str:
    """The digest of what a confirmation of the outcome is given to."""
    return digest_of(_said(values, outcome.fields))


def confirmed(programme: Programme, case: Case) -> frozenset[str]:
    """The outcomes that are confirmed as they stand now."""
    given = {(each.outcome, each.digest) for each in case.confirmations}
    return frozenset(one.id for one in programme.outcomes if (one.id, outcome_digest(one, case.values)) in given)


def _said(values: Mapping[str, Value], names: Iterable[str]) -> dict[str, Value]:
    """What is filled in: a field that is empty and one that is not there are the same."""
    return {name: values[name] for name in names if values.get(name) is not None}
