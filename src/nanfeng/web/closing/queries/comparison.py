"""Two vintages side by side."""

from dataclasses import dataclass

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.compare import Change
from nanfeng.release.content import figure_of
from nanfeng.web import city
from nanfeng.web.closing.models import Release, ReleasedFigure, Vintage
from nanfeng.web.closing.queries.vintages import differences
from nanfeng.web.closing.titles import form_label


@dataclass(frozen=True)
class RowLine:
    """A record that only one of the two has, or a value that is another: `field` and values are empty where the whole
    record came or went. `unit` is that of the values, None where they are no numbers.
    """

    what: Text
    form: Text
    key: str
    field: Text
    old: object = None
    new: object = None
    unit: Unit | None = None


@dataclass(frozen=True)
class RowDifferences:
    """How many records came, went and changed, the first of them, and the forms whose definition changed."""

    added: int
    removed: int
    changed: int
    lines: tuple[RowLine, ...]
    redefined: tuple[Text, ...]


@dataclass(frozen=True)
class FigureLine:
    """A figure that the releases of the two vintages show differently."""

    old: Figure
    new: Figure


ADDED, REMOVED, CHANGED = Text("新增", "added"), Text("撤销", "removed"), Text("更正", "changed")


def rows(first: Vintage, second: Vintage, most: int) -> RowDifferences:
    """The records in which the second differs from the first; single enterprises are named."""
    found = differences(first.pk, second.pk)
    nothing = Text("", "")
    lines = [_changed(change) for change in found.changed[:most]]
    lines += [RowLine(ADDED, form_label(row.form), row.key, nothing) for row in found.added[:most]]
    lines += [RowLine(REMOVED, form_label(row.form), row.key, nothing) for row in found.removed[:most]]
    changed = len({change.row for change in found.changed})
    redefined = tuple(form_label(name) for name in found.redefined)
    return RowDifferences(len(found.added), len(found.removed), changed, tuple(lines[:most]), redefined)


def figures(first: Vintage, second: Vintage, most: int) -> list[FigureLine]:
    """The figures that the last releases of the same publications made of the two vintages show differently, as they
    may be shown. Empty where no publication was made of both.
    """
    lines = []
    for old, new in _pairs(first, second):
        before = dict(ReleasedFigure.objects.filter(release=old).values_list("key", "content"))
        after = ReleasedFigure.objects.filter(release=new).order_by("pk").values_list("key", "content")
        pairs = [(figure_of(before[key]), figure_of(content)) for key, content in after if key in before]
        lines += [FigureLine(*pair) for pair in pairs if _differ(*pair)]
    return lines[:most]


def _pairs(first: Vintage, second: Vintage) -> list[tuple[Release, Release]]:
    made: dict[str, dict[tuple[str, str, str], Release]] = {first.pk: {}, second.pk: {}}
    for release in Release.objects.filter(vintage__in=made, withdrawn_at=None).order_by("built_at"):
        made[release.vintage.pk][release.publication, release.place, release.period] = release
    return [(old, made[second.pk][same]) for same, old in made[first.pk].items() if same in made[second.pk]]


def _differ(old: Figure, new: Figure) -> bool:
    return (old.value, old.status) != (new.value, new.status)


def _changed(change: Change) -> RowLine:
    forms, name = city.pack().forms, change.row.form
    field = next((one for one in forms[name].fields if one.name == change.field), None) if name in forms else None
    label = field.label if field else _ENVELOPE.get(change.field, Text(change.field, change.field))
    unit = field.unit.base if field and field.unit else None
    return RowLine(CHANGED, form_label(name), change.row.key, label, change.old, change.new, unit)


_ENVELOPE = {
    "_organisation": Text("机构", "organisation"),
    "_place": Text("园区", "place"),
    "_industry": Text("行业", "industry"),
    "_status": Text("状态", "state"),
    "_first": Text("首日", "first day"),
    "_last": Text("末日", "last day"),
}
"""What the parts of a record are called that its form does not ask for."""
