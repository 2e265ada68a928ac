"""The official letters of a case: which may be written now, what they lack, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from nanfeng.cases.course import Step
from nanfeng.cases.letter import Letter, answering, gaps, names_in, paragraphs
from nanfeng.kinds.text import Text
from nanfeng.release.labels import SYNTHETIC
from nanfeng.report.letter import Letter as Printed
from nanfeng.web import clock
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.templatetags.names import day, department_name, place_name
from nanfeng.web.programmes.access import readable
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.printing import printed

_OWN = {
    "park": Text("园区", "park"),
    "owner": Text("主管部门", "department"),
    "reason": Text("理由", "reason"),
    "organisation": Text("单位代码", "identifier of the organisation"),
}
"""What a case may leave open besides its fields."""


@dataclass(frozen=True)
class Written:
    """A letter that follows from where a case stands; `lacks` names what it would say and nobody filled in."""

    letter: Letter
    lacks: tuple[str, ...]


def letters(found: Whole) -> list[Written]:
    """The letters of a case that may be written now, and that say nothing which is not for the reader."""
    hidden = _hidden(found)
    return [
        Written(letter, _lacks(found, letter, step))
        for letter in found.programme.letters
        if (step := answering(letter, found.case)) and not hidden & set(names_in(words(letter.text)))
    ]


def printed_letter(found: Whole, name: str) -> Printed | None:
    """A letter in the reader's language; None where it cannot be written now, or lacks something."""
    letter = next((one.letter for one in letters(found) if one.letter.id == name and not one.lacks), None)
    step = answering(letter, found.case) if letter else None
    if letter is None or step is None:
        return None
    return Printed(
        language=reading(),
        sender=department_name(found.programme.owner),
        title=words(letter.label),
        number=f"{found.row.number}-{letter.id}",
        addressee=found.row.name,
        paragraphs=paragraphs(words(letter.text), _said(found, step)),
        day=day(clock.today()),
        synthetic=words(SYNTHETIC) if settings.ENVIRONMENT.demo else "",
    )


def _hidden(found: Whole) -> set[str]:
    """The fields that are not for the reader."""
    return {each.name for each in found.programme.fields} - {each.name for each in readable(found.programme, found.row)}


def _lacks(found: Whole, letter: Letter, step: Step) -> tuple[str, ...]:
    labels = _OWN | {each.name: each.label for each in found.programme.fields}
    said = _said(found, step)
    return tuple(words(labels[name]) if name in labels else name for name in gaps(words(letter.text), said))


def _said(found: Whole, step: Step) -> Mapping[str, str]:
    """What every name stands for, in the reader's language; "" for nothing."""
    row, values = found.row, found.case.values
    own = {
        "case": row.number,
        "name": row.name,
        "organisation": row.organisation.partition(":")[2],
        "park": place_name(row.park),
        "owner": department_name(found.programme.owner),
        "entered": day(step.happened),
        "reason": _reason(found, step),
        "today": day(clock.today()),
    }
    return {each.name: printed(each, values.get(each.name)) for each in found.programme.fields} | own


def _reason(found: Whole, step: Step) -> str:
    known = {one.id: one.reason_codes for one in found.programme.transitions}.get(step.transition, ())
    code = next((words(one.label) for one in known if one.code == step.reason_code), "")
    return words(Text("；", "; ")).join(part for part in (code, step.reason or "") if part)
