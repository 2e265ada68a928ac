"""What holds between places, and between industries."""

from collections.abc import Iterator
from itertools import combinations

from nanfeng.kinds.industry import IndustrySet
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import INDUSTRY, PLACE, SOURCE, Spot, Subject


def parents_are_places(subject: Subject) -> Iterator[Issue]:
    """Every parent is a place, and no place contains itself."""
    places = subject.pack.places
    for place in places.values():
        spot = subject.spot("place", place.code, "parents")
        for parent in place.parents:
            yield from subject.unknown(parent, places, PLACE, spot)
        if place.code in _above(place.code, subject):
            wrong = Text(f"“{place.code}”包含它自己", f"{place.code!r} contains itself")
            yield spot.issue("loop", wrong, Text("删去成环的上级", "remove the parent that closes the ring"))


def city_and_zone_are_places(subject: Subject) -> Iterator[Issue]:
    """What `pack.toml` names as city and zone are places of these kinds."""
    pack = subject.pack
    for key, code, kind in (("city", pack.city, PlaceKind.CITY), ("zone", pack.zone, PlaceKind.ZONE)):
        of_kind = [place.code for place in pack.places.values() if place.kind is kind]
        yield from subject.unknown(code, of_kind, PLACE, Spot("pack.toml", key))


def industries_have_parents(subject: Subject) -> Iterator[Issue]:
    """Every industry's parent is in the classification."""
    industries = subject.pack.industries
    for industry in industries.values():
        spot = subject.spot("industry", industry.code, "parent")
        yield from subject.unknown(industry.parent, industries, INDUSTRY, spot)


def groups_hold_industries(subject: Subject) -> Iterator[Issue]:
    """Every prefix of a group begins the code of some industry, and its source is known."""
    industries = subject.pack.industries
    for one in subject.pack.industry_sets.values():
        yield from subject.unknown(
            one.source, subject.pack.sources, SOURCE, subject.spot("industry set", one.id, "source")
        )
        for group in one.groups:
            spot = subject.spot("industry set", one.id, "groups", group.id)
            for prefix in (*group.prefixes, *group.without):
                if not any(code.startswith(prefix) for code in industries):
                    yield from subject.unknown(prefix, industries, INDUSTRY, spot)


def sets_and_fields_differ(subject: Subject) -> Iterator[Issue]:
    """No industry set is named like a coded field: a table by that name would be ambiguous."""
    coded = {field.name: form.name for form in subject.pack.forms.values() for field in form.fields if field.codes}
    for one in subject.pack.industry_sets.values():
        if one.id in coded:
            form = coded[one.id]
            wrong = Text(f"表格 {form} 已有同名字段“{one.id}”", f"form {form} has a coded field named {one.id!r} too")
            spot = subject.spot("industry set", one.id, "id")
            yield spot.issue("ambiguous", wrong, Text("给行业分组改名", "give the industry set another name"))


def partitions_do_not_overlap(subject: Subject) -> Iterator[Issue]:
    """Of a set that is called a partition, no industry lies in two groups."""
    for one in subject.pack.industry_sets.values():
        if one.partition:
            yield from _overlaps(subject, one)


def _overlaps(subject: Subject, one: IndustrySet) -> Iterator[Issue]:
    members = {
        group.id: {code for code in subject.pack.industries if _holds(group.prefixes, group.without, code)}
        for group in one.groups
    }
    for first, second in combinations(members, 2):
        if both := sorted(members[first] & members[second]):
            shown = ", ".join(both[:3])
            wrong = Text(f"“{first}”和“{second}”都含有 {shown}", f"{first!r} and {second!r} both hold {shown}")
            mend = Text(
                "从一组中除去（without），或写 partition = false",
                "leave it out of one (without), or say partition = false",
            )
            yield subject.spot("industry set", one.id, "groups", second).issue("overlap", wrong, mend)


def _holds(prefixes: tuple[str, ...], without: tuple[str, ...], code: str) -> bool:
    return code.startswith(prefixes) and not code.startswith(without)


def _above(code: str, subject: Subject) -> set[str]:
    """The codes of all places above one, itself only where there is a ring."""
    found: set[str] = set()
    waiting = list(subject.pack.places[code].parents)
    while waiting:
        parent = waiting.pop()
        if parent not in found and parent in subject.pack.places:
            found.add(parent)
            waiting += subject.pack.places[parent].parents
    return found
