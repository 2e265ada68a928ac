"""What holds inside a programme: its names, its stages, who acts in it, where it runs and what it rests on.

Its flow, form and indicators are checked as every flow, form and indicator is, with the programme's file as the place.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from nanfeng.cases.case_form import IN_TIME, OWN, confirmed_field
from nanfeng.cases.moving_over import MOVED_OVER
from nanfeng.cases.past import IMPORTED
from nanfeng.cases.programme import Part, Programme, Renamed
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import DEPARTMENT, PLACE, SOURCE, STAGE, Spot, Subject, twice

_MEASURE = Text("措施", "measure")
_NAMED = ("sections", "papers", "demands", "criteria", "cohorts", "outcomes", "limits", "instalments", "counted")
_SINCE = ("sections", "papers", "demands", "linked", "outcomes", "limits", "instalments", "projections")
_PLAIN = ("stages", "transitions", "sections", "papers", "outcomes")
_DOERS = (("sections", "filled_by"), ("papers", "filed_by"), ("instalments", "paid_by"))
_RENAMED = {
    Part.STAGE: "stages",
    Part.TRANSITION: "transitions",
    Part.FIELD: "fields",
    Part.PAPER: "papers",
    Part.OUTCOME: "outcomes",
    Part.INSTALMENT: "instalments",
    Part.COHORT: "cohorts",
}

_LONGEST = 40
_TAKEN = (*OWN, IN_TIME, "today")
"""What no field of a programme is called: every case has these anyway."""


def names_of_parts_are_used_once(subject: Subject) -> Iterator[Issue]:
    """No two sections, papers, demands, … of a programme share an id, no fact is read twice from one place."""
    for programme, spot in programmes(subject):
        for part in _NAMED:
            yield from twice((one.id for one in getattr(programme, part)), spot.key(part))
        yield from twice((f"{one.name}.{one.origin}.{one.at}" for one in programme.reads), spot.key("reads"))
        yield from twice((one.form for one in programme.linked), spot.key("linked"))


def names_can_be_columns(subject: Subject) -> Iterator[Issue]:
    """Names that become columns, codes and addresses are plain, and those of fields and steps are not taken."""
    for programme, spot in programmes(subject):
        yield from _plain(programme.id, spot.key("id"))
        for part in _PLAIN:
            for one in getattr(programme, part):
                yield from _plain(one.id, spot.key(part, one.id))
        for field in programme.fields:
            yield from _plain(field.name, spot.key("fields", field.name))
        yield from _taken(programme, spot)


def stages_are_named(subject: Subject) -> Iterator[Issue]:
    """What is needed since a stage, may change until one, or is counted in one names a stage of the programme."""
    for programme, spot in programmes(subject):
        stages = [stage.id for stage in programme.stages]
        for part in _SINCE:
            for one in getattr(programme, part):
                at = spot.key(part, _name(one))
                yield from subject.unknown(one.since, stages, STAGE, at.key("since"))
                yield from subject.unknown(getattr(one, "until", None), stages, STAGE, at.key("until"))
        for counted in programme.counted:
            yield from subject.unknown(counted.reached, stages, STAGE, spot.key("counted", counted.id, "reached"))
        yield from subject.unknown(programme.eligible_since, stages, STAGE, spot.key("eligible_since"))


def somebody_acts(subject: Subject) -> Iterator[Issue]:
    """Some role may begin a case, fill in each section, file each paper and enter each payment."""
    for programme, spot in programmes(subject):
        empty = [] if programme.begun_by else [spot.key("begun_by")]
        for part, doers in _DOERS:
            empty += [spot.key(part, one.id, doers) for one in getattr(programme, part) if not getattr(one, doers)]
        for at in empty:
            wrong = Text("没有写由谁办理", "it names nobody who may")
            yield at.issue("empty", wrong, Text("写上角色", "name the roles that may"))


def programmes_stand_somewhere(subject: Subject) -> Iterator[Issue]:
    """Owner, source, measure and parks are a department, a source, a measure of a plan and parks of the pack."""
    pack = subject.pack
    parks = [one.code for one in pack.places.values() if one.kind in (PlaceKind.PARK, PlaceKind.INDUSTRIAL_PARK)]
    measures = [f"{plan.id}/{measure.id}" for plan in pack.plans.values() for measure in plan.measures]
    for programme, spot in programmes(subject):
        yield from subject.unknown(programme.owner, pack.departments, DEPARTMENT, spot.key("owner"))
        yield from subject.unknown(programme.source, pack.sources, SOURCE, spot.key("source"))
        yield from subject.unknown(programme.measure, measures, _MEASURE, spot.key("measure"))
        for park in programme.parks:
            yield from subject.unknown(park, parks, PLACE, spot.key("parks"))
        for criterion in programme.criteria:
            at = spot.key("criteria", criterion.id, "source")
            yield from subject.unknown(criterion.source, pack.sources, SOURCE, at)


def cohorts_have_days(subject: Subject) -> Iterator[Issue]:
    """A cohort closes after it opened, and ends after it started."""
    for programme, spot in programmes(subject):
        for cohort in programme.cohorts:
            spans = [("closes", cohort.opens, cohort.closes), ("end", cohort.start, cohort.end)]
            for key, first, last in spans:
                if first and last and last < first:
                    wrong = Text(f"{last} 早于 {first}", f"{last} comes before {first}")
                    at = spot.key("cohorts", cohort.id, key)
                    yield at.issue("order", wrong, Text("核对两个日期", "check the two days"))


def renamed_parts_are_there(subject: Subject) -> Iterator[Issue]:
    """What something is called now is there, what it was called is there no more, and had one name since."""
    for programme, spot in programmes(subject):
        yield from twice((f"{one.part}.{one.was}" for one in programme.renamed), spot.key("renamed"))
        for one in programme.renamed:
            yield from _renamed(subject, programme, one)


def both_languages_are_there(subject: Subject) -> Iterator[Issue]:
    """Every text says something in Chinese and in English."""
    for programme, spot in programmes(subject):
        yield from _silent(programme, spot)


def programmes(subject: Subject) -> Iterator[tuple[Programme, Spot]]:
    """Every programme with its place."""
    for programme in subject.pack.programmes.values():
        yield programme, subject.spot("programme", programme.id)


def _taken(programme: Programme, spot: Spot) -> Iterator[Issue]:
    own = {*_TAKEN, *(confirmed_field(outcome.id) for outcome in programme.outcomes)}
    names = [("fields", field.name) for field in programme.fields if field.name in own]
    names += [("transitions", one.id) for one in programme.transitions if one.id in (MOVED_OVER, IMPORTED)]
    for part, name in names:
        wrong = Text(f"“{name}”是每个办件自带的一项", f"every case has a {name!r} of its own")
        yield spot.key(part, name).issue("taken", wrong, Text("改名", "give it another name"))


def _plain(name: str, spot: Spot) -> Iterator[Issue]:
    if re.fullmatch(r"[a-z][a-z0-9_]*", name) and len(name) <= _LONGEST:
        return
    wrong = Text(f"“{name}”不能作编号", f"{name!r} cannot be a name here")
    mend = Text(
        f"用小写英文字母、数字和下划线，以字母开头，不超过{_LONGEST}个字符",
        f"write small letters a to z, digits and _, a letter first, {_LONGEST} at most",
    )
    yield spot.issue("name", wrong, mend)


def _name(part: object) -> str:
    """What an entry is told apart by: its id or name, or the form that it names."""
    return getattr(part, "id", None) or getattr(part, "name", None) or getattr(part, "form", "")


def _renamed(subject: Subject, programme: Programme, one: Renamed) -> Iterator[Issue]:
    spot = subject.spot("programme", programme.id, "renamed", one.was)
    known = [field.name for field in programme.fields] if one.part is Part.FIELD else []
    known = known or [each.id for each in getattr(programme, _RENAMED[one.part])]
    yield from subject.unknown(one.now, known, Text("名称", "name"), spot.key("now"))
    if one.was in known:
        wrong = Text(f"现在仍有“{one.was}”", f"there is still a {one.was!r}")
        yield spot.key("was").issue("renamed", wrong, Text("删去这条改名", "remove this entry"))


def _silent(at: object, spot: Spot) -> Iterator[Issue]:
    """Texts in a tree of definitions that are empty in a language."""
    if isinstance(at, Text):
        for language in [name for name in ("zh", "en") if not getattr(at, name).strip()]:
            wrong = Text("文字是空的", "the text is empty")
            yield spot.key(language).issue("text", wrong, Text("两种语言都要写", "say it in both languages"))
    elif isinstance(at, tuple):
        for one in at:
            yield from _silent(one, spot.key(_name(one)) if _name(one) else spot)
    elif is_dataclass(at):
        for one in fields(at):
            if one.init and one.compare:
                yield from _silent(getattr(at, one.name), spot.key(one.name))
