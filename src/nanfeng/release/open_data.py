"""Figures of releases as flat lines, and as CSV.

Numbers keep every digit. What is suppressed, withheld or missing has an empty value and says so in `status`.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from nanfeng.intake.written import begins_formula
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack
from nanfeng.release.columns import COLUMNS
from nanfeng.release.labels import BASES, LEVEL, SYNTHETIC, code_label, place_label
from nanfeng.release.select import Released

Value = str | int | Decimal | date | None
"""What one field of a line can be; None is empty."""

BYTE_ORDER_MARK = "\ufeff"
"""What spreadsheet programs need at the beginning of a CSV file to read its Chinese."""


def csv_text(pack: Pack, chosen: Sequence[Released], *, mark: bool = False) -> str:
    """The figures as CSV (RFC 4180, to be written as UTF-8), the columns under the names of `COLUMNS`.

    `mark` puts the byte order mark before it, which spreadsheet programs need and other programs do not expect. Text
    that a spreadsheet program would take for a formula stands behind an apostrophe; numbers stay as they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows([_written(value) for value in line(pack, one).values()] for one in chosen)
    return (BYTE_ORDER_MARK if mark else "") + text.getvalue()


def line(pack: Pack, one: Released) -> Mapping[str, Value]:
    """One figure as a value for every column, in the order of `COLUMNS`."""
    figure = one.figure
    return {
        "figure": str(figure.key),
        **_key_fields(pack, figure.key),
        "value": figure.value,
        "unit": figure.unit.value,
        "comparator": figure.comparator.value,
        "status": figure.status.value,
        "reason_zh": figure.reason.zh if figure.reason else None,
        "reason_en": figure.reason.en if figure.reason else None,
        "contributors": figure.contributors,
        "flags": " ".join(figure.flags),
        "source": figure.source,
        "vintage": figure.vintage,
        "definition": figure.definition,
        "release": one.release.id,
        "released": _moment(one.release.built_at),
        "notice": SYNTHETIC.both() if "synthetic" in figure.flags else None,
    }


def _key_fields(pack: Pack, key: FigureKey) -> Mapping[str, Value]:
    indicator = pack.indicators[key.indicator].name if key.indicator in pack.indicators else Text(key.indicator, "")
    place, scope = place_label(pack, key.place), scope_label(pack, key)
    basis = BASES[key.growth] if key.growth else LEVEL
    return {
        "indicator": key.indicator,
        "indicator_zh": indicator.zh,
        "indicator_en": indicator.en,
        "period": str(key.period),
        "first_day": key.period.first,
        "last_day": key.period.last,
        "place": key.place,
        "place_zh": place.zh,
        "place_en": place.en,
        "scope": "/".join(f"{field}={code}" for field, code in key.scope),
        "scope_zh": scope.zh,
        "scope_en": scope.en,
        "basis": key.growth.value if key.growth else "level",
        "basis_zh": basis.zh,
        "basis_en": basis.en,
    }


def scope_label(pack: Pack, key: FigureKey) -> Text:
    """What narrows a figure, in words; nothing for a total."""
    labels = [code_label(pack, key.indicator, field, code) for field, code in key.scope]
    return Text("；".join(label.zh for label in labels), "; ".join(label.en for label in labels))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _written(value: Value) -> str:
    if isinstance(value, str) and begins_formula(value):
        return f"'{value}"
    return "" if value is None else str(value)
