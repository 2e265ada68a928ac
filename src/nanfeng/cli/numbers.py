"""Commands on numbers: figures, trace, reconcile, targets."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, failing_plainly, out, plain_decimal
from nanfeng.cli.stored import newest_figures, release_named
from nanfeng.cli.vintages import vintage_named
from nanfeng.figures.compute import compute
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.figures.request import codes_of, form_of
from nanfeng.figures.trace import Trace, TracedPart, trace
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Language
from nanfeng.ledger.read import Engine, Reader, open_reader
from nanfeng.release.content import plain_figure
from nanfeng.release.judge import reconciled
from nanfeng.release.release import HELD
from nanfeng.release.requests import requests_for
from nanfeng.report.numbers import print_figure

Vintage = Annotated[str | None, typer.Option(help="The vintage, or how its id begins; the newest unless given.")]


def figures_command(
    context: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(help="Figures as indicator/period/place, then field=value or growth:basis. None: a release's."),
    ] = None,
    vintage: Vintage = None,
    release: Annotated[str | None, typer.Option(help="Show the figures of this release instead.")] = None,
    engine: Annotated[Engine, typer.Option(help="What computes; spark needs the extra of that name.")] = Engine.DUCKDB,
    as_json: AsJson = False,
) -> None:
    """Show figures: those of the newest release, or any that you name, computed from a vintage."""
    settings: Settings = context.obj
    with failing_plainly():
        if keys:
            receipt = vintage_named(settings.home, vintage)
            reader = open_reader(settings.home, receipt.id, engine)
            found = _computed(settings, [FigureKey.parse(key) for key in keys], reader)
        else:
            found = list(release_named(settings.home, release).figures.values())
    if as_json:
        out.print_json(json.dumps([plain_figure(figure) for figure in found], ensure_ascii=False))
        return
    table = Table("figure", "value", "status", "contributors")
    for figure in found:
        contributors = "" if figure.contributors is None else str(figure.contributors)
        status = "held" if HELD in figure.flags else figure.status
        table.add_row(str(figure.key), print_figure(figure, Language.EN), status, contributors)
    out.print(table)


def _computed(settings: Settings, keys: Sequence[FigureKey], reader: Reader) -> list[Figure]:
    definitions = settings.pack().definitions
    answers = {figure.key: figure for figure in compute(requests_for(keys, definitions), definitions, reader)}
    for key in keys:
        if key not in answers:
            raise ValueError(f"{key} cannot be computed: {_unknown_code(key, definitions)}")
    return [answers[key] for key in keys]


def _unknown_code(key: FigureKey, definitions: Definitions) -> str:
    """The first code of a figure's scope that is none of its field or industry set, with those there are."""
    form = form_of(key.indicator, definitions)
    for name, code in key.scope:
        if code not in (codes := codes_of(name, form, definitions)):
            return f"{code!r} is no value of {name}; there are {', '.join(codes)}"
    return "nobody defined such a breakdown"


def trace_command(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(help="The figure, as indicator/period/place, then field=value or growth:basis.")
    ],
    vintage: Vintage = None,
    rows: Annotated[int, typer.Option(help="How many rows to show of each part.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Follow a figure down to its parts, its rows, and the file and line that each row came from."""
    settings: Settings = context.obj
    with failing_plainly():
        reader = open_reader(settings.home, vintage_named(settings.home, vintage).id)
        found = trace(FigureKey.parse(key), settings.pack().definitions, reader)
    if as_json:
        out.print_json(json.dumps(plain_trace(found), ensure_ascii=False))
        return
    _show_part(found.top, rows)


def plain_trace(found: Trace) -> dict[str, Any]:
    """A trace in plain values: `figure`, and `top` with `role`, `key`, `value`, `unit`, `parts` and `rows`.

    A row has `form`, `record`, `organisation`, `contribution`, `file`, `sheet` and `line`.
    """
    return {"figure": plain_figure(found.figure), "top": _plain_part(found.top)}


def _plain_part(part: TracedPart) -> dict[str, Any]:
    return {
        "role": part.role,
        "key": part.key,
        "value": None if part.value is None else str(part.value),
        "unit": part.unit.value,
        "parts": [_plain_part(under) for under in part.parts],
        "rows": [
            {
                "form": row.form,
                "record": row.record,
                "organisation": row.organisation,
                "contribution": str(row.contribution),
                "file": row.origin.file,
                "sheet": row.origin.sheet,
                "line": row.origin.line,
            }
            for row in part.rows
        ],
    }


def _show_part(part: TracedPart, most: int) -> None:
    value = "nothing" if part.value is None else plain_decimal(part.value)
    out.print(f"[bold]{part.role}[/] {part.key} = {value} {part.unit}", highlight=False)
    if part.rows:
        table = Table("contribution", "organisation", "record", "file", "line", title=f"{len(part.rows):,} rows")
        for row in part.rows[:most]:
            file = f"{row.origin.file} {row.origin.sheet}"
            table.add_row(plain_decimal(row.contribution), row.organisation, row.record, file, str(row.origin.line))
        out.print(table)
    for under in part.parts:
        _show_part(under, most)


def reconcile_command(
    context: typer.Context,
    all_findings: Annotated[bool, typer.Option("--all", help="Also what agrees and what nobody can check.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hold published figures, targets and computed figures against one another."""
    settings: Settings = context.obj
    with failing_plainly():
        found = reconciled(settings.pack(), newest_figures(settings.home))
    if as_json:
        out.print_json(json.dumps([_plain_finding(finding) for finding in found], ensure_ascii=False))
        return
    for finding in found:
        if all_findings or finding.outcome == "inconsistent":
            out.print(f"[bold]{finding.outcome}[/] ({finding.rule}) {', '.join(finding.about)}", highlight=False)
            out.print(f"  {finding.message.en}\n  {finding.message.zh}", highlight=False)
    counts = Counter(finding.outcome for finding in found)
    out.print(", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome), highlight=False)


def _plain_finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "about": list(finding.about),
        "against": list(finding.against),
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "likelihood": finding.likelihood.value,
        "cause": finding.cause.value if finding.cause else None,
        "numbers": {name: str(value) for name, value in finding.numbers},
    }
