"""Makes the demonstration: spreadsheets as offices would send them, and a manifest of what is in them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from nanfeng.demo.batches import Source, all_batches, source_of
from nanfeng.demo.calibration import Calibration, Trouble
from nanfeng.demo.cases import all_cases, linked_batches
from nanfeng.demo.dirt import dirtied, under_former_names
from nanfeng.demo.rows import Batch
from nanfeng.demo.sheets import sheet_of
from nanfeng.demo.told import Told, filled_out
from nanfeng.demo.workbook import write_csv, write_workbook
from nanfeng.pack.pack import Pack

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class SentFile:
    """One file that was written. `file` is its path below the folder, `entered` the day on which the office sent it;
    `accepted`, `refused` and `held` are the rows that intake will take, hand back and ask about.
    """

    file: str
    form: str
    entered_by: str
    entered: str
    accepted: int
    refused: int
    held: int
    synthetic: bool = True


@dataclass(frozen=True)
class Made:
    """What was made, in the order in which it has to be taken in: files, then cases, then the files that name them."""

    folder: Path
    manifest: Path
    files: tuple[SentFile, ...]
    cases: tuple[Told, ...] = ()
    linked: tuple[SentFile, ...] = ()


def make(pack: Pack, calibration: Calibration, folder: Path, seed: int) -> Made:
    """Write all spreadsheets and the manifest into a folder; equal seeds give equal bytes.

    Raise ValueError where the calibration contradicts itself, KeyError where it fills in a form that the pack lacks.
    """
    source = source_of(calibration, seed)
    files = tuple(_written(pack, all_batches(source), source, folder))
    cases = tuple(filled_out(told, pack.programmes[told.programme]) for told in all_cases(source))
    linked = tuple(_written(pack, linked_batches(source), source, folder))
    manifest = folder / MANIFEST
    counted = {told.programme: len(told.rows) for told in cases}
    listed = [asdict(file) for file in (*files, *linked)]
    listing = {"label": asdict(calibration.label), "seed": seed, "cases": counted, "files": listed}
    manifest.write_text(json.dumps(listing, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Made(folder, manifest, files, cases, linked)


def _written(pack: Pack, batches: Iterable[Batch], source: Source, folder: Path) -> Iterator[SentFile]:
    """Write batches as files, with the troubles that are meant for them."""
    troubles = {trouble.file: trouble for trouble in source.calibration.troubles}
    for batch in batches:
        for sent in _with_troubles(batch, troubles, source):
            _write(pack, sent, source.calibration, folder)
            yield _entry(sent)


def _with_troubles(batch: Batch, troubles: Mapping[str, Trouble], source: Source) -> Iterator[Batch]:
    trouble = troubles.get(batch.file.rsplit(".", 1)[0])
    if trouble is None:
        yield batch
        return
    if trouble.former_names:
        batch = under_former_names(batch, _former_names(source))
    sent, mended = dirtied(batch, trouble, source.rng(batch.file))
    yield sent
    if mended:
        yield mended


def _former_names(source: Source) -> dict[str, str]:
    return {company.code: company.former.zh for company in source.zone.companies if company.former}


def _write(pack: Pack, batch: Batch, calibration: Calibration, folder: Path) -> None:
    path = folder / batch.file
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet = sheet_of(batch, pack.forms[batch.form], pack.places, calibration.label)
    if path.suffix == ".csv":
        write_csv(path, sheet, batch.layout.encoding)
    else:
        write_workbook(path, sheet)


def _entry(batch: Batch) -> SentFile:
    entered = batch.entered.isoformat()
    return SentFile(batch.file, batch.form, batch.entered_by, entered, batch.accepted, batch.refused, batch.held)
