"""Writes the generated pages of docs/: what each pack defines. Run by `make docs`; a test says when they are stale."""

from pathlib import Path

from nanfeng.kinds.text import Language
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.report.numbers import print_stated

ROOT = Path(__file__).resolve().parents[1]
NOTICE = "<!-- Made by `make docs`; change the pack, not this page. -->"


def page(pack: Pack) -> str:
    """What a pack defines, in Markdown: indicators, forms, plans with targets, and what others published."""
    parts = [f"# {pack.name.en} · {pack.name.zh}", NOTICE, _indicators(pack), _forms(pack), _plans(pack), _claims(pack)]
    return "\n\n".join(parts) + "\n"


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


def main() -> None:
    """Write the page of every pack."""
    folder = ROOT / "docs" / "packs"
    folder.mkdir(exist_ok=True)
    for path in sorted((ROOT / "packs").glob("*/pack.toml")):
        pack = load(path.parent)
        (folder / f"{pack.id}.md").write_text(page(pack), "utf-8")


if __name__ == "__main__":
    main()
