"""What a case lacks: the one answer to "may this be saved", "what is missing for the next stage" and "is this section
complete".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nanfeng.cases.binding import confirmed
from nanfeng.cases.book import unclear
from nanfeng.cases.case import Case
from nanfeng.cases.programme import Programme
from nanfeng.kinds.answer import Answer, Verdict
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class _Look:
    """A case held against a programme, as if it stood in `stage`."""

    programme: Programme
    case: Case
    stage: str

    def needed(self, since: str | None) -> bool:
        return self.programme.reached(self.stage, since)

    def lacks(self, code: str, at: str, said: tuple[Text, Text]) -> Issue:
        return Issue(code, self.programme.id, at, said[0], said[1], field=at if code == "field" else None)


def lacking(programme: Programme, case: Case, stage: str) -> tuple[Issue, ...]:
    """What a case would lack in a stage, all of it; nothing lacks in one that it may stand in.

    An issue names in `at` the field, document, demand, form, outcome, limit or criterion that it is about; its code
    says which of these.
    """
    look = _Look(programme, case, stage)
    return tuple(issue for part in _PARTS for issue in part(look))


def lacking_for(programme: Programme, before: Case, after: Case) -> tuple[Issue, ...]:
    """What a case still lacks for a step that leads it on; nothing for one that leads back or stays where it is."""
    on = programme.place(after.course.stage) > programme.place(before.course.stage)
    return lacking(programme, before, after.course.stage) if on else ()


def worsened(programme: Programme, before: Case, after: Case) -> tuple[Issue, ...]:
    """What would lack in the present stage once this is saved, and did not before: it may be saved where nothing does.

    What lacked before may go on lacking, so that a stricter rule never keeps an old case from being mended bit by bit.
    """
    known = {(issue.code, issue.at) for issue in lacking(programme, before, before.course.stage)}
    now = lacking(programme, after, after.course.stage)
    return tuple(issue for issue in now if (issue.code, issue.at) not in known)


def in_section(programme: Programme, section: str, issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Those issues that are about the fields of a section; it is complete where there are none."""
    names = {each.name for one in programme.sections if one.id == section for each in one.fields}
    return tuple(issue for issue in issues if issue.code == "field" and issue.at in names)


def _fields(look: _Look) -> Iterator[Issue]:
    for section in look.programme.sections:
        if not look.needed(section.since):
            continue
        for each in section.fields:
            if each.required and look.case.values.get(each.name) is None:
                wrong = Text(f"没有填写“{each.label.zh}”", f"{each.label.en!r} is not filled in")
                where = Text(f"在“{section.label.zh}”中填写", f"fill it in under {section.label.en!r}")
                yield look.lacks("field", each.name, (wrong, where))


def _papers(look: _Look) -> Iterator[Issue]:
    for paper in look.programme.papers:
        if paper.since is not None and look.needed(paper.since) and not look.case.papers.get(paper.id):
            wrong = Text(f"没有“{paper.label.zh}”", f"{paper.label.en!r} is not there")
            yield look.lacks("paper", paper.id, (wrong, Text("上传这份材料", "add the document")))


def _demands(look: _Look) -> Iterator[Issue]:
    for demand in look.programme.demands:
        if look.needed(demand.since) and demand.rule.evaluate(look.case.facts).verdict is not Verdict.YES:
            yield look.lacks("demand", demand.id, (demand.wrong, demand.mend))


def _linked(look: _Look) -> Iterator[Issue]:
    for linked in look.programme.linked:
        have = look.case.linked.get(linked.form, 0)
        if linked.since is not None and look.needed(linked.since) and have < linked.at_least:
            label = linked.label
            wrong = Text(
                f"“{label.zh}”需要{linked.at_least}条，现有{have}条",
                f"it takes {linked.at_least} of {label.en!r}, and there are {have}",
            )
            yield look.lacks("linked", linked.form, (wrong, Text("补充记录", "add what is missing")))


def _outcomes(look: _Look) -> Iterator[Issue]:
    stand = confirmed(look.programme, look.case)
    for outcome in look.programme.outcomes:
        if outcome.since is not None and look.needed(outcome.since) and outcome.id not in stand:
            wrong = Text(
                f"单位尚未确认“{outcome.label.zh}”", f"the organisation has not confirmed {outcome.label.en!r}"
            )
            yield look.lacks("outcome", outcome.id, (wrong, Text("请单位确认", "ask the organisation to confirm it")))


def _limits(look: _Look) -> Iterator[Issue]:
    """Nothing is taken of a limit by a case of which nobody knows how much it takes, or of which part."""
    for limit in look.programme.limits:
        why = unclear(look.programme, limit, look.case) if look.needed(limit.since) else None
        if why is not None:
            wrong = Text(f"不能占用“{limit.label.zh}”：{why.zh}", f"cannot take of {limit.label.en!r}: {why.en}")
            yield look.lacks("limit", limit.id, (wrong, Text("补充填写", "fill it in")))


def _criteria(look: _Look) -> Iterator[Issue]:
    """They are asked on the way to the stage that needs them; what changes later does not undo it."""
    since = look.programme.eligible_since
    if since is None or not look.needed(since) or look.programme.reached(look.case.course.stage, since):
        return
    answers = {each.criterion.id: each.answer for each in look.case.assessed}
    for criterion in look.programme.criteria:
        answer = answers.get(criterion.id, _NOT_ASSESSED)
        if answer.verdict is not Verdict.YES:
            wrong = Text(
                f"不符合或不能确认“{criterion.label.zh}”：{answer.reason.zh}",
                f"{criterion.label.en!r} does not hold, or is not known to: {answer.reason.en}",
            )
            yield look.lacks("criterion", criterion.id, (wrong, criterion.mend))


_NOT_ASSESSED = Answer(Verdict.UNKNOWN, Text("尚未核对", "it was not checked"))

_PARTS: tuple[Callable[[_Look], Iterator[Issue]], ...] = (
    *(_fields, _papers, _demands, _linked, _outcomes, _limits, _criteria),
)
