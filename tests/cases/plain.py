"""A second, plainer reading of a programme's rules, over dictionaries: it judges what the engine does with a case."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from nanfeng.cases.state import State

from .programmes import STAGES, TRANSITIONS

OVER = (State.WITHDRAWN, State.LOST)


@dataclass
class Plain:
    """A case as the plain reading keeps it. `been` are the stages it was in with their days; `log` who did what in the
    present round, with what an approval was given to (None: it was none).
    """

    organisation: str
    park: str | None
    cohort: str | None
    values: dict
    begun: date
    stage: str = "s0"
    state: State = State.ACTIVE
    papers: dict = field(default_factory=lambda: {"plan": set()})
    visits: int = 0
    known: bool | None = None
    confirmed: list = field(default_factory=list)
    paid: dict = field(default_factory=dict)
    been: list = field(default_factory=list)
    log: list = field(default_factory=list)
    steps: int = 0


def after(stage, since):
    return since is None or STAGES.index(stage) >= STAGES.index(since)


def holds(text, case, today):
    said = case.values.get
    if text.startswith("size"):
        return said("size") is not None and said("size") > 3
    if text.startswith("done"):
        return said("done") is True
    if text.startswith("grant"):
        return None not in (said("grant"), said("asked")) and said("grant") <= said("asked")
    return today >= date(2024, 1, 1)


def lacks(programme, case, stage, today):
    """(rule, what it is about) of everything that the case would lack in a stage."""
    found = set()
    for section in programme.sections:
        if after(stage, section.since):
            asked = [each.name for each in section.fields if each.required]
            found |= {("field", name) for name in asked if case.values.get(name) is None}
    for paper in programme.papers:
        if paper.since and after(stage, paper.since) and not case.papers[paper.id]:
            found.add(("paper", paper.id))
    for demand in programme.demands:
        if after(stage, demand.since) and not holds(demand.rule.text, case, today):
            found.add(("demand", demand.id))
    for linked in programme.linked:
        if linked.since and after(stage, linked.since) and case.visits < linked.at_least:
            found.add(("linked", "visit"))
    for outcome in programme.outcomes:
        if outcome.since and after(stage, outcome.since) and not is_confirmed(case, outcome):
            found.add(("outcome", outcome.id))
    for limit in programme.limits:
        if after(stage, limit.since) and (None in pot(limit, case)[1:] or (part(limit, case) or -1) < 0):
            found.add(("limit", limit.id))
    asks = programme.eligible_since
    if asks and after(stage, asks) and not after(case.stage, asks) and case.known is not True:
        found.add(("criterion", "fit"))
    return found


def part(limit, case):
    return Decimal(1) if limit.of is None else case.values.get(limit.of)


def pot(limit, case):
    """What a limit is divided by; the year only says when, it is never missing from what was reached."""
    years = [day.year for stage, day in [("s0", case.begun), *case.been] if after(stage, limit.since)]
    own = {"cohort": case.cohort, "park": case.park, "organisation": case.organisation}
    own |= {"year": years[0] if years else "", "supplier": case.values.get("supplier")}
    return (limit.id, *(own[name] for name in limit.per))


def taken(limit, case):
    paid = sum((amount for _, amount in case.paid.values()), Decimal(0)) if limit.of == "grant" else Decimal(0)
    counts = case.state not in OVER and after(case.stage, limit.since)
    return max(part(limit, case) or Decimal(0), Decimal(0), paid) if counts else paid


def takes(programme, case):
    return {pot(limit, case): (taken(limit, case), limit.total) for limit in programme.limits if taken(limit, case)}


def all_taken(programme, cases):
    found = {}
    for case in cases:
        for key, (amount, _) in takes(programme, case).items():
            found[key] = found.get(key, Decimal(0)) + amount
    return found


def overdraws(programme, before, case, others):
    """Whether the case now takes more than before of a pot that has not so much left."""
    had, taken_by_others = takes(programme, before) if before else {}, all_taken(programme, others)
    return any(
        amount > had.get(key, (Decimal(0),))[0] and taken_by_others.get(key, Decimal(0)) + amount > total
        for key, (amount, total) in takes(programme, case).items()
    )


def bound(programme, case):
    """What approvals are given to."""
    names = [each.name for section in programme.sections if section.binds for each in section.fields]
    papers = [sorted(case.papers[one.id]) for one in programme.papers if one.binds]
    return repr(([case.values.get(name) for name in names], papers))


def said(case, outcome):
    return [case.values.get(name) for name in outcome.fields]


def is_confirmed(case, outcome):
    return any(held == said(case, outcome) for held in case.confirmed)


def may_confirm(case, outcome, actor):
    whose = case.organisation if outcome.by is None else case.values.get(outcome.by)
    own = whose is not None and actor.acting_for == whose
    return own and case.state not in OVER and None not in said(case, outcome) and not is_confirmed(case, outcome)


def may_pay(programme, case, one, actor, today):
    if one.id in case.paid or case.state is not State.ACTIVE or actor.role not in one.paid_by:
        return False
    sound = one.when is None or holds(one.when.text, case, today)
    confirmed = one.confirmed is None or is_confirmed(case, programme.outcomes[0])
    since = [one.since, *(limit.since for limit in programme.limits if limit.of == one.of)]
    return all(after(case.stage, stage) for stage in since) and sound and confirmed


def may_save(programme, case, changes, actor):
    """Whether the role may fill in these fields in the present stage."""
    homes = {each.name: section for section in programme.sections for each in section.fields}
    changed = [homes[name] for name, value in changes.items() if value != case.values.get(name)]
    late = [one for one in changed if one.until and STAGES.index(case.stage) > STAGES.index(one.until)]
    return case.state not in OVER and not late and all(actor.role in one.filled_by for one in changed)


def may_move(programme, case, name, actor, today):
    """Whether the rules of the flow let this actor take a step."""
    one = programme.transitions[TRANSITIONS.index(name)]
    given = bound(programme, case)
    standing = [entry for entry in case.log if entry[3] == given]
    own = {entry[0] for entry in case.log if entry[1] == actor.by}
    people = {need: {entry[1] for entry in standing if entry[2] == need.role} for need in one.needs}
    again = one.approval and one.target is None and (name, actor.by) in [entry[:2] for entry in standing]
    return (
        case.stage in one.sources
        and case.state in one.while_in
        and actor.role in one.roles
        and not own & set(one.not_by)
        and not (one.independent and actor.acting_for == case.organisation)
        and not again
        and all(len(people[need]) >= need.count for need in one.needs)
        and all(holds(each.rule.text, case, today) for each in one.conditions)
    )


def step(programme, case, name, actor, day):
    """Take the step."""
    one = programme.transitions[TRANSITIONS.index(name)]
    given = bound(programme, case) if one.approval else None
    case.log = [] if one.begins_round else case.log
    case.log.append((name, actor.by, actor.role, given))
    case.stage, case.state = one.target or case.stage, one.state or case.state
    case.been.append((case.stage, day))
    case.steps += 1


def may_begin(programme, case, others, by):
    actor, today = by
    open_now = [one.id for one in programme.cohorts if one.opens <= today <= one.closes]
    fits = case.cohort in open_now if programme.cohorts else case.cohort is None
    there = not programme.parks or case.park in programme.parks
    whole = not lacks(programme, case, "s0", today) and not overdraws(programme, None, case, others)
    own = may_save(programme, replace(case, values={}), case.values, actor)
    return actor.role in programme.begun_by and own and fits and there and whole


def stepped(programme, case, others, by):
    """Whether a step is allowed, and the case as it would be then."""
    name, actor, today = by
    new = deepcopy(case)
    step(programme, new, name, actor, today)
    on = STAGES.index(new.stage) > STAGES.index(case.stage)
    missing = lacks(programme, case, new.stage, today) if on else set()
    flow = may_move(programme, case, name, actor, today)
    return flow and not missing and not overdraws(programme, case, new, others), new
