"""The `targets` command: where targets and measures stand."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, failing_plainly, out
from nanfeng.cli.stored import newest_figures
from nanfeng.kinds.text import Language
from nanfeng.pack.pack import Pack
from nanfeng.plans.measures import MeasureStanding
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress
from nanfeng.release.content import plain_figure
from nanfeng.release.judge import Judgement, judge
from nanfeng.report.numbers import print_stated


def targets_command(
    context: typer.Context,
    as_of: Annotated[datetime | None, typer.Option(help="Judge as of this day; today unless given.")] = None,
    measures: Annotated[bool, typer.Option(help="Show measures with their departments instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say of every target of every plan where it stands, and why."""
    settings: Settings = context.obj
    with failing_plainly():
        day = as_of.date() if as_of else datetime.now(UTC).date()
        pack = settings.pack()
        judged = judge(pack, newest_figures(settings.home), day)
    if as_json:
        plain = _plain_measures(judged) if measures else _plain_targets(judged, day)
        out.print_json(json.dumps(plain, ensure_ascii=False))
        return
    if measures:
        _show_measures(judged, day)
    else:
        _show_targets(judged, pack, day)


def _show_measures(judged: Judgement, day: date) -> None:
    table = Table("measure", "state", "reason", title=f"as of {day}")
    for name, standing in judged.measures.items():
        table.add_row(name, standing.state, standing.reason.en)
    out.print(table)
    _show_counts(standing.state for standing in judged.measures.values())


def _show_targets(judged: Judgement, pack: Pack, day: date) -> None:
    wanted = {f"{plan.id}/{target.id}": target for plan in pack.plans.values() for target in plan.targets}
    table = Table("target", "wanted", "due", "state", "reason", title=f"as of {day}")
    for name, progress in judged.progress.items():
        target = wanted[name]
        due = "each year" if target.each_year else str(target.period.last) if target.period else ""
        table.add_row(name, _wanted(target), due, progress.state, progress.reason.en)
    out.print(table)
    for pair in judged.pairs:
        out.print(f"[bold]{pair.kind}[/] {pair.first} / {pair.second}: {pair.says.en}", highlight=False)
    _show_counts(progress.state for progress in judged.progress.values())


def _wanted(target: Target) -> str:
    """What is to be reached, with its comparator; the kind of a target that is no number."""
    if target.comparator is None:
        return target.kind.value
    if target.value is None:
        return target.comparator.value
    return print_stated(target.value, target.unit, target.comparator, Language.EN)


def _show_counts(states: Iterable[str]) -> None:
    counts = Counter(states)
    out.print(", ".join(f"{count} {state}" for state, count in counts.most_common()), highlight=False)


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
