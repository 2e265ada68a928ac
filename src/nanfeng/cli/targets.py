"""The `targets` command: where targets and measures stand."""

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, failing_plainly, out
from nanfeng.cli.stored import newest_release
from nanfeng.plans.measures import MeasureStanding
from nanfeng.plans.progress import Progress
from nanfeng.release.content import plain_figure
from nanfeng.release.judge import Judgement, judge


def targets_command(
    context: typer.Context,
    as_of: Annotated[datetime | None, typer.Option(help="Judge as of this day; today unless given.")] = None,
    measures: Annotated[bool, typer.Option(help="Show measures with their departments instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say of every target of every plan where it stands, and why."""
    settings: Settings = context.obj
    with failing_plainly():
        newest = newest_release(settings.home)
        day = as_of.date() if as_of else datetime.now(UTC).date()
        judged = judge(settings.pack(), list(newest.figures.values()) if newest else [], day)
    if as_json:
        plain = _plain_measures(judged) if measures else _plain_targets(judged, day)
        out.print_json(json.dumps(plain, ensure_ascii=False))
        return
    standings = judged.measures if measures else judged.progress
    table = Table("measure" if measures else "target", "state", "reason", title=f"as of {day}")
    for name, standing in standings.items():
        table.add_row(name, standing.state, standing.reason.en)
    out.print(table)
    for pair in () if measures else judged.pairs:
        out.print(f"[bold]{pair.kind}[/] {pair.first} / {pair.second}: {pair.says.en}", highlight=False)


def _plain_targets(judged: Judgement, day: date) -> list[dict[str, Any]]:
    return [_plain_progress(target, progress, day) for target, progress in judged.progress.items()]


def _plain_measures(judged: Judgement) -> list[dict[str, Any]]:
    return [_plain_standing(measure, standing) for measure, standing in judged.measures.items()]


def _plain_progress(target: str, progress: Progress, day: date) -> dict[str, Any]:
    return {
        "target": target,
        "as_of": day.isoformat(),
        "state": progress.state.value,
        "reason": {"zh": progress.reason.zh, "en": progress.reason.en},
        "latest": plain_figure(progress.latest) if progress.latest else None,
        "needed_growth": progress.needed_growth,
        "observed_growth": progress.observed_growth,
        "path": [{"period": str(point.period), "value": str(point.value)} for point in progress.path],
        "method": progress.method,
        "score": progress.score,
        "cautions": [{"zh": words.zh, "en": words.en} for words in progress.cautions],
    }


def _plain_standing(measure: str, standing: MeasureStanding) -> dict[str, Any]:
    return {
        "measure": measure,
        "state": standing.state.value,
        "reason": {"zh": standing.reason.zh, "en": standing.reason.en},
        "overdue": list(standing.overdue),
        "near": list(standing.near),
    }
