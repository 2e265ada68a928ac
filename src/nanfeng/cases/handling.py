"""What people do with a case: begin it, fill it in, add documents, lead it on. Each gives the case as it is then, or
raises FlowError with the rules that refuse it; the case given stays as it is.

`others` is the book of all other cases of the programme: whoever writes holds it still until the case is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nanfeng.cases.attempt import Attempt, FlowError, listed
from nanfeng.cases.barriers import barriers
from nanfeng.cases.binding import subject_of
from nanfeng.cases.book import Book, overdrawn
from nanfeng.cases.case import Case
from nanfeng.cases.course import Actor
from nanfeng.cases.day import local_day
from nanfeng.cases.flow import Transition
from nanfeng.cases.judge import lacking, lacking_for, worsened
from nanfeng.cases.move import Choice, Move, move, step_of
from nanfeng.cases.paying import overpaid
from nanfeng.cases.programme import Programme, Section
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Doing:
    """Who does something with a case, when, and what all other cases take of the programme's limits."""

    actor: Actor
    at: datetime
    others: Book


def begin_case(programme: Programme, case: Case, doing: Doing) -> Case:
    """Let a case begin as this actor has filled it in; its course has no steps yet."""
    said = {name: value for name, value in case.values.items() if value is not None}
    _refuse((*_entry(programme, case, doing), *_closed(programme, case, said, doing.actor)))
    missing = lacking(programme, case, case.course.stage)
    _refuse((*missing, *overdrawn(programme, None, case, doing.others)))
    return case


def choices(programme: Programme, case: Case, doing: Doing) -> tuple[Choice, ...]:
    """Every transition that leads on from where the case stands, with all that refuses it to this actor now: the rules
    of the flow, what the stage that it leads to still lacks, and limits that are used up.
    """
    subject = subject_of(programme, case)
    found: list[Choice] = []
    for transition in programme.flow.leaving(case.course.stage):
        attempt = Attempt(programme.flow, case.course, transition, doing.actor, subject)
        after = _after(programme, case, transition, doing)
        found.append(Choice(transition, (*barriers(attempt), *_beyond(programme, case, after, doing.others))))
    return tuple(found)


def advance(programme: Programme, case: Case, wanted: Move, others: Book) -> Case:
    """Take one step with a case; the subject of the move is the case as it is, whatever `wanted` says."""
    _refuse(tuple(_edition(programme, case)))
    wanted = replace(wanted, subject=subject_of(programme, case))
    after = replace(case, course=move(programme.flow, case.course, wanted))
    _refuse(_beyond(programme, case, after, others))
    return after


def save(programme: Programme, case: Case, changes: Mapping[str, Value], doing: Doing) -> Case:
    """Fill in fields. It may leave what lacked before lacking, and make nothing worse."""
    changed = {name: value for name, value in changes.items() if value != case.values.get(name)}
    after = replace(case, values={**case.values, **changed})
    _refuse((*_edition(programme, case), *_ended(programme, case), *_closed(programme, case, changed, doing.actor)))
    worse = (*worsened(programme, case, after), *overpaid(programme, case, after))
    _refuse((*worse, *overdrawn(programme, case, after, doing.others)))
    return after


def add_paper(programme: Programme, case: Case, paper: tuple[str, str], doing: Doing) -> Case:
    """Add a document: its kind, and the sha256 of its bytes."""
    kind, digest = paper
    _refuse((*_edition(programme, case), *_ended(programme, case), *_not_filed_by(programme, kind, doing.actor)))
    held = case.papers.get(kind, ())
    return case if digest in held else replace(case, papers={**case.papers, kind: (*held, digest)})


def take_back_paper(programme: Programme, case: Case, paper: tuple[str, str], doing: Doing) -> Case:
    """Let a document count no more, where the stage does not need it."""
    kind, digest = paper
    _refuse((*_edition(programme, case), *_ended(programme, case), *_not_filed_by(programme, kind, doing.actor)))
    left = tuple(one for one in case.papers.get(kind, ()) if one != digest)
    after = replace(case, papers={**case.papers, kind: left})
    _refuse(worsened(programme, case, after))
    return after


def _refuse(issues: tuple[Issue, ...]) -> None:
    if issues:
        raise FlowError(issues)


def _beyond(programme: Programme, before: Case, after: Case, others: Book) -> tuple[Issue, ...]:
    """What a step needs beside the rules of the flow."""
    return (*lacking_for(programme, before, after), *overdrawn(programme, before, after, others))


