"""Writes the generated pages of docs/: what each pack defines, and what downloads hold. Run by `make docs`; a test says
when they are stale.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from docs.access import access_page
from docs.programmes import programmes_part

from nanfeng.kinds.text import Language
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.release.columns import COLUMNS
from nanfeng.release.sdmx_codes import OBS_STATUSES
from nanfeng.report.numbers import print_stated

ROOT = Path(__file__).resolve().parents[1]
NOTICE = "<!-- Made by `make docs`; change the pack, not this page. -->"


def page(pack: Pack) -> str:
    """What a pack defines, in Markdown: indicators, forms, programmes, plans with targets, what others published."""
    head = [f"# {pack.name.en} · {pack.name.zh}", NOTICE]
    parts = [*head, _indicators(pack), _forms(pack), programmes_part(pack), _plans(pack), _claims(pack)]
    return "\n\n".join(part for part in parts if part) + "\n"


def open_data_page() -> str:
    """The columns of CSV files and spreadsheets, and how SDMX says why a value is not there, in Markdown."""
    columns = [(f"`{c.name}`", c.heading.zh, c.meaning.zh, c.meaning.en) for c in COLUMNS]
    statuses = [(status.value, code) for status, code in OBS_STATUSES.items()]
    parts = [
        "# Open data · 开放数据",
        "<!-- Made by `make docs`. -->",
        _OPEN_DATA,
        "## Columns of CSV files and spreadsheets",
        _table(("name", "中文", "含义", "meaning"), columns),
        "## SDMX",
        _SDMX,
        _table(("status", "OBS_STATUS"), statuses),
    ]
    return "\n\n".join(parts) + "\n"


_OPEN_DATA = """Every download holds figures of a release, after disclosure control: what is suppressed on a page is
suppressed in every file. CSV (UTF-8) keeps every digit, a spreadsheet about sixteen. An empty value is never a zero:
`status` and the reasons say why there is none.

The table builder's downloads have their like in the API, without an account:

```sh
curl -fsS "$NANFENG/api/v1/figures.csv?indicator=industrial_output&place=zone&basis=level"
curl -fsS "$NANFENG/api/v1/figures.sdmx.csv?indicator=industrial_output&place=zone" -o figures.sdmx.csv
curl -fsS "$NANFENG/api/v1/structure.xml" -o structure.sdmx.xml
```

What is not named is all that there is of it; `by` breaks down by a field, `figure` takes a single figure by its key;
`figures.xlsx` gives a workbook. All figures of one release: `/api/v1/releases/{id}/figures.csv`."""

_SDMX = """Data come as SDMX-CSV 2.0, their structure as SDMX-ML 3.0. Dimensions: `FREQ`, `INDICATOR`, `REF_AREA`,
`BASIS` (`level`, or what a growth compares with), one for every field that publications break down by (`_T` for the
total), and `TIME_PERIOD`. A year to date is a range: `2023-01-01/P4M` is January to April. `CONF_STATUS` is C where a
value is left out for its own sake, D where it would give another away."""


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _indicators(pack: Pack) -> str:
    rows = [
        (f"`{i.id}`", i.name.zh, i.name.en, i.unit.value, i.formula.kind if i.formula else "as published")
        for i in pack.indicators.values()
    ]
    return "## Indicators\n\n" + _table(("id", "中文", "English", "unit", "kind"), rows)


def _forms(pack: Pack) -> str:
    rows = [
        (f"`{form.name}`", form.label.zh, form.label.en, form.timing.value, ", ".join(f.name for f in form.fields))
        for form in pack.forms.values()
    ]
    return "## Forms\n\n" + _table(("name", "中文", "English", "timing", "fields"), rows)


def _plans(pack: Pack) -> str:
    rows = [
        (plan.title.en, target.statement.zh, target.statement.en, target.kind.value, target.claim or "")
        for plan in pack.plans.values()
        for target in plan.targets
    ]
    return "## Targets\n\n" + _table(("plan", "中文", "English", "kind", "claim"), rows)


def _claims(pack: Pack) -> str:
    rows = []
    for row in pack.published:
        value = row.day or ""
        if row.value is not None:
            value = print_stated(row.value, row.unit, row.comparator, Language.EN)
        rows.append((row.id, row.source, row.statement.en, str(row.period or ""), value, f"`{row.indicator}`"))
    return "## Published figures\n\n" + _table(("id", "source", "statement", "period", "value", "indicator"), rows)


@contextmanager
def platform() -> Iterator[None]:
    """Set the platform up, with a home that is thrown away."""
    with TemporaryDirectory() as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "nanfeng.web.settings", "NANFENG_HOME": home}
        django.setup()
        yield


def main() -> None:
    """Write the page of every pack, that of the open data, and that of who may do what."""
    (ROOT / "docs" / "access.md").write_text(access_page(), "utf-8")
    (ROOT / "docs" / "open-data.md").write_text(open_data_page(), "utf-8")
    folder = ROOT / "docs" / "packs"
    folder.mkdir(exist_ok=True)
    for path in sorted((ROOT / "packs").glob("*/pack.toml")):
        pack = load(path.parent)
        (folder / f"{pack.id}.md").write_text(page(pack), "utf-8")


if __name__ == "__main__":
    with platform():
        main()
