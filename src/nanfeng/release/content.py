"""A release as canonical JSON, and back.

Names are stable: `id`, `publication`, `place`, `period`, `vintage`, `pack`, `pack_digest`, `code_version`, `built_at`
(ISO 8601, UTC), `windows` (name to period), `tables` (`id`, `indicator`, `windows`, `periods`, `places`, `axes` of
`field` and `codes` with null for the total, `bases` with null for the level), `figures` (`key`, `value`, `unit`,
`comparator`, `status`, `reason`, `components`, `contributors`, `vintage`, `definition`, `source`, `wording`, `where`,
`flags`; what is missing or empty is left out), `withheld` (form to number of records), `earlier` (ids), `rules`
(`contributors`, `dominance`, `width`). Numbers that are not counts are strings with every digit.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.figure import Basis, Component, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.release.release import Axis, Release, TableCells
from nanfeng.release.rules import DisclosureRules

Plain = dict[str, Any]


def identified(release: Release) -> Release:
    """The release under the digest of all that it says."""
    plain = plain_release(release)
    del plain["id"]
    return release.identified(digest_of(plain))


def to_text(release: Release) -> str:
    """The release as JSON, one line a top-level entry's item, keys sorted, so that differences can be read."""
    return json.dumps(plain_release(release), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def from_text(text: str) -> Release:
    """Read a release; raise ValueError or KeyError where the text is none, or was changed since it was written."""
    release = _release(json.loads(text))
    if identified(release).id != release.id:
        raise ValueError(f"release {release.id} is not what was published under that id: its content has changed")
    return release


def plain_release(release: Release) -> Plain:
    """The release in plain values."""
    return {
        "id": release.id,
        "publication": release.publication,
        "place": release.place,
        "period": str(release.period),
        "vintage": release.vintage,
        "pack": release.pack,
        "pack_digest": release.pack_digest,
        "code_version": release.code_version,
        "built_at": release.built_at.astimezone(UTC).isoformat(),
        "windows": {name: str(period) for name, period in release.windows.items()},
        "tables": [_plain_table(table) for table in release.tables.values()],
        "figures": [plain_figure(figure) for figure in release.figures.values()],
        "withheld": dict(release.withheld),
        "earlier": list(release.earlier),
        "rules": _plain_rules(release.rules),
    }


def plain_figure(figure: Figure) -> Plain:
    """A figure in plain values; what is missing or empty is left out."""
    full = {
        "key": str(figure.key),
        "value": _plain_value(figure.value),
        "unit": figure.unit.value,
        "comparator": figure.comparator.value,
        "status": figure.status.value,
        "reason": _plain_words(figure.reason),
        "components": [_plain_component(component) for component in figure.components],
        "contributors": figure.contributors,
        "vintage": figure.vintage,
        "definition": figure.definition,
        "source": figure.source,
        "wording": _plain_words(figure.wording),
        "where": figure.where,
        "flags": list(figure.flags),
    }
    return {name: value for name, value in full.items() if value is not None and value != []}


def _plain_rules(rules: DisclosureRules) -> Plain:
    return {"contributors": rules.contributors, "dominance": repr(rules.dominance), "width": repr(rules.width)}


def _rules(plain: Plain) -> DisclosureRules:
    return DisclosureRules(plain["contributors"], float(plain["dominance"]), float(plain["width"]))


def _plain_component(part: Component) -> Plain:
    return {"role": part.role, "key": part.key, "value": _plain_value(part.value), "unit": part.unit.value}


def _plain_value(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _plain_words(words: Text | None) -> Plain | None:
    return None if words is None else {"zh": words.zh, "en": words.en}


def _plain_table(table: TableCells) -> Plain:
    return {
        "id": table.id,
        "indicator": table.indicator,
        "windows": list(table.windows),
        "periods": [str(period) for period in table.periods],
        "places": list(table.places),
        "axes": [{"field": axis.field, "codes": list(axis.codes)} for axis in table.axes],
        "bases": [None if basis is None else basis.value for basis in table.bases],
    }


def _release(plain: Plain) -> Release:
    figures = [figure_of(one) for one in plain["figures"]]
    tables = [_table(one) for one in plain["tables"]]
    names = ("id", "publication", "place", "vintage", "pack", "pack_digest", "code_version")
    return Release(
        **{name: plain[name] for name in names},
        period=Period.parse(plain["period"]),
        built_at=datetime.fromisoformat(plain["built_at"]),
        windows={name: Period.parse(period) for name, period in plain["windows"].items()},
        tables={table.id: table for table in tables},
        figures={figure.key: figure for figure in figures},
        withheld=plain["withheld"],
        earlier=tuple(plain["earlier"]),
        rules=_rules(plain["rules"]),
    )


def figure_of(plain: Plain) -> Figure:
    """A figure from what `plain_figure` gave; raise KeyError or ValueError where it is none."""
    return Figure(
        FigureKey.parse(plain["key"]),
        _value(plain),
        Unit(plain["unit"]),
        Comparator(plain["comparator"]),
        Status(plain["status"]),
        _words(plain, "reason"),
        tuple(
            Component(one["role"], one["key"], _value(one), Unit(one["unit"])) for one in plain.get("components", ())
        ),
        plain.get("contributors"),
        vintage=plain.get("vintage"),
        definition=plain.get("definition"),
        source=plain.get("source"),
        wording=_words(plain, "wording"),
        where=plain.get("where"),
        flags=tuple(plain.get("flags", ())),
    )


def _value(plain: Mapping[str, Any]) -> Decimal | None:
    return None if plain.get("value") is None else Decimal(plain["value"])


def _words(plain: Mapping[str, Any], name: str) -> Text | None:
    return Text(**plain[name]) if name in plain else None


def _table(plain: Plain) -> TableCells:
    return TableCells(
        plain["id"],
        plain["indicator"],
        tuple(plain["windows"]),
        tuple(Period.parse(period) for period in plain["periods"]),
        tuple(plain["places"]),
        tuple(Axis(axis["field"], tuple(axis["codes"])) for axis in plain["axes"]),
        tuple(None if basis is None else Basis(basis) for basis in plain["bases"]),
    )