def _after(programme: Programme, case: Case, transition: Transition, doing: Doing) -> Case:
    """The case as the transition would leave it."""
    subject = subject_of(programme, case)
    wanted = Move(transition.id, doing.actor, subject, case.course.version, doing.at, doing.at)
    return replace(case, course=case.course.followed_by(step_of(case.course, transition, wanted)))


def _entry(programme: Programme, case: Case, doing: Doing) -> Iterator[Issue]:
    yield from _edition(programme, case)
    if doing.actor.role not in programme.begun_by:
        may = listed([role.label for role in programme.begun_by])
        why = Text(f"{doing.actor.role.label.zh}不能发起", f"not for the role of {doing.actor.role.label.en}")
        yield _issue(programme, "begun_by", why, Text(f"由{may.zh}发起", f"it is begun by: {may.en}"))
    if programme.parks and case.park not in programme.parks:
        why = Text("该项目不在此园区开展", "it does not run in this park")
        yield _issue(programme, "park", why, Text("核对园区", "check the park"))
    yield from _outside(programme, case, doing)


def _outside(programme: Programme, case: Case, doing: Doing) -> Iterator[Issue]:
    """A cohort that is not there, or not open on the day."""
    if not programme.cohorts and case.cohort is None:
        return
    day = local_day(doing.at)
    open_now = [one for one in programme.cohorts if one.opens <= day <= one.closes]
    if case.cohort not in [one.id for one in open_now]:
        labels = listed([one.label for one in open_now])
        why = Text("该批次现在不接受申请", "this round takes no applications now")
        mend = Text(f"现在可申请：{labels.zh or '无'}", f"open now: {labels.en or 'none'}")
        yield _issue(programme, "cohort", why, mend)


def _edition(programme: Programme, case: Case) -> Iterator[Issue]:
    """A case goes on under the version that it began under, until it is moved over."""
    if case.edition != programme.edition:
        why = Text("该办件按另一版本办理", "the case goes by another version of the programme")
        mend = Text("按其版本办理，或先转入新版本", "use its own version, or move the case over first")
        yield _issue(programme, "edition", why, mend)


def _ended(programme: Programme, case: Case) -> Iterator[Issue]:
    if not case.course.state.goes_on:
        yield _issue(programme, "state", *case.course.state.refusal)


def _closed(programme: Programme, case: Case, changed: Mapping[str, Value], actor: Actor) -> Iterator[Issue]:
    """Fields that there are not, that are not for this role to fill in, or no longer in this stage."""
    homes = {each.name: section for section in programme.sections for each in section.fields}
    for name in changed:
        section = homes.get(name)
        if section is None:
            why = Text("没有这个字段", "there is no such field")
            yield _issue(programme, "unknown", why, Text("核对字段名", "check its name"), name)
        elif actor.role not in section.filled_by:
            may = listed([role.label for role in section.filled_by])
            why = Text(f"“{section.label.zh}”由{may.zh}填写", f"{section.label.en!r} is filled in by: {may.en}")
            yield _issue(programme, "filled_by", why, Text("请其填写", "ask them to"), name)
        elif _is_over(programme, section, case):
            why = Text(f"“{section.label.zh}”已不能再改", f"{section.label.en!r} can no longer be changed")
            yield _issue(programme, "until", why, Text("先退回到可以修改的阶段", "let the case go back first"), name)


def _is_over(programme: Programme, section: Section, case: Case) -> bool:
    return section.until is not None and programme.place(case.course.stage) > programme.place(section.until)


def _not_filed_by(programme: Programme, kind: str, actor: Actor) -> Iterator[Issue]:
    paper = next((one for one in programme.papers if one.id == kind), None)
    if paper is None:
        why = Text("没有这类材料", "there is no such kind of document")
        yield _issue(programme, "unknown", why, Text("选择材料类别", "choose its kind"), kind)
    elif actor.role not in paper.filed_by:
        may = listed([role.label for role in paper.filed_by])
        why = Text(f"“{paper.label.zh}”由{may.zh}提交", f"{paper.label.en!r} is filed by: {may.en}")
        yield _issue(programme, "filed_by", why, Text("请其提交", "ask them to"), kind)


def _issue(programme: Programme, code: str, wrong: Text, mend: Text, at: str | None = None) -> Issue:
    return Issue(code, programme.id, at or code, wrong, mend)
