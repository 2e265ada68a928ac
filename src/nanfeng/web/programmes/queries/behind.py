"""The cases that records came of: those that cases write of themselves, and those that follow from them elsewhere."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q

from nanfeng.cases.case_form import CASE, ORGANISATION, STAGE, form_name
from nanfeng.cases.programme import Programme, Projection
from nanfeng.cases.projected import entered_stage
from nanfeng.web import city
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.queries.lists import cases
from nanfeng.web.records.models import Record

Key = tuple[str, str]
"""A record, by its form and key."""

_BETWEEN = "|"


def cases_behind(records: Collection[Key]) -> Mapping[Key, str]:
    """By record the number of the case that it came of, where there is one that the present doer may see."""
    came_of = {key: number for programme in city.pack().programmes.values() for key, number in _of(programme, records)}
    seen = set(cases().filter(number__in=set(came_of.values())).values_list("number", flat=True))
    return {key: number for key, number in came_of.items() if number in seen}


def _of(programme: Programme, records: Collection[Key]) -> Iterator[tuple[Key, str]]:
    own = form_name(programme.id)
    yield from (((form, key), key.partition(_BETWEEN)[0]) for form, key in records if form == own)
    for projection in programme.projections:
        keys = [key for form, key in records if form == projection.form]
        yield from (((projection.form, key), number) for key, number in _followed(programme, projection, keys))


def _followed(programme: Programme, projection: Projection, keys: list[str]) -> Iterator[tuple[str, str]]:
    """By key of a record that follows from a case the number of that case."""
    sources = [projection.fields[name] for name in city.pack().forms[projection.form].key]
    if not keys or sources == [CASE]:
        yield from zip(keys, keys, strict=True)
        return
    first = {key.partition(_BETWEEN)[0] for key in keys}
    stages = [stage for source in sources if (stage := entered_stage(source))]
    condition = Q(organisation__in=first) if sources[0] == ORGANISATION else Q(**{f"content__{sources[0]}__in": first})
    stands = Q(content__stage__in=stages) if stages else Q()
    wanted = set(keys)
    with seeing(SYSTEM):
        of_cases = Record.objects.filter(condition & stands, form=form_name(programme.id), current=True)
        for record in of_cases:
            key = _BETWEEN.join(_said(record, source) for source in sources)
            if key in wanted:
                yield key, str(record.content[CASE])


def _said(record: Record, source: str) -> str:
    """What a record of a case gives as part of a key."""
    if source == ORGANISATION:
        return record.organisation
    stage = entered_stage(source)
    if stage is None:
        return str(record.content[source])
    return str(record.first) if record.content[STAGE] == stage else ""
